import { isDeepStrictEqual } from 'node:util';
import { changeLastRequest } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { isEphemeral } from '../../queries/asked-settings.ts';
import { outputIn } from '../../queries/model-replies.ts';
import { agentOf, isCompaction, threadOf, type RequestView } from '../../queries/request-views.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { CLIENT } from './authorities.ts';
import { inRequest, NOTHING_COMPARED, requestCheck, type RequestComparison } from './each-request.ts';

/** The conversation in successive requests. */
export const growingInputChecks: readonly Check[] = [
  requestCheck(
    {
      id: 'run/model/input-grows',
      clause:
        'The input of a request begins with the input of the previous request of the same thread, item by item, and the reply of the model to it.',
      level: 'should',
      assumes: ['reaches-model', 'further-requests'],
      authority: CLIENT,
      mutants: () => ({
        'loses the first item': changeLastInput((input) => input.slice(1)),
        'alters the first item': changeLastInput((input) => [
          { ...objectOf(input[0]), role: 'system' },
          ...input.slice(1),
        ]),
        'repeats the first item': changeLastInput((input) => [input[0], ...input]),
        'exchanges the first two items': changeLastInput((input) => [
          ...input.slice(0, 2).toReversed(),
          ...input.slice(2),
        ]),
        'loses the reply of the model': changeLastInput((input) => input.filter((item) => !isAnswer(objectOf(item)))),
      }),
    },
    'items of earlier requests',
    (views, recording) =>
      [...Map.groupBy(views, (view) => JSON.stringify([agentOf(view), threadOf(view)])).values()].flatMap((thread) =>
        thread.slice(1).map((view, index) => continued(thread.slice(0, index + 1), view, recording)),
      ),
  ),
];

function continued(earlier: readonly RequestView[], view: RequestView, recording: Recording): RequestComparison {
  const before = earlier.findLast(
    (one) => isSameProcess(one, view) || !isEphemeral(processOf(one, recording) ?? { argv: [] }),
  );
  if (
    before === undefined ||
    isCompaction(before) ||
    (isCompaction(view) && !isPrefix(before, view)) ||
    isRolledBack(recording)
  )
    return NOTHING_COMPARED;
  const own = view.input.map(withoutId);
  const kept = before.input.map(withoutId);
  const answered =
    endedWell(before) && !isCutOff(before, view, recording)
      ? answersOf(before).filter((item) => !isDropped(item, before, recording))
      : [];
  const at = kept.findIndex(
    (item, index) => !isDeepStrictEqual(item, own[index]) || !sameId(before.input[index], view.input[index]),
  );
  const differing =
    at === -1
      ? []
      : [inRequest(view, `input item ${at} differs from request ${before.line}`, before.input[at], view.input[at])];
  const added = own.slice(kept.length);
  const missing = at === -1 ? misplaced(answered, added) : [];
  return {
    count: kept.length + answered.length,
    found: [
      ...differing,
      ...missing.map((item) => inRequest(view, `reply of the model to request ${before.line} is missing`, item, added)),
    ],
  };
}

/** Items that are missing among others, or in another order. */
function misplaced(items: readonly JsonObject[], among: readonly unknown[]): JsonObject[] {
  let from = 0;
  return items.filter((item) => {
    const at = among.findIndex((one, index) => index >= from && holds(one, item));
    from = at === -1 ? from : at + 1;
    return at === -1;
  });
}

/** Whether an item has all fields of another; codex may add some, such as empty lists. */
function holds(item: unknown, expected: JsonObject): boolean {
  return isJsonObject(item) && Object.entries(expected).every(([name, value]) => isDeepStrictEqual(item[name], value));
}

/** What the model said, without ids and what only a server keeps: codex sends it back in a form of its own. */
function answersOf({ exchange }: RequestView): JsonObject[] {
  return outputIn(exchange)
    .filter(isAnswer)
    .map(({ type, role, name, namespace, arguments: given, input, call_id, content, encrypted_content }) => {
      const said = { type, role, name, namespace, arguments: given, input, call_id, encrypted_content };
      const texts = type === 'message' ? { content: listOf(content).map((part) => pick(objectOf(part))) } : {};
      return Object.fromEntries(Object.entries({ ...said, ...texts }).filter(([, value]) => value !== undefined));
    });
}

function pick({ type, text }: JsonObject): JsonObject {
  return { type, text };
}

const ANSWERS: ReadonlySet<unknown> = new Set(['message', 'function_call', 'custom_tool_call', 'reasoning']);

function isAnswer({ type, role }: JsonObject): boolean {
  return ANSWERS.has(type) && (type !== 'message' || role === 'assistant');
}

function endedWell({ exchange: { reply } }: RequestView): boolean {
  return reply.status === 200 && reply.ended_by === 'end' && reply.body.includes('response.completed');
}

/** Whether the process of a request was killed before the next request: it may have kept nothing of the answer. */
function isCutOff(before: RequestView, next: RequestView, recording: Recording): boolean {
  return !isSameProcess(before, next) && (processOf(before, recording)?.signal ?? null) !== null;
}

function isSameProcess(one: RequestView, other: RequestView): boolean {
  return one.exchange.process === other.exchange.process;
}

function processOf({ exchange }: RequestView, { processes }: Recording): ProcessRecord | undefined {
  return processes.find(({ process }) => process === exchange.process);
}

function isPrefix(before: RequestView, view: RequestView): boolean {
  return isDeepStrictEqual(before.input.map(withoutId), view.input.slice(0, before.input.length).map(withoutId));
}

/**
 * Whether an app-server dropped a message of the model: a client that steers a turn interrupts the answer, and is not told of it
 * either. Other checks judge what is reported.
 */
function isDropped({ type, content }: JsonObject, before: RequestView, recording: Recording): boolean {
  const own = processOf(before, recording);
  if (type !== 'message' || own === undefined || own.wire.length === 0) return false;
  const texts = listOf(content).map((part) => JSON.stringify(objectOf(part)['text']));
  return !own.wire.some(({ from, text }) => from === 'server' && texts.every((one) => text.includes(one)));
}

/** Whether the client took turns of a thread back. */
function isRolledBack({ processes }: Recording): boolean {
  return processes.some((process) =>
    messagesOf(process).some(({ message }) => message.kind === 'request' && message.method === 'thread/rollback'),
  );
}

/** Whether two forms of an item have the same id; not all versions give one to each item. */
function sameId(item: unknown, other: unknown): boolean {
  const [id, otherId] = [objectOf(item)['id'], objectOf(other)['id']];
  return id === undefined || otherId === undefined || id === otherId;
}

/** An item without the id that codex gave it. A message can omit its type, and have a text in place of a list of parts. */
function withoutId(item: unknown): unknown {
  if (!isJsonObject(item)) return item;
  const { id: _id, role, content, ...rest } = item;
  if (role === undefined) return rest;
  const type = role === 'assistant' ? 'output_text' : 'input_text';
  return { type: 'message', role, content: typeof content === 'string' ? [{ type, text: content }] : content, ...rest };
}

function changeLastInput(change: (input: readonly unknown[]) => readonly unknown[]): Mutation {
  return changeLastRequest((body) => ({ ...body, input: change(listOf(body['input'])) }));
}
