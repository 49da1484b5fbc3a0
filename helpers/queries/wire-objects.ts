import type { Message } from '../app-server/messages.ts';
import type { WireMessage } from '../app-server/wire.ts';
import type { ProcessRecord, Recording } from '../recording/recording.ts';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../util/json-object.ts';
import { serverMessages } from './wire-messages.ts';

/** One field of a message, or one element of a list that is no object. */
export interface WireField {
  /** Without indices: `params.turn.items[].id`. */
  readonly path: string;
  /** The name of the field; of an element, that of its list. */
  readonly name: string;
  readonly value: unknown;
  /** Keys and indices from the message on. */
  readonly at: readonly (string | number)[];
  /** The object that has the field. */
  readonly holder: JsonObject;
}

/** One object that a server reported, such as a thread. */
export interface WireObject {
  readonly process: ProcessRecord;
  readonly line: number;
  /** The method of the notification or request, or that of the request which it answers. */
  readonly method: string;
  /** True in a response. */
  readonly answered: boolean;
  /** `params.thread`, `result.data[]`, … */
  readonly path: string;
  /** The thread that the message names, or the request which it answers; null if neither does. */
  readonly thread: string | null;
  /** {@link WireField.at} */
  readonly at: readonly (string | number)[];
  readonly value: JsonObject;
}

/** Values whose content is that of a model, a tool or a user: their fields are not those of the protocol. */
const FOREIGN: ReadonlySet<string> = new Set(['arguments', 'structuredContent', '_meta', 'requestedSchema', 'config']);

const known = new WeakMap<Message, readonly WireField[]>();

/** All fields of the params or the result of a message, from the outside in. Contents of models and tools are left out. */
export function fieldsOf(message: Message): readonly WireField[] {
  const before = known.get(message);
  if (before !== undefined) return before;
  const fields: WireField[] = [];
  const body = bodyOf(message);
  const root = message.kind === 'response' ? 'result' : 'params';
  if (isJsonObject(body)) collect(body, root, [root], fields);
  known.set(message, fields);
  return fields;
}

/** The objects in messages of servers that have all of these fields, in order. */
export function wireObjects(
  recording: Pick<Recording, 'processes'>,
  has: (value: JsonObject) => boolean,
): WireObject[] {
  return serverMessages(recording).flatMap(({ process, message }) => {
    const method = methodOf(message);
    if (method === null) return [];
    const answered = message.message.kind === 'response';
    const place = { process, line: message.line, method, answered, thread: threadOf(message) };
    return fieldsOf(message.message).flatMap(({ path, at, value }) =>
      isJsonObject(value) && has(value) ? [{ ...place, path, at, value }] : [],
    );
  });
}

/** Each thread object that a server reported. */
export function threadObjects(recording: Pick<Recording, 'processes'>): (WireObject & { readonly id: string })[] {
  return withIds(wireObjects(recording, isThread));
}

/** A turn object that a server reported. */
export interface ReportedTurn extends WireObject {
  readonly id: string;
  /** Equal for reports of one turn. Up to 0.104 ids of turns are numbers, which each thread begins anew in each process. */
  readonly key: string;
}

/** Each turn object that a server reported. */
export function turnObjects(recording: Pick<Recording, 'processes'>): ReportedTurn[] {
  return withIds(wireObjects(recording, isTurn)).map((turn) => {
    const key = UUID.test(turn.id) ? turn.id : JSON.stringify([turn.process.process, turn.thread, turn.id]);
    return { ...turn, key };
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The method of a message, or of the request that it answers; null if neither is known. */
export function methodOf({ message, answers }: WireMessage): string | null {
  if (message.kind === 'notification' || message.kind === 'request') return message.method;
  return answers?.method ?? null;
}

function threadOf({ message, answers }: WireMessage): string | null {
  const { reviewThreadId, threadId } = bodyOf(message);
  const id = reviewThreadId ?? threadId ?? objectOf(answers?.params)['threadId'];
  return typeof id === 'string' ? id : null;
}

function isThread(value: JsonObject): boolean {
  // All but one: an object that lacks a field is still a thread.
  return ['modelProvider', 'preview', 'createdAt'].filter((field) => field in value).length >= 2;
}

function isTurn(value: JsonObject): boolean {
  return Array.isArray(value['items']) && 'status' in value && !('type' in value);
}

function withIds(objects: readonly WireObject[]): (WireObject & { readonly id: string })[] {
  return objects.flatMap((one) => {
    const id = one.value['id'];
    return typeof id === 'string' ? [{ ...one, id }] : [];
  });
}

function bodyOf(message: Message): JsonObject {
  if (message.kind === 'response') return objectOf(message.result);
  return message.kind === 'notification' || message.kind === 'request' ? objectOf(message.params) : {};
}

function collect(holder: JsonObject, path: string, at: WireField['at'], fields: WireField[]): void {
  for (const [name, value] of Object.entries(holder)) {
    if (!FOREIGN.has(name)) add({ path: `${path}.${name}`, name, at: [...at, name], value, holder }, fields);
  }
}

function add(field: WireField, fields: WireField[]): void {
  fields.push(field);
  const { path, at, value } = field;
  if (isJsonObject(value)) collect(value, path, at, fields);
  for (const [index, element] of listOf(value).entries()) {
    add({ ...field, path: `${path}[]`, at: [...at, index], value: element }, fields);
  }
}
