import { shell } from '../../model/calls.ts';
import { callsFor, hangs, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { textAt } from '../dsl/answers.ts';
import { UNSANDBOXED } from '../dsl/player.ts';

/** Threads that a second server resumes. */
export const threadResumeScenarios = extendedScenarios(import.meta.url, {
  'app-server/resume/after-kill': {
    about: 'A server is killed in the middle of a turn; another one resumes the thread, reads it and runs a turn.',
    breaks: ['turn-uncut', 'valid-requests', 'starts-thread', 'writes-nothing', 'no-approvals'],
    shows: ['known-commands', 'command-ends', 'item-durations', 'known-thread', 'tool-calls'],
    model: [callsFor(shell('echo hello')), says('one'), hangs(), says('three')],
    async play({ server, requested }) {
      let threadId = '';
      await server(async (client, process) => {
        await client.initialize();
        threadId = await client.thread();
        await client.turn(threadId, 'Say hello.');
        const turn = await client.begin(threadId, 'Say two.');
        await client.seen('turn/started', ({ params }) => textAt(params, 'turn', 'id') === turn);
        await requested(3);
        process.signal('SIGKILL');
        await client.end(threadId, turn);
      }, UNSANDBOXED);
      await server(
        async (client) => {
          await client.initialize();
          await client.ask('thread/resume', { threadId });
          await client.ask('thread/read', { threadId, includeTurns: true });
          await client.turn(threadId, 'Say three.');
        },
        { args: [] },
      );
    },
  },
});
