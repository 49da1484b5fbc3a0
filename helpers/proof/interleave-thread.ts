import { changeReplyEvents } from '../mutations/model-replies.ts';
import { changeEachProcess } from '../mutations/recording.ts';
import { mcpMessages } from '../queries/mcp-logs.ts';
import type { ModelExchange, Recording, WireLine } from '../recording/recording.ts';
import { objectOf, type JsonObject } from '../util/json-object.ts';

const OTHER_TEXTS: readonly (readonly [unknown, unknown])[] = [['192', 'other']];

/** Adds a copy of the thread of each wire, with its requests to the model, under other ids; both turns end at the end. */
export function withOtherThread(recording: Recording): Recording {
  const other = new Map([...OTHER_TEXTS, ...recording.processes.flatMap(({ wire }) => idsIn(wire))]);
  const asked = recording.model.filter(({ method }) => method === 'POST');
  // Neither the copied wire nor its model has deltas.
  const copies = changeReplyEvents((event) =>
    String(event['type']).endsWith('.delta') ? [] : [otherwise(event, other) as JsonObject],
  )({ ...recording, model: asked });
  const logs = new Set(mcpMessages(recording).map(({ log }) => log));
  return {
    ...changeEachProcess(({ wire }) => ({ wire: withCopy(wire, other) }))(recording),
    files: recording.files.map((file) => (logs.has(file.path) ? { ...file, text: `${file.text}${file.text}` } : file)),
    model: [
      ...recording.model,
      ...(other.size > OTHER_TEXTS.length ? copies.model.map((one) => otherRequest(one, other)) : []),
    ],
  };
}

/** Ids are also parts of texts, as in a header with JSON. */
function otherRequest(exchange: ModelExchange, other: ReadonlyMap<unknown, unknown>): ModelExchange {
  const { reply, ...asked } = exchange;
  const ids = [...other].filter(([id]) => typeof id === 'string' && id.length > 3);
  const text = ids.reduce((all, [id, next]) => all.replaceAll(String(id), String(next)), JSON.stringify(asked));
  return { ...(JSON.parse(text) as typeof asked), reply };
}

/** Other ids for the thread and the turn of a wire. */
function idsIn(lines: readonly WireLine[]): (readonly [unknown, unknown])[] {
  const messages = lines.map(({ from, text }) => ({ from, message: JSON.parse(text) as JsonObject }));
  const start = messages.find(({ message }) => message['method'] === 'turn/start')?.message;
  const answer = messages.find(({ from, message }) => from === 'server' && message['id'] === 3)?.message['result'];
  if (start === undefined) return [];
  const { threadId } = objectOf(start['params']);
  const forks = messages.flatMap(({ message }) => {
    const { id } = objectOf(objectOf(message['result'])['thread']);
    return id === undefined || id === threadId ? [] : [[id, 'f'] as const];
  });
  return [...forks, [threadId, 't'], [objectOf(objectOf(answer)['turn'])['id'], 'u']];
}

function withCopy(lines: readonly WireLine[], texts: ReadonlyMap<unknown, unknown>): readonly WireLine[] {
  const messages = lines.map(({ from, text }) => ({ from, message: JSON.parse(text) as JsonObject }));
  const begin = messages.findIndex(({ message }) => message['method'] === 'thread/start');
  // A list of threads has those of both.
  const lists = messages.filter(({ message }) => /^thread\/(?:loaded\/)?list$/.test(String(message['method'])));
  const listing = new Set(lists.map(({ message }) => message['id']));
  const other = messages
    .slice(begin)
    .filter(({ message }) => !/^codex\/event\/|[dD]elta$/.test(String(message['method'])))
    .filter(({ message }) => !listing.has(message['id']) || message['id'] === undefined)
    .map(({ from, message }) => ({
      t_ms: 0,
      from,
      text: JSON.stringify(renumbered(asksForEphemeral(otherwise(message, texts) as JsonObject))),
    }));
  return lines.length === 0
    ? []
    : [...lines.slice(0, -1), ...other.slice(0, -1), ...lines.slice(-1), ...other.slice(-1)];
}

/** Other numbers for a request, its response and the report that it is resolved, without the time of sending. */
function renumbered(message: JsonObject): JsonObject {
  const { emittedAtMs: _emittedAtMs, ...rest } = message;
  const { id, params } = rest;
  const { requestId } = objectOf(params);
  return {
    ...rest,
    ...(typeof id === 'number' ? { id: id + 50 } : {}),
    ...(typeof requestId === 'number' ? { params: { ...objectOf(params), requestId: requestId + 50 } } : {}),
  };
}

/** The path of a session file, which has the id of its thread. */
function withOtherIds(path: string, texts: ReadonlyMap<unknown, unknown>): string {
  return [...texts].reduce((changed, [from, to]) => changed.replaceAll(`-${String(from)}.`, `-${String(to)}.`), path);
}

function asksForEphemeral(message: JsonObject): JsonObject {
  if (message['method'] !== 'thread/start') return message;
  return { ...message, params: { ...(message['params'] as JsonObject), ephemeral: true } };
}

function otherwise(value: unknown, texts: ReadonlyMap<unknown, unknown>): unknown {
  if (Array.isArray(value)) return value.map((inner) => otherwise(inner, texts));
  if (typeof value === 'string' && value.endsWith('.jsonl')) return withOtherIds(value, texts);
  if (typeof value !== 'object' || value === null) return texts.get(value) ?? value;
  const copy = Object.entries(value).map(([key, inner]) => [key, otherwise(inner, texts)] as const);
  return Object.fromEntries(
    copy.map(([key, inner]) => {
      if (key === 'thread') return [key, { ...(inner as JsonObject), ephemeral: true }];
      return [key, key === 'ephemeral' ? true : inner];
    }),
  );
}
