import { messageDone } from '../../model/events.ts';
import { event, responds, says, waitsFor } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';

/** A message in one piece: 0.169 gives up a message that comes in pieces, if there is other input by then. */
const ONE = responds([event(messageDone('msg_1', 'one'))]);

const SETTINGS = {
  model: 'another-model',
  effort: 'high',
  approvalPolicy: 'on-request',
  sandboxPolicy: { type: 'workspaceWrite' },
} as const;

const SCHEMA = {
  type: 'object',
  properties: { said: { type: 'string' } },
  required: ['said'],
  additionalProperties: false,
} as const;

/** Several turns of one thread. */
export const turnScenarios = extendedScenarios(import.meta.url, {
  'app-server/turns/two-in-one-thread': {
    about: 'Two turns of one thread, one after the other.',
    shows: ['further-requests'],
    model: [says('one'), says('two')],
    play: withClient(async (client) => {
      const thread = await client.thread();
      await client.turn(thread, 'Say one.');
      await client.turn(thread, 'Say two.');
    }),
  },
  'app-server/turns/settings': {
    about:
      'A thread has instructions of the client, a turn has settings and an output schema of its own, and another follows.',
    breaks: ['valid-requests', 'no-approvals', 'read-only', 'thread-settings', 'writes-nothing'],
    shows: ['turn-settings', 'given-files', 'further-requests'],
    model: [says('one'), says('two'), says('three')],
    play: ({ server, write, places }) =>
      server(async (client) => {
        write('workspace', 'below/a.txt', 'one\n');
        await client.initialize();
        const thread = await client.thread({ baseInstructions: 'Be brief.', developerInstructions: 'Be exact.' });
        await client.turn(thread, 'Say one.', { ...SETTINGS, cwd: `${places.workspace}/below` });
        await client.turn(thread, 'Say two.');
        await client.turn(await client.thread(), 'Say three.', { outputSchema: SCHEMA });
      }),
  },
  'app-server/turns/start-while-running': {
    about: 'A turn is started while another one of the same thread is running; then a third one.',
    breaks: ['valid-requests'],
    shows: ['further-requests'],
    idle: true,
    model: (gate) => [waitsFor(gate('second asked'), ONE), says('two'), says('three')],
    play: ({ server, requested, open }) =>
      server(async (client) => {
        await client.initialize();
        const thread = await client.thread();
        const one = await client.begin(thread, 'Say one.');
        await requested(1);
        const two = await client.begin(thread, 'Say two.');
        open('second asked');
        await requested(2);
        await Promise.race([client.end(thread, one), client.end(thread, two)]);
        await client.turn(thread, 'Say three.');
      }),
  },
  'app-server/turns/steer': {
    about: 'Input is added to a running turn: with the wrong turn id, with the right one, and after its end.',
    breaks: ['valid-requests'],
    shows: ['further-requests'],
    model: (gate) => [waitsFor(gate('steered'), ONE), says('two')],
    play: ({ server, requested, open }) =>
      server(async (client) => {
        await client.initialize();
        const threadId = await client.thread();
        const turn = await client.begin(threadId, 'Say one.');
        await requested(1);
        const steer = async (expectedTurnId: string): Promise<unknown> =>
          await client.ask('turn/steer', { threadId, expectedTurnId, input: [{ type: 'text', text: 'Say two.' }] });
        await steer('another');
        await steer(turn);
        open('steered');
        await client.end(threadId, turn);
        await steer(turn);
      }),
  },
});
