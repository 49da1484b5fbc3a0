import { shell } from '../../model/calls.ts';
import { messageAdded, messageDone, textDelta } from '../../model/events.ts';
import { call, event, pauses, says, waitsFor } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { UNSANDBOXED } from '../dsl/player.ts';

/** What the client is told while the turn goes on. */
export const toldClientScenarios = extendedScenarios(import.meta.url, {
  'app-server/told/while-running': {
    about: 'The model, in the middle of a message, and its command go on only when the client has been told so far.',
    breaks: ['writes-nothing'],
    shows: ['command-ends', 'item-durations', 'waits-for-program', 'tool-calls'],
    told: [
      { process: 1, event: 'turn/started', request: 1, before: 'end of reply' },
      { process: 1, event: 'item/started userMessage', request: 1, before: 'end of reply' },
      { process: 1, event: 'item/started agentMessage', request: 1, before: 'end of reply' },
      { process: 1, event: 'item/agentMessage/delta', request: 1, before: 'end of reply' },
      { process: 1, event: 'item/started commandExecution', request: 2, before: 'request' },
      { process: 1, event: 'item/completed agentMessage', request: 2, before: 'end of reply' },
      { process: 1, event: 'item/completed commandExecution', request: 2, before: 'end of reply' },
    ],
    model: (gate) => [
      pauses(
        [event(messageAdded('msg_1')), event(textDelta('msg_1', 'I '))],
        ['turn/started', 'item/started userMessage', 'item/started agentMessage', 'item/agentMessage/delta'].map(gate),
        [
          event(textDelta('msg_1', 'look.')),
          event(messageDone('msg_1', 'I look.')),
          call(shell('n=0; until [ -e told.txt ] || [ $n = 90 ]; do sleep 0.1; n=$((n+1)); done; echo told')),
        ],
      ),
      waitsFor(gate('item/completed agentMessage'), waitsFor(gate('item/completed commandExecution'), says('done'))),
    ],
    async play({ server, opened, write }) {
      void opened('item/started commandExecution').then(() => write('workspace', 'told.txt', ''));
      await server(async (client) => {
        await client.initialize();
        await client.turn(await client.thread(), 'Look.');
      }, UNSANDBOXED);
    },
  },
});
