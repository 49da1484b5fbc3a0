import { says } from '../../model/responses.ts';
import { textAt } from '../dsl/answers.ts';
import type { Client } from '../dsl/client.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';

/** Reviews in the thread and beside it. */
export const reviewScenarios = extendedScenarios(import.meta.url, {
  'app-server/review/inline': {
    about: 'A review without instructions, and then one with instructions in the thread.',
    breaks: [
      'no-extra-requests',
      'valid-requests',
      'fresh-thread',
      'plain-turns',
      'usage-repeated',
      'thread-settings',
      'turn-usage',
    ],
    model: { every: says('All is well.') },
    play: withClient(async (client) => {
      const thread = await client.thread();
      await client.ask('review/start', { threadId: thread, target: { type: 'custom', instructions: '' } });
      await review(client, thread, {});
      await client.turn(thread, 'Say one.');
    }),
  },
  'app-server/review/detached': {
    about: 'A review in its own thread.',
    breaks: ['no-extra-requests', 'valid-requests', 'plain-turns', 'same-options', 'thread-settings'],
    shows: ['several-requests'],
    model: { every: says('All is well.') },
    play: withClient(async (client) => {
      const thread = await client.thread();
      await client.turn(thread, 'Say one.');
      await review(client, thread, { delivery: 'detached' });
    }),
  },
});

async function review(client: Client, threadId: string, params: object): Promise<void> {
  const target = { type: 'custom', instructions: 'Look at it.' };
  const answer = await client.ask('review/start', { threadId, target, ...params });
  const turn = textAt(answer, 'turn', 'id');
  if (turn !== null) await client.end(textAt(answer, 'reviewThreadId') ?? threadId, turn);
}
