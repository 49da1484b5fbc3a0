import { breaksOff, endsIncomplete, failsWith, message, refuses, says } from '../../model/responses.ts';
import type { Step } from '../../model/script.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';

/** Refusals by HTTP, each with what a server says. */
const BY_HTTP: readonly Step[] = [
  ...[400, 401, 403, 404, 500, 503].map((status) => refuses(status, { error: { message: `status ${status}` } })),
  refuses(429, { error: { message: 'slow down' } }),
  refuses(429, {
    error: { type: 'usage_limit_reached', message: 'used up', plan_type: 'pro', resets_at: 2_000_000_000 },
  }),
];

/** Responses that do not come to their end, by the code of the API. */
const BY_MODEL: readonly Step[] = [
  ...[
    'insufficient_quota',
    'invalid_prompt',
    'rate_limit_exceeded',
    'server_is_overloaded',
    'cyber_policy',
    'no_such_code',
  ].map((code) => failsWith(code, `The code is ${code}.`)),
  endsIncomplete('max_output_tokens', [message('Half')]),
  breaksOff('end'),
];

/** So many turns take their time where others use the processor, too. */
const PATIENT = { deadlineMs: 60_000 } as const;

/** Turns in which the model fails. */
export const wireErrorScenarios = extendedScenarios(import.meta.url, {
  'app-server/errors/http': {
    about: 'The model refuses each turn with another HTTP status, and then answers one.',
    breaks: ['turn-completes', 'usage-repeated', 'rate-limits', 'turn-usage'],
    shows: ['failed-turn', 'retries', 'http-errors'],
    model: [...BY_HTTP, says('done')],
    play: withClient(async (client) => {
      const thread = await client.thread();
      for (const _ of [...BY_HTTP, 'done']) await client.turn(thread, 'Say done.');
    }, PATIENT),
  },
  'app-server/errors/response': {
    about: 'The response of the model fails in each turn in another way, and then completes.',
    breaks: ['turn-completes', 'turn-usage'],
    shows: ['failed-turn', 'retries'],
    model: [...BY_MODEL, says('done'), failsWith('context_length_exceeded', 'The context is too long.')],
    play: withClient(async (client) => {
      const thread = await client.thread();
      for (const _ of [...BY_MODEL, 'done']) await client.turn(thread, 'Say done.');
      // Once the context is too long, each later turn of a thread begins with a summary.
      await client.turn(await client.thread(), 'Say done.');
    }, PATIENT),
  },
  'app-server/errors/retry': {
    about: 'The stream of the model breaks off twice, and two retries are allowed.',
    breaks: ['no-extra-requests', 'usage-repeated', 'turn-usage'],
    shows: ['retries', 'repeated-streams'],
    model: [breaksOff('end'), breaksOff('end'), says('done')],
    play: withClient(async (client) => await client.turn(await client.thread(), 'Say done.'), {
      config: { 'model_providers.scripted.stream_max_retries': '2' },
    }),
  },
});
