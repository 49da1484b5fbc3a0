import { shell } from '../../model/calls.ts';
import { begunMessage, callsFor, hangs, says } from '../../model/responses.ts';
import { textAt } from '../dsl/answers.ts';
import type { Client } from '../dsl/client.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { UNSANDBOXED, withClient } from '../dsl/player.ts';

/** Interrupted turns. */
export const interruptScenarios = extendedScenarios(import.meta.url, {
  'app-server/interrupt/in-stream': {
    about: 'A turn is interrupted while the model is streaming; another turn follows.',
    breaks: ['turn-completes', 'usage-repeated', 'fresh-thread', 'turn-usage'],
    shows: ['interrupts', 'further-requests'],
    model: [hangs([begunMessage('Half of')]), says('two')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      const turnId = await client.begin(threadId, 'Say one.');
      await client.seen('item/agentMessage/delta');
      await client.ask('turn/interrupt', { threadId, turnId });
      await client.end(threadId, turnId);
      await client.turn(threadId, 'Say two.');
    }),
  },
  'app-server/interrupt/in-command': {
    about: 'A turn is interrupted while a command is running.',
    breaks: ['turn-completes', 'writes-nothing', 'turn-usage'],
    shows: ['interrupts', 'item-starts', 'further-requests'],
    model: [callsFor(shell('echo begun; sleep 30')), says('two')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      const turnId = await client.begin(threadId, 'Sleep.');
      await commandBegun(client);
      await client.ask('turn/interrupt', { threadId, turnId });
      await client.end(threadId, turnId);
      await client.turn(threadId, 'Say two.');
    }, UNSANDBOXED),
  },
  'app-server/interrupt/when-over': {
    about: 'A turn is interrupted after it has ended.',
    breaks: ['valid-requests', 'usage-repeated'],
    shows: ['known-thread'],
    idle: true,
    model: [says('one')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      const turnId = await client.begin(threadId, 'Say one.');
      await client.end(threadId, turnId);
      // Right after its end 0.169 may still take the turn for a running one, and then never answers.
      await client.ask('thread/read', { threadId, includeTurns: true });
      await client.ask('turn/interrupt', { threadId, turnId });
    }),
  },
});

async function commandBegun(client: Client): Promise<void> {
  await client.seen('item/started', ({ params }) => textAt(params, 'item', 'type') === 'commandExecution');
}
