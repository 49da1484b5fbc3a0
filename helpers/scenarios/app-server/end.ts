import { shell } from '../../model/calls.ts';
import { begunMessage, callsFor, hangs, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { UNSANDBOXED, withClient } from '../dsl/player.ts';

/** Servers that end while they are busy. */
export const endScenarios = extendedScenarios(import.meta.url, {
  'app-server/end/input-closed-in-turn': {
    about: 'The client closes stdin of the server in the middle of a turn.',
    breaks: ['response-completes', 'turn-ends', 'usage-repeated'],
    idle: true,
    model: [hangs([begunMessage('Half of')])],
    play: withClient(async (client) => {
      await client.begin(await client.thread(), 'Say one.');
      await client.seen('item/agentMessage/delta');
    }),
  },
  'app-server/end/terminated-in-turn': {
    about: 'The server gets SIGTERM in the middle of a turn.',
    breaks: ['response-completes', 'turn-ends', 'usage-repeated'],
    model: [hangs([begunMessage('Half of')])],
    play: withClient(async (client, process) => {
      const thread = await client.thread();
      const turn = await client.begin(thread, 'Say one.');
      await client.seen('item/agentMessage/delta');
      process.signal('SIGTERM');
      await client.end(thread, turn);
    }),
  },
  'app-server/end/command-running': {
    about: 'The turn ends while a command is running, and then the client closes stdin of the server.',
    breaks: ['writes-nothing'],
    shows: ['item-starts', 'further-requests'],
    idle: true,
    model: [callsFor(shell('echo begun; sleep 4', { yieldMs: 300 })), says('done')],
    play: withClient(async (client) => await client.turn(await client.thread(), 'Sleep.'), UNSANDBOXED),
  },
});
