import type { Mutation } from '../../mutations/mutation.ts';
import { changeEachProcess } from '../../mutations/recording.ts';
import { errorText } from '../../exec/transcript.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { requestsOfProcess } from '../../queries/process-requests.ts';
import { failureOf, type ReplyFailure } from '../../queries/turn-requests.ts';
import { parseJsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { agreement } from './agreement.ts';

/** The failures that codex reports with its own text, and a phrase of it. */
const OWN_WORDS: readonly { readonly is: (failure: ReplyFailure) => boolean; readonly words: RegExp }[] = [
  { is: ({ code }) => code === 'context_length_exceeded', words: /context window/i },
  { is: ({ code }) => code === 'insufficient_quota', words: /quota/i },
  { is: ({ code }) => code === 'usage_not_included', words: /\bplan, upgrade\b/i },
  { is: ({ code }) => code === 'usage_limit_reached', words: /usage limit/i },
  { is: ({ code }) => code === 'server_is_overloaded' || code === 'slow_down', words: /at capacity/i },
  { is: ({ status }) => status === 500, words: /high demand/i },
];

/** Phrases for a reply that ended without an error of the provider. */
const BROKEN_OFF = /stream|response|connection|timeout/i;

/** The messages of failed turns, compared with the errors of the provider. */
export const failureWordChecks: readonly Check[] = [
  agreement({
    id: 'exec/errors/words-of-failure',
    clause:
      'The message of a failed turn has the message or the HTTP status of the failed reply, or the text that codex has for that failure.',
    level: 'should',
    assumes: ['failed-turn', 'reaches-model'],
    authority: { kind: 'source', reference: 'openai/codex codex-rs/protocol/src/error.rs: the texts of CodexErr' },
    about: 'messages of failed turns',
    needsModel: true,
    compare(process, recording) {
      const message = errorText(linesOf(process));
      const last = requestsOfProcess(recording, process).at(-1);
      const failure = last === undefined ? null : failureOf(last);
      if (message === null || failure === null) return [];
      const { status, code, words } = failure;
      const own = [words, status].flatMap((one) => (one === null || one === '' ? [] : [String(one)]));
      const wordings = OWN_WORDS.filter(({ is }) => is(failure)).map((one) => one.words);
      const isOwn = own.some((text) => message.includes(text)) || wordings.some((one) => one.test(message));
      const isForeign = OWN_WORDS.some((one) => !one.is(failure) && one.words.test(message));
      // A stream that ends without an error of the provider.
      const isUnnamed = status === null && code === null;
      const expected = [...own, ...wordings.map(String)].join(' or ') || String(BROKEN_OFF);
      return [
        isOwn ||
          (isUnnamed && !isForeign && BROKEN_OFF.test(message)) || {
            message: 'the message is that of another failure',
            expected,
            actual: message,
          },
      ];
    },
    mutants: () => ({
      'reports another failure': failing('Quota reached.'),
      'reports a context that is too long': failing("Codex ran out of room in the model's context window."),
      'reports no reason': failing('It failed.'),
    }),
  }),
];

/** Reports each failed turn of each process with this message. */
function failing(message: string): Mutation {
  const changed = (line: string): string => {
    const event = parseJsonObject(line);
    if (event?.['type'] === 'error') return JSON.stringify({ ...event, message });
    return event?.['type'] === 'turn.failed' ? JSON.stringify({ ...event, error: { message } }) : line;
  };
  return changeEachProcess(({ stdout }) => ({ stdout: stdout.split('\n').map(changed).join('\n') }));
}
