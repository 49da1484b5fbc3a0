import type { ModelExchange, ProcessRecord, Recording } from '../recording/recording.ts';
import { isJsonObject, objectOf, parseJsonObject, type JsonObject } from '../util/json-object.ts';
import { replyEvents } from './model-replies.ts';
import { requestViews, threadOf, type RequestView } from './request-views.ts';
import { messagesOf } from './wire-messages.ts';

/** A turn that ended on a wire, and its requests to the model. */
export interface AnsweredTurn {
  readonly process: ProcessRecord;
  /** Line of `turn/completed` in `wire.jsonl`, from 1. */
  readonly line: number;
  readonly thread: string;
  readonly id: string;
  /** The `turn` of `turn/completed`. */
  readonly turn: JsonObject;
  /** In order; never empty. */
  readonly exchanges: readonly ModelExchange[];
}

/**
 * The turns that ended, with their requests to the model: by the id of the turn in a request, or by the thread and by what had
 * arrived when turns ended. Turns whose requests cannot be told apart are left out.
 */
export function answeredTurns(recording: Recording): AnsweredTurn[] {
  const views = requestViews(recording);
  return recording.processes.flatMap((process) => {
    const own = views.filter(({ exchange }) => exchange.process === process.process);
    const ends = endsIn(process);
    return ends.flatMap((end, index): AnsweredTurn[] => {
      const before = ends.findLast((one, at) => at < index && one.thread === end.thread);
      const isOnly = startsIn(process, end.thread) === 1;
      const exchanges = own
        .filter((view) => isOf(view, views, end, { before, isOnly }))
        .map(({ exchange }) => exchange);
      return exchanges.length === 0 ? [] : [{ process, ...end, exchanges }];
    });
  });
}

interface TurnEnd {
  readonly line: number;
  readonly thread: string;
  readonly id: string;
  readonly turn: JsonObject;
  /** The requests that had arrived; undefined where it was not recorded. */
  readonly requests: number | undefined;
}

function endsIn(process: ProcessRecord): TurnEnd[] {
  return messagesOf(process).flatMap(({ from, line, message }) => {
    if (from === 'client' || message.kind !== 'notification' || message.method !== 'turn/completed') return [];
    const { threadId, turn } = objectOf(message.params);
    const { id } = objectOf(turn);
    if (typeof threadId !== 'string' || typeof id !== 'string') return [];
    return [{ line, thread: threadId, id, turn: objectOf(turn), requests: process.wire[line - 1]?.model?.requests }];
  });
}

function startsIn(process: ProcessRecord, thread: string): number {
  return messagesOf(process).filter(
    ({ message }) =>
      message.kind === 'notification' &&
      message.method === 'turn/started' &&
      objectOf(message.params)['threadId'] === thread,
  ).length;
}

function isOf(
  view: RequestView,
  views: readonly RequestView[],
  { thread, id, requests }: TurnEnd,
  { before, isOnly }: { readonly before: TurnEnd | undefined; readonly isOnly: boolean },
): boolean {
  const named = view.turnMetadata['turn_id'] ?? view.clientMetadata['turn_id'];
  if (typeof named === 'string' && named !== '') return named === id;
  if (threadOf(view) !== thread) return false;
  if (requests === undefined) return isOnly;
  const number = views.indexOf(view) + 1;
  return number <= requests && number > (before?.requests ?? 0);
}

/** How a reply of the model failed. */
export interface ReplyFailure {
  /** The HTTP status if it is no success. */
  readonly status: number | null;
  /** The `code` or `type` of the error in the reply. */
  readonly code: string | null;
  /** The words of the provider: a message, or the reason of an incomplete response. */
  readonly words: string | null;
}

/** How a reply failed: by its status, by its last event, or by ending before one; null for a complete reply. */
export function failureOf(exchange: ModelExchange): ReplyFailure | null {
  const { status, body } = exchange.reply;
  if (status !== 200) {
    const error = objectOf(parseJsonObject(body)?.['error']);
    return { status, code: textOf(error['code'] ?? error['type']), words: textOf(error['message']) };
  }
  const events = replyEvents(exchange);
  if (events.some(({ type }) => type === 'response.completed')) return null;
  const response = objectOf(events.at(-1)?.['response']);
  if (isJsonObject(response['error'])) {
    const { code, message } = response['error'];
    return { status: null, code: textOf(code), words: textOf(message) };
  }
  return { status: null, code: null, words: textOf(objectOf(response['incomplete_details'])['reason']) };
}

/** True for a stream that ended without an event that says so. */
export function isBrokenOff(exchange: ModelExchange): boolean {
  const failure = failureOf(exchange);
  if (failure === null || failure.status !== null || exchange.reply.ended_by === 'client') return false;
  return failure.code === null && failure.words === null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
