import { byAttempt } from '../../model/by-attempt.ts';
import { cutInside, withCarriageReturns, withEventsTwice, withMalformedEvent } from '../../model/broken-streams.ts';
import { begunMessage, breaksOff, endsIncomplete, failsWith, message, refuses, says } from '../../model/responses.ts';
import type { Step } from '../../model/script.ts';
import type { Precondition } from '../../recording/preconditions.ts';
import { extendedScenarios, type ExtendedScenario } from '../dsl/extended-scenarios.ts';
import type { Player } from '../dsl/player.ts';

const HTML = { 'content-type': 'text/html' };
const error = (status: number) => ({ error: { message: `sorry, ${status}` } });

/** Refusals by HTTP, by prompt. */
const REFUSALS: Readonly<Record<string, Step>> = Object.fromEntries(
  [400, 401, 403, 404, 408, 429, 500, 503, 529].map((status) => [`Status ${status}.`, refuses(status, error(status))]),
);

/** Refusals of an unusual form, played once only: their retries take longer. */
const UNUSUAL: Readonly<Record<string, Step>> = {
  'Status 429 with a delay.': refuses(429, error(429), { 'retry-after': '1' }),
  'Status 503 with a delay.': refuses(503, error(503), { 'retry-after': '1' }),
  'Status 500 with HTML.': refuses(500, '<html><body>Bad</body></html>', HTML),
  'Status 502 without a body.': () => [{ do: 'head', status: 502 }, { do: 'end' }],
};

const FAILED = [
  'server_error',
  'rate_limit_exceeded',
  'server_is_overloaded',
  'insufficient_quota',
  'usage_not_included',
  'invalid_prompt',
  'cyber_policy',
  'no_such_code',
];

/** Replies with status 200 that are not complete, by prompt. */
const ENDINGS: Readonly<Record<string, Step>> = {
  ...Object.fromEntries(FAILED.map((code) => [`Fail with ${code}.`, failsWith(code, `The code is ${code}.`)])),
  'Stop early.': endsIncomplete('max_output_tokens', [message('half of')]),
  'End at once.': breaksOff('end'),
  'Reset at once.': breaksOff('reset'),
  'End in a message.': breaksOff('end', [begunMessage('half of')]),
  'End after a message.': breaksOff('end', [message('half of')]),
  'Break after a message.': breaksOff('short', [message('half of')]),
  'End in a character.': cutInside(says('half of ü'), 'ü'),
  'End in a line break.': cutInside(withCarriageReturns(says('half of')), '\r\n\r\nevent: response.output_text.delta'),
  'Send HTML.': () => [
    { do: 'head', status: 200, headers: HTML },
    { do: 'bytes', bytes: '<html><body>Sign in</body></html>' },
    { do: 'end' },
  ],
};

/** Complete replies of an unusual form, by prompt. */
const COMPLETE: Readonly<Record<string, Step>> = {
  'Use CR LF.': withCarriageReturns(says(wordsOf('Use CR LF.'))),
  'Complete twice.': withEventsTwice(says(wordsOf('Complete twice.')), 'response.completed'),
  'Begin malformed.': withMalformedEvent(says(wordsOf('Begin malformed.'))),
};

/** The prompt after the failures, by a second server. */
export const LATER = 'Go on.';

/** The message that completes a turn with this prompt. */
export function wordsOf(prompt: string): string {
  return `At last: ${prompt}`;
}

/** The prompt of a turn that fails once. */
export function once(prompt: string): string {
  return `Once: ${prompt}`;
}

type Replies = Readonly<Record<string, readonly [Step, ...Step[]]>>;

/** Each failure, before a complete reply to the same prompt. */
function failingOnce(failures: Readonly<Record<string, Step>>): Replies {
  return Object.fromEntries(
    Object.entries(failures).map(([prompt, step]) => [once(prompt), [step, says(wordsOf(once(prompt)))]]),
  );
}

/** The same reply to each request with a prompt. */
function always(steps: Readonly<Record<string, Step>>): Replies {
  return Object.fromEntries(Object.entries(steps).map(([prompt, step]) => [prompt, [step]]));
}

const REFUSED: Replies = { ...failingOnce({ ...REFUSALS, ...UNUSUAL }), ...always(REFUSALS) };

const ENDED: Replies = { ...failingOnce(ENDINGS), ...always({ ...ENDINGS, ...COMPLETE }) };

/** So many retries take their time. */
const PATIENT = { deadlineMs: 60_000 } as const;

/** A turn for each prompt in one thread; then a second server resumes the thread and runs a turn. */
async function playThread({ server }: Player, prompts: readonly string[]): Promise<void> {
  let threadId = '';
  await server(
    async (client) => {
      await client.initialize();
      threadId = await client.thread();
      for (const prompt of prompts) await client.turn(threadId, prompt);
    },
    {
      ...PATIENT,
      config: {
        'model_providers.scripted.stream_max_retries': '1',
        'model_providers.scripted.request_max_retries': '1',
      },
    },
  );
  await server(async (client) => {
    await client.initialize();
    if ((await client.ask('thread/resume', { threadId })) !== null) await client.turn(threadId, LATER);
  });
}

function scenarioOf(about: string, shows: readonly Precondition[], replies: Replies): ExtendedScenario {
  return {
    about: `${about}; then a second server resumes the thread.`,
    breaks: ['turn-completes', 'no-extra-requests', 'starts-thread'],
    shows: ['failed-turn', 'retries', 'known-thread', ...shows],
    idle: true,
    model: () => byAttempt({ ...replies, ...always({ [LATER]: says(wordsOf(LATER)) }) }),
    play: (player) => playThread(player, Object.keys(replies)),
  };
}

/** Failures of the model that go away, or stay, and the thread afterwards. */
export const recoveryScenarios = extendedScenarios(import.meta.url, {
  'app-server/recovery/refusals': scenarioOf(
    'The model refuses each of 22 turns with an HTTP error, once or for good, with one retry allowed',
    ['http-errors'],
    REFUSED,
  ),
  'app-server/recovery/endings': scenarioOf(
    'The reply of the model to each of 37 turns is not complete, once or for good, or of an unusual form',
    ['repeated-streams'],
    ENDED,
  ),
});
