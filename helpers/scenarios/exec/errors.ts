import { byPrompt } from '../../model/by-prompt.ts';
import {
  breaksOff,
  endsIncomplete,
  event,
  failsWith,
  hangs,
  message,
  refuses,
  responds,
  says,
} from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

const error = (words: string, rest: object = {}) => ({ error: { message: words, ...rest } });

const STATUSES = {
  'Answer with 400.': refuses(400, error('no such parameter', { type: 'invalid_request_error' })),
  'Answer with 401.': refuses(401, error('no key')),
  'Answer with 403.': refuses(403, '<html><body>Forbidden</body></html>', { 'content-type': 'text/html' }),
  'Answer with 404.': refuses(404, error('no such model')),
  'Answer with 429.': refuses(429, error('too fast')),
  'Answer with a usage limit.': refuses(429, error('limit', { type: 'usage_limit_reached', plan_type: 'plus' })),
  'Answer with 500.': refuses(500, error('oh dear')),
  'Answer with overload.': refuses(503, error('busy', { code: 'server_is_overloaded' })),
};

const CODES = {
  'Fail for the context.': failsWith('context_length_exceeded', 'too long'),
  'Fail for the quota.': failsWith('insufficient_quota', 'no money'),
  'Fail for the plan.': failsWith('usage_not_included', 'not in your plan'),
  'Fail for the rate.': failsWith('rate_limit_exceeded', 'try again later'),
  'Fail for overload.': failsWith('server_is_overloaded', 'busy'),
  'Fail for the prompt.': failsWith('invalid_prompt', 'I do not answer that'),
  'Fail after a message.': failsWith('server_error', 'oh dear', [message('I began')]),
};

const ENDS = {
  'Stop early.': endsIncomplete('max_output_tokens', [message('half of')]),
  'End without a word.': breaksOff('end'),
  'End after a message.': breaksOff('end', [message('half of')]),
  'Break after a message.': breaksOff('short', [message('half of')]),
  'Say error and end.': breaksOff('end', [event({ type: 'error', code: 'server_error', message: 'oh dear' })]),
  'Complete without an id.': breaksOff('end', [event({ type: 'response.completed', response: {} })]),
};

/** Turns that fail, and a missing image. */
export const errorScenarios = extendedScenarios(import.meta.url, {
  'exec/errors/http-statuses': {
    about: 'The model server rejects requests with eight HTTP statuses, one per process.',
    breaks: ['succeeds', 'agent-messages', 'response-completes'],
    shows: ['failed-turn', 'http-errors', 'several-requests'],
    model: byPrompt(STATUSES),
    async play({ exec }) {
      for (const prompt of Object.keys(STATUSES)) await exec([prompt]);
    },
  },
  'exec/errors/response-failed': {
    about: 'The response of the model fails with seven error codes, one per process.',
    breaks: ['succeeds', 'response-completes'],
    shows: ['failed-turn', 'several-requests'],
    model: byPrompt(CODES),
    async play({ exec }) {
      for (const prompt of Object.keys(CODES)) await exec([prompt]);
    },
  },
  'exec/errors/stream-cut': {
    about: 'The stream of the model ends before a complete response, in six ways.',
    breaks: ['succeeds'],
    shows: ['failed-turn', 'several-requests'],
    model: byPrompt(ENDS),
    async play({ exec }) {
      for (const prompt of Object.keys(ENDS)) await exec([prompt]);
    },
  },
  'exec/errors/silent-model': {
    about: 'The model sends nothing after its first message; the idle timeout is 500 ms.',
    breaks: ['succeeds', 'response-completes'],
    shows: ['failed-turn'],
    idle: true,
    model: [hangs([message('let me see')])],
    play: ({ exec }) => exec(['Be silent.'], { config: { 'model_providers.scripted.stream_idle_timeout_ms': '500' } }),
  },
  'exec/errors/connection-refused': {
    about: 'The connection to the provider is refused, with the default features of codex and one retry.',
    breaks: ['succeeds', 'turn-uncut', 'reaches-model'],
    shows: ['failed-turn'],
    idle: true,
    asShipped: true,
    model: [],
    async play({ exec }) {
      const provider = {
        'model_providers.scripted.base_url': '"http://127.0.0.1:9/v1"',
        'model_providers.scripted.request_max_retries': '1',
        'model_providers.scripted.stream_max_retries': '1',
      };
      await exec(['Hello?'], { config: provider, deadlineMs: 15_000 });
    },
  },
  'exec/errors/no-key': {
    about: 'The provider reads its key from an environment variable that is not set.',
    breaks: ['succeeds', 'reaches-model'],
    shows: ['failed-turn'],
    model: [says('never')],
    play: ({ exec }) => exec(['Hello?'], { config: { 'model_providers.scripted.env_key': '"NO_SUCH_KEY"' } }),
  },
  'exec/errors/missing-image': {
    about: 'The flag --image with a missing file.',
    idle: true,
    model: { every: responds([message('I see nothing')]) },
    play: ({ exec, places }) => exec(['--image', `${places.workspace}/missing.png`, '--', 'What is this?']),
  },
});
