import type {
  ExpectedTurn,
  FileRecord,
  ModelExchange,
  ModelProgress,
  ProcessRecord,
  Recording,
  WireLine,
} from '../recording/recording.ts';
import { listOf, objectOf, parseJsonObject, type JsonObject } from '../util/json-object.ts';

/** A pure function from one recording to another. */
export type Mutation = (recording: Recording) => Recording;

/** True for the messages of the server that a mutation changes, given all lines of their wire. */
export type MessageFilter = (message: JsonObject, lines: readonly WireLine[]) => boolean;

/** Mutations by name. */
export type Mutations = Readonly<Record<string, Mutation>>;

/** Changes the last process. */
export function changeLastProcess(change: (process: ProcessRecord) => Partial<ProcessRecord>): Mutation {
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process, index, all) =>
      index === all.length - 1 ? { ...process, ...change(process) } : process,
    ),
  });
}

/** Changes each process. */
export function changeEachProcess(change: (process: ProcessRecord) => Partial<ProcessRecord>): Mutation {
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process) => ({ ...process, ...change(process) })),
  });
}

/** Changes the stdout lines of the last process in which the change has an effect; each ends with a line feed. */
export function changeStdout(change: (lines: readonly string[]) => readonly string[]): Mutation {
  return (recording) => {
    const { processes } = recording;
    const at = processes.findLastIndex(({ stdout }) => withLines(stdout, change) !== stdout);
    if (at === -1) return recording;
    const old = processes[at]!;
    const stdout = withLines(old.stdout, change);
    const arrivals = old.arrivals && realigned(old.stdout, stdout, old.arrivals);
    const next = { ...old, stdout, ...(arrivals === undefined ? {} : { arrivals }) };
    return { ...recording, processes: processes.with(at, next) };
  };
}

/** The arrivals of changed lines: a line that is still there keeps its own, one that is inserted has that of the next. */
function realigned(stdout: string, changed: string, arrivals: readonly ModelProgress[]): readonly ModelProgress[] {
  const [before, after] = [stdout.split('\n'), changed.split('\n')];
  if (before.length === after.length) return arrivals;
  let next = 0;
  return after.slice(0, -1).flatMap((line) => {
    const found = before.indexOf(line, next);
    if (found >= 0) next = found + 1;
    return arrivals[found < 0 ? next : found] ?? arrivals.at(-1) ?? [];
  });
}

/** Changes the events of one type on the stdout of the last process in which that has an effect. */
export function changeEvents(type: string, change: (event: JsonObject) => readonly JsonObject[]): Mutation {
  return changeStdout((lines) => lines.flatMap((line) => changed(line, ({ type: own }) => own === type, change)));
}

/** Changes the items of one type in `event` events, as {@link changeEvents} does; these then have the type `becomes`. */
export function changeItems(
  type: string,
  change: (item: JsonObject) => readonly JsonObject[],
  event = 'item.completed',
  becomes = event,
): Mutation {
  return changeEvents(event, (one) => {
    const item = one['item'] as JsonObject;
    return item['type'] === type ? change(item).map((next) => ({ ...one, type: becomes, item: next })) : [one];
  });
}

/** Changes the `usage` of the `turn.completed` events, as {@link changeEvents} does. */
export function changeUsage(change: (usage: JsonObject) => JsonObject): Mutation {
  return changeEvents('turn.completed', (event) => {
    const usage = event['usage'] as JsonObject;
    return [{ ...event, usage: { ...usage, ...change(usage) } }];
  });
}

/** Inserts lines at this index of the stdout of the last process. */
export function insertLines(at: number, ...texts: readonly string[]): Mutation {
  return changeStdout((lines) => lines.toSpliced(at, 0, ...texts));
}

/** Appends a line to the stdout of the last process. */
export function appendLine(text: string): Mutation {
  return changeStdout((lines) => [...lines, text]);
}

/** Adds events after those of one type. Renumbers all items in the order of their first event. */
export function addEventsAfter(type: string, ...added: readonly JsonObject[]): Mutation {
  return changeStdout((lines) => {
    const longer = lines.flatMap((line) =>
      changed(
        line,
        (event) => event['type'] === type,
        (event) => [event, ...added],
      ),
    );
    const numbered = numberedIn(new Map());
    return longer.length === lines.length
      ? lines
      : longer.flatMap((line) => changed(line, carriesItem, (event) => [withItemId(event, numbered)]));
  });
}

/** Changes the lines of the wire. */
export function changeWire(change: (lines: readonly WireLine[]) => readonly WireLine[]): Mutation {
  return changeEachProcess((process) => ({ wire: change(process.wire) }));
}

/** Changes the messages of the server that match. */
export function changeServerMessages(
  matches: MessageFilter,
  change: (message: JsonObject) => readonly JsonObject[],
): Mutation {
  return changeWire((lines) =>
    lines.flatMap((line) =>
      line.from === 'client'
        ? [line]
        : changed(line.text, (message) => matches(message, lines), change).map((text) => withText(line, text)),
    ),
  );
}

/** Changes the notifications of one method. */
export function changeNotifications(method: string, change: (params: JsonObject) => readonly JsonObject[]): Mutation {
  return changeServerMessages(
    (message) => message['method'] === method,
    (message) => change(message['params'] as JsonObject).map((params) => withParams(message, params)),
  );
}

/** Changes the responses that match {@link isResponseTo}. */
export function changeResponse(to: number | string, change: (answer: JsonObject) => readonly JsonObject[]): Mutation {
  return changeServerMessages(isResponseTo(to), change);
}

/** Matches the responses to the client's request with this id, or the results of its requests of a method. */
export function isResponseTo(to: number | string): MessageFilter {
  return (message, lines) => {
    if ('method' in message || !('id' in message)) return false;
    return typeof to === 'number' ? message['id'] === to : 'result' in message && askedIn(lines, message['id']) === to;
  };
}

/** Matches the error responses to the client's requests of a method; to all requests if none is named. */
export function isRefusal(method?: string): MessageFilter {
  return (message, lines) =>
    'error' in message && 'id' in message && (method === undefined || askedIn(lines, message['id']) === method);
}

/** Changes the requests of the last process to the model. */
export function changeModelRequests(change: (exchange: ModelExchange) => readonly ModelExchange[]): Mutation {
  return (recording) => {
    const last = recording.processes.length;
    const isOne = ({ process, method }: ModelExchange): boolean => process === last && method === 'POST';
    return {
      ...recording,
      model: recording.model.flatMap((exchange) => (isOne(exchange) ? change(exchange) : [exchange])),
    };
  };
}

/** Changes the body of each request of the last process to the model. */
export function changeRequestBodies(change: (body: JsonObject) => JsonObject): Mutation {
  return changeModelRequests((exchange) => [{ ...exchange, body: change(exchange.body as JsonObject) }]);
}

/** Changes the body of each request of any process to the model. */
export function changeEachRequest(change: (body: JsonObject) => JsonObject): Mutation {
  return (recording) => ({
    ...recording,
    model: recording.model.map((exchange) =>
      exchange.method === 'POST' ? { ...exchange, body: change(exchange.body as JsonObject) } : exchange,
    ),
  });
}

/** Changes the body of the last request to the model. */
export function changeLastRequest(change: (body: JsonObject) => JsonObject): Mutation {
  return (recording) => ({
    ...recording,
    model: recording.model.map((exchange, index, all) =>
      index === all.length - 1 ? { ...exchange, body: change(exchange.body as JsonObject) } : exchange,
    ),
  });
}

/** Changes the `input` of each request of the last process to the model. */
export function changeRequestInput(change: (input: readonly JsonObject[]) => readonly JsonObject[]): Mutation {
  return changeRequestBodies((body) => ({ ...body, input: change(body['input'] as readonly JsonObject[]) }));
}

/** Replaces a text in all output of the last process, in any mode. */
export function replacePrinted(from: (recording: Recording) => string, to: (text: string) => string): Mutation {
  return (recording) => {
    const [old, next] = [from(recording), to(from(recording))];
    return changeLastProcess(({ stdout, wire }) => ({
      stdout: stdout.replaceAll(old, next),
      wire: wire.map((line) => (line.from === 'client' ? line : { ...line, text: line.text.replaceAll(old, next) })),
    }))(recording);
  };
}

/** Applies the mutations one after the other. */
export function inSequence(...mutations: readonly Mutation[]): Mutation {
  return (recording) => mutations.reduce((changed, mutate) => mutate(changed), recording);
}

/** Changes the expected turns. */
export function changeExpectedTurns(change: (turns: readonly ExpectedTurn[]) => readonly ExpectedTurn[]): Mutation {
  return (recording) => ({
    ...recording,
    expected: { ...recording.expected, turns: change(recording.expected.turns) },
  });
}

/** Removes all requests to the model. */
export function withoutModelRequests(recording: Recording): Recording {
  return { ...recording, model: [] };
}

/** Removes the expected turns. */
export const withoutExpectedTurns = changeExpectedTurns(() => []);

/** Removes the stdout and the wire of each process. */
export const withoutOutput = changeEachProcess(() => ({ stdout: '', wire: [] }));

/** Changes the files that codex left in the world. */
export function changeFiles(change: (files: readonly FileRecord[]) => readonly FileRecord[]): Mutation {
  return (recording) => ({ ...recording, files: change(recording.files) });
}

/** Adds a file to those that codex left in the world; a path that ends with `/` is a folder. */
export function addFile(place: FileRecord['place'], path: string): Mutation {
  const isFolder = path.endsWith('/');
  const left: FileRecord = {
    place,
    path: isFolder ? path.slice(0, -1) : path,
    kind: isFolder ? 'folder' : 'file',
    size: isFolder ? 0 : 7,
  };
  return changeFiles((all) => [...all, left]);
}

/** The `prompt_cache_key` of the first request to the model. */
export function promptCacheKey({ model }: Recording): string {
  return (model.find(({ method }) => method === 'POST')!.body as { prompt_cache_key: string }).prompt_cache_key;
}

/** Changes every part of the texts in the `input` of requests to the model. */
export function changeAllInputTexts(change: (text: string) => string): Mutation {
  return changeRequestInput((input) =>
    input.map((item) => ({
      ...item,
      content: listOf(item['content']).map((part) => {
        const { text } = objectOf(part);
        return typeof text === 'string' ? { ...objectOf(part), text: change(text) } : part;
      }),
    })),
  );
}

/** Changes the matching texts in the `input` of requests to the model; undefined removes the item. */
export function changeInputTexts(
  matches: (text: string, recording: Recording) => boolean,
  change: (text: string) => string | undefined,
): Mutation {
  return (recording) =>
    changeRequestInput((input) =>
      input.flatMap((item) => {
        const text = textOf(item);
        if (text === undefined || !matches(text, recording)) return [item];
        const next = change(text);
        return next === undefined ? [] : [{ ...item, content: [{ type: 'input_text', text: next }] }];
      }),
    )(recording);
}

/** A user message in the `input` of a request. */
export function userMessage(text: string): JsonObject {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}

/** A different text of the same length. */
export function changeLastCharacter(text: string): string {
  return `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
}

/** The text of a message in the `input` of a request; undefined for any other item. */
export function textOf(item: JsonObject): string | undefined {
  const { content } = item;
  return Array.isArray(content) && content.length === 1 ? (content[0] as { text?: string }).text : undefined;
}

const methods = new WeakMap<readonly WireLine[], ReadonlyMap<unknown, unknown>>();

/** The method of the client's request with an id. */
function askedIn(lines: readonly WireLine[], id: unknown): unknown {
  const known = methods.get(lines);
  if (known !== undefined) return known.get(id);
  const read = new Map<unknown, unknown>();
  for (const { from, text } of lines) {
    const message = from === 'client' ? parseJsonObject(text) : null;
    if (message !== null && 'method' in message) read.set(message['id'], message['method']);
  }
  methods.set(lines, read);
  return read.get(id);
}

function withText<T>(line: T, text: string): T {
  return { ...line, text };
}

function withParams(message: JsonObject, params: JsonObject): JsonObject {
  return { ...message, params };
}

function withLines(text: string, change: (lines: readonly string[]) => readonly string[]): string {
  if (text === '') return '';
  return change(text.split('\n').slice(0, -1))
    .map((line) => `${line}\n`)
    .join('');
}

function changed(
  text: string,
  matches: (value: JsonObject) => boolean,
  change: (value: JsonObject) => readonly JsonObject[],
): string[] {
  const value = objectIn(text);
  return value !== undefined && matches(value) ? change(value).map((next) => JSON.stringify(next)) : [text];
}

/** Undefined if the text is not JSON. */
function objectIn(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}

function carriesItem({ item }: JsonObject): boolean {
  return typeof item === 'object' && item !== null;
}

function withItemId(event: JsonObject, numbered: (id: unknown) => string): JsonObject {
  const item = event['item'] as JsonObject;
  return { ...event, item: { ...item, id: numbered(item['id']) } };
}

function numberedIn(numbers: Map<unknown, string>): (id: unknown) => string {
  return (id) => {
    const number = numbers.get(id) ?? `item_${numbers.size}`;
    numbers.set(id, number);
    return number;
  };
}

/** The recording of a binary whose schema was not recorded. */
export function withoutProtocol(recording: Recording): Recording {
  const changed: { -readonly [Key in keyof Recording]: Recording[Key] } = { ...recording };
  delete changed.protocol;
  return changed;
}
