import type { Mutation } from '../../mutations/mutation.ts';
import { changeNotifications, isNotification, removeMessages } from '../../mutations/wire.ts';
import { usageIn } from '../../queries/model-replies.ts';
import { agentOf, isCompaction, requestViews } from '../../queries/request-views.ts';
import { answeredTurns, type AnsweredTurn } from '../../queries/turn-requests.ts';
import { recalls } from '../../queries/thread-replies.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ModelExchange, Recording } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { objectIn } from './fields.ts';

const UPDATED = 'thread/tokenUsage/updated';

/** The tokens of turns, held against the replies of the model to them. */
export const usageOfTurnChecks: readonly Check[] = [
  {
    id: 'app-server/usage/of-each-turn',
    clause:
      'In a turn that completes, the total tokens of its thread grow by those of its replies, and reports say so.',
    level: 'must',
    assumes: ['has-turn', 'reaches-model', 'response-completes', 'turn-ends', 'turn-usage'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const judged = answeredTurns(recording)
        .filter((turn) => turn.turn['status'] === 'completed' && isPlain(turn, recording))
        .flatMap((turn) => {
          const used = usedReplies(turn).map((exchange) => usageIn(exchange)?.['total_tokens']);
          if (!used.every((count) => typeof count === 'number')) return [];
          const before = totalBefore(turn);
          return before === null ? [] : [{ turn, before, used: used.reduce((sum, count) => sum + count, 0) }];
        });
      const found = judged.flatMap(({ turn, before, used }): Evidence[] => {
        const last = reportsIn(turn).at(-1)?.total;
        if (last === before + used) return [];
        const place = onWire(turn.process, turn.line, `turn ${turn.id}: total tokens reported in it`);
        return [{ ...place, expected: `${before} + ${used}`, actual: String(last ?? 'no report') }];
      });
      return failIfAny(found, judged.length, 'turns, each with its tokens in the total of its thread');
    },
    unjudged: () => ({ 'a turn that does not complete': changeStatus('interrupted') }),
    mutants: () => ({
      'reports no tokens': removeMessages(isNotification(UPDATED)),
      'reports them in another turn': changeNotifications(UPDATED, (params) => [{ ...params, turnId: 'another' }]),
      'reports only the last reply': changeNotifications(UPDATED, (params) => {
        const usage = objectIn(params, 'tokenUsage');
        return [{ ...params, tokenUsage: { ...usage, total: { ...objectIn(usage, 'total'), totalTokens: 1 } } }];
      }),
    }),
  },
];

/** The replies that codex used: one that the client interrupted by steering the turn is forgotten. */
function usedReplies({ exchanges }: AnsweredTurn): ModelExchange[] {
  return exchanges.filter((exchange, index) => {
    const next = exchanges[index + 1];
    return next === undefined || recalls(next, exchange);
  });
}

/** True for a turn with requests of its thread alone, none of them for a summary, to a client that has not opted out. */
function isPlain({ exchanges, process }: AnsweredTurn, recording: Recording): boolean {
  if (process.wire.some(({ from, text }) => from === 'client' && text.includes(UPDATED))) return false;
  return requestViews(recording)
    .filter(({ exchange }) => exchanges.includes(exchange))
    .every((view) => agentOf(view) === 'main' && !isCompaction(view));
}

interface Report {
  readonly line: number;
  readonly turn: unknown;
  readonly total: number;
}

function reportsOf({ process, thread }: AnsweredTurn): Report[] {
  return messagesOf(process).flatMap(({ from, line, message }): Report[] => {
    if (from === 'client' || message.kind !== 'notification' || message.method !== UPDATED) return [];
    const params: JsonObject = objectOf(message.params);
    const total = objectIn(objectIn(params, 'tokenUsage'), 'total')['totalTokens'];
    return params['threadId'] === thread && typeof total === 'number' ? [{ line, turn: params['turnId'], total }] : [];
  });
}

function reportsIn(turn: AnsweredTurn): Report[] {
  return reportsOf(turn).filter((report) => report.turn === turn.id && report.line < turn.line);
}

/**
 * The total of the thread when the turn began: that of the last report of an earlier turn, 0 for a new thread; null where it is
 * unknown, as for a thread that another process began, or that was compacted or rolled back.
 */
function totalBefore(turn: AnsweredTurn): number | null {
  const { process, thread, id, line } = turn;
  const messages = messagesOf(process).filter((one) => one.line < line);
  const isCut = messages.some(
    ({ message }) =>
      message.kind === 'request' &&
      /^(?:thread\/(?:rollback|compact\/start)|turn\/interrupt)$/.test(message.method) &&
      objectOf(message.params)['threadId'] === thread,
  );
  if (isCut) return null;
  const before = reportsOf(turn).findLast((report) => report.line < line && report.turn !== id);
  if (before !== undefined) return before.total;
  const isNew = messages.some(
    ({ message, answers }) =>
      message.kind === 'response' &&
      answers?.method === 'thread/start' &&
      objectIn(objectOf(message.result), 'thread')['id'] === thread,
  );
  return isNew && isFirst(turn) ? 0 : null;
}

/** True if no turn of the thread ended before. */
function isFirst({ process, thread, id }: AnsweredTurn): boolean {
  const first = messagesOf(process).find(
    ({ message }) =>
      message.kind === 'notification' &&
      message.method === 'turn/completed' &&
      objectOf(message.params)['threadId'] === thread,
  );
  return first !== undefined && objectIn(objectOf((first.message as { params?: unknown }).params), 'turn')['id'] === id;
}

function changeStatus(status: string): Mutation {
  return changeNotifications('turn/completed', (params) => [
    { ...params, turn: { ...objectIn(params, 'turn'), status } },
  ]);
}
