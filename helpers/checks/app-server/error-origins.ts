import { isDeepStrictEqual } from 'node:util';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeNotifications, isNotification, removeMessages } from '../../mutations/wire.ts';
import { inSequence } from '../../mutations/mutation.ts';
import { modelRequests } from '../../queries/model-requests.ts';
import { answeredTurns, failureOf, type AnsweredTurn, type ReplyFailure } from '../../queries/turn-requests.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ModelExchange, Recording } from '../../recording/recording.ts';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';

/** The errors and ends of turns agree with how the replies of the model ended. */
export const errorOriginChecks: readonly Check[] = [
  {
    id: 'app-server/turn/ends-as-model-replied',
    clause: 'A turn whose last reply of the model failed ends as failed; one that ends as failed had such a reply.',
    level: 'must',
    assumes: ['has-turn', 'reaches-model', 'last-response'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const judged = answeredTurns(recording).filter(({ turn }) => turn['status'] !== 'interrupted');
      const found = judged.flatMap(({ process, line, id, turn, exchanges }) => {
        const last = exchanges.at(-1)!;
        const expected = failureOf(last) === null ? 'completed' : 'failed';
        if (turn['status'] === expected) return [];
        const place = `turn ${id}: status differs from the end of model.jsonl:${recording.model.indexOf(last) + 1}`;
        return [{ ...onWire(process, line, place), expected, actual: String(turn['status']) }];
      });
      return failIfAny(found, judged.length, 'turns that ended as the last reply of the model');
    },
    mutants: () => ({
      'ends a turn in the opposite way': changeEnds((status) => (status === 'failed' ? 'completed' : 'failed')),
      'ends a turn in no way': changeEnds(() => 'inProgress'),
    }),
  },
  {
    id: 'app-server/error/words-as-sent',
    clause: 'An error has the words or the status of the reply that failed, and of no other reply.',
    level: 'should',
    assumes: ['failed-turn', 'reaches-model'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const all = modelRequests(recording).flatMap((exchange) => wordsOf(failureOf(exchange)));
      const judged = failedTurns(recording).map(({ failure, error, place }): Evidence[] => {
        const text = [error['message'], error['additionalDetails']].filter(Boolean).join('\n');
        const own = wordsOf(failure);
        const foreign = all.filter((words) => !own.includes(words) && holds(text, words));
        const isNamed = hasOwnWords(error) || own.length === 0 || own.some((words) => holds(text, words));
        const expected = own.join(' or ') || 'no words of another reply';
        return isNamed && foreign.length === 0 ? [] : [{ ...place('message'), expected, actual: text }];
      });
      return failIfAny(judged.flat(), judged.length, 'errors with the words of the reply that failed');
    },
    mutants: () => ({
      'says something else': changeErrors((error) => ({ ...error, message: 'Something else.' })),
      'reports another status': changeErrors((error) => ({
        ...error,
        message: String(error['message']).replaceAll(/\b400\b/g, '418'),
      })),
    }),
  },
  {
    id: 'app-server/error/kind-as-sent',
    clause: 'The codexErrorInfo of an error names the failure of the reply, and no other failure.',
    level: 'should',
    assumes: ['failed-turn', 'reaches-model'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const judged = failedTurns(recording).flatMap(({ failure, error, place }): Evidence[][] => {
        const kind = kindOf(error);
        if (kind === null) return [];
        const named = Object.entries(KINDS).find(([, { is }]) => is(failure));
        const isWrong = KINDS[kind]?.is(failure) === false;
        const isMissing = named?.[1].isOld === true && named[0] !== kind;
        if (!isWrong && !isMissing) return [[]];
        const after = [...wordsOf(failure), failure.code].filter(Boolean).join(', ') || 'a broken stream';
        const expected = isMissing ? named[0] : `another kind after ${after}`;
        return [[{ ...place('codexErrorInfo'), expected, actual: kind }]];
      });
      return failIfAny(judged.flat(), judged.length, 'errors of the kind of the reply that failed');
    },
    mutants: () => ({
      'reports a usage limit': changeErrors((error) => ({ ...error, codexErrorInfo: 'usageLimitExceeded' })),
      'reports a context that is too long': changeErrors((error) => ({
        ...error,
        codexErrorInfo: 'contextWindowExceeded',
      })),
      'reports an error of the server': changeErrors((error) => ({ ...error, codexErrorInfo: 'internalServerError' })),
    }),
  },
  {
    id: 'app-server/error/each-retry-reported',
    clause:
      'Each time that a stream of the model fails or breaks off and is asked for again, an error with willRetry says so.',
    level: 'must',
    assumes: ['has-turn', 'repeated-streams'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const judged = answeredTurns(recording).map((turn) => ({ turn, retries: retriesIn(turn) }));
      const found = judged.flatMap(({ turn, retries }): Evidence[] => {
        const told = errorsOf(turn).filter(({ willRetry }) => willRetry === true).length;
        if (told === retries) return [];
        const place = onWire(turn.process, turn.line, `turn ${turn.id}: errors with willRetry`);
        return [{ ...place, expected: String(retries), actual: String(told) }];
      });
      const all = judged.reduce((sum, { retries }) => sum + retries, 0);
      return failIfAny(found, all, 'retries of broken streams, each reported');
    },
    mutants: () => ({
      'reports no retry': removeMessages(isNotification('error')),
      'reports each retry twice': changeNotifications('error', (params) => [params, params]),
    }),
  },
];

/** The kinds that name one failure. Old ones are of all versions: they are reported wherever their failure is. */
const KINDS: Readonly<Record<string, { readonly isOld: boolean; readonly is: (failure: ReplyFailure) => boolean }>> = {
  usageLimitExceeded: {
    isOld: true,
    is: ({ code }) => ['usage_limit_reached', 'insufficient_quota', 'usage_not_included'].includes(code ?? ''),
  },
  contextWindowExceeded: { isOld: true, is: ({ code }) => code === 'context_length_exceeded' },
  internalServerError: { isOld: true, is: ({ status }) => status === 500 },
  unauthorized: { isOld: false, is: ({ status }) => status === 401 },
  badRequest: { isOld: false, is: ({ status }) => status === 400 },
  serverOverloaded: { isOld: false, is: ({ code }) => code === 'server_is_overloaded' || code === 'slow_down' },
  rateLimitExceeded: { isOld: false, is: ({ code }) => code === 'rate_limit_exceeded' },
  cyberPolicy: { isOld: false, is: ({ code }) => code === 'cyber_policy' },
};

/** Kinds for which codex has words of its own. */
const WITH_OWN_WORDS: ReadonlySet<string> = new Set([
  'usageLimitExceeded',
  'contextWindowExceeded',
  'internalServerError',
  'serverOverloaded',
]);

interface FailedTurn {
  readonly failure: ReplyFailure;
  readonly error: JsonObject;
  readonly place: (field: string) => Evidence;
}

/** The errors of the turns that failed with a reply of the model. */
function failedTurns(recording: Recording): FailedTurn[] {
  return answeredTurns(recording).flatMap(({ process, line, id, turn, exchanges }) => {
    const failure = failureOf(exchanges.at(-1)!);
    if (failure === null || !isJsonObject(turn['error'])) return [];
    const place = (field: string): Evidence => onWire(process, line, `turn ${id}: ${field} of the error`);
    return [{ failure, error: turn['error'], place }];
  });
}

function wordsOf(failure: ReplyFailure | null): string[] {
  const { status = null, words = null } = failure ?? {};
  return [status === null ? null : String(status), words].filter((one) => one !== null);
}

function holds(text: string, words: string): boolean {
  return /^\d+$/.test(words) ? new RegExp(`\\b${words}\\b`).test(text) : text.includes(words);
}

function hasOwnWords(error: JsonObject): boolean {
  return WITH_OWN_WORDS.has(kindOf(error) ?? '');
}

/** The name of a `codexErrorInfo`, which is a text or an object with one member. */
function kindOf({ codexErrorInfo: info }: JsonObject): string | null {
  if (typeof info === 'string') return info;
  return isJsonObject(info) ? (Object.keys(info)[0] ?? null) : null;
}

/** How often a stream failed or broke off, and its request followed again, with what was received of the reply. */
function retriesIn({ exchanges }: AnsweredTurn): number {
  return exchanges.filter((exchange, index) => {
    const next = exchanges[index + 1];
    if (next === undefined || exchange.reply.status !== 200 || exchange.reply.ended_by === 'client') return false;
    const input = inputOf(exchange);
    return failureOf(exchange) !== null && isDeepStrictEqual(inputOf(next).slice(0, input.length), input);
  }).length;
}

function inputOf({ body }: ModelExchange): readonly unknown[] {
  return listOf(objectOf(body)['input']);
}

function errorsOf({ process, thread, id }: AnsweredTurn): JsonObject[] {
  return messagesOf(process).flatMap(({ from, message }) => {
    if (from === 'client' || message.kind !== 'notification' || message.method !== 'error') return [];
    const params = objectOf(message.params);
    return params['threadId'] === thread && params['turnId'] === id ? [params] : [];
  });
}

/** Changes the errors of turns that failed, and those that were reported before. */
function changeErrors(change: (error: JsonObject) => JsonObject): Mutation {
  return inSequence(
    changeNotifications('error', (params) => [{ ...params, error: change(objectIn(params, 'error')) }]),
    changeNotifications('turn/completed', (params) => {
      const turn = objectIn(params, 'turn');
      return [isJsonObject(turn['error']) ? { ...params, turn: { ...turn, error: change(turn['error']) } } : params];
    }),
  );
}

function changeEnds(change: (status: string | null) => string): Mutation {
  return changeNotifications('turn/completed', (params) => {
    const turn = objectIn(params, 'turn');
    return [{ ...params, turn: { ...turn, status: change(textIn(turn, 'status')) } }];
  });
}
