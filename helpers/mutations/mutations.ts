import type {
  ExpectedTurn,
  FileRecord,
  ModelExchange,
  ProcessRecord,
  Recording,
  WireLine,
} from '../recording/recording.ts';
import type { JsonObject } from '../util/json-object.ts';

/** A pure function from one recording to another. */
export type Mutation = (recording: Recording) => Recording;

/** Mutations by name. */
export type Mutations = Readonly<Record<string, Mutation>>;

/** Changes the last process. */
export function lastProcess(change: (process: ProcessRecord) => Partial<ProcessRecord>): Mutation {
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process, index, all) =>
      index === all.length - 1 ? { ...process, ...change(process) } : process,
    ),
  });
}

/** Changes each process. */
export function eachProcess(change: (process: ProcessRecord) => Partial<ProcessRecord>): Mutation {
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process) => ({ ...process, ...change(process) })),
  });
}

/** Changes the lines that the last process printed to stdout; each is ended by a line feed again. */
export function stdout(change: (lines: readonly string[]) => readonly string[]): Mutation {
  return lastProcess(({ stdout }) => ({ stdout: withLines(stdout, change) }));
}

/** Changes the events of one type on the stdout of the last process. */
export function events(type: string, change: (event: JsonObject) => readonly JsonObject[]): Mutation {
  return stdout((lines) => lines.flatMap((line) => changed(line, ({ type: own }) => own === type, change)));
}

/** Changes the items of one type in the events of one kind on the stdout of the last process. */
export function itemsOf(
  type: string,
  change: (item: JsonObject) => readonly JsonObject[],
  event = 'item.completed',
  becomes = event,
): Mutation {
  return events(event, (one) => {
    const item = one['item'] as JsonObject;
    return item['type'] === type ? change(item).map((next) => ({ ...one, type: becomes, item: next })) : [one];
  });
}

/** Changes the usage of turns on the stdout of the last process. */
export function usageOf(change: (usage: JsonObject) => JsonObject): Mutation {
  return events('turn.completed', (event) => {
    const usage = event['usage'] as JsonObject;
    return [{ ...event, usage: { ...usage, ...change(usage) } }];
  });
}

/** Puts lines at this place of the stdout of the last process. */
export function inserted(at: number, ...texts: readonly string[]): Mutation {
  return stdout((lines) => lines.toSpliced(at, 0, ...texts));
}

/** Puts a line at the end of the stdout of the last process. */
export function appended(text: string): Mutation {
  return stdout((lines) => [...lines, text]);
}

/** Adds events after those of one type. All items are numbered anew, in the order in which they first appear. */
export function after(type: string, ...added: readonly JsonObject[]): Mutation {
  return (recording) => {
    const numbers = new Map<unknown, string>();
    return both(
      events(type, (event) => [event, ...added]),
      stdout((lines) =>
        lines.flatMap((line) => changed(line, carriesItem, (event) => [withItemId(event, numberedIn(numbers))])),
      ),
    )(recording);
  };
}

/** Changes the lines of the wire. */
export function wire(change: (lines: readonly WireLine[]) => readonly WireLine[]): Mutation {
  return eachProcess((process) => ({ wire: change(process.wire) }));
}

/** Changes what the server sends for which `matches` is true. */
export function fromServer(
  matches: (message: JsonObject) => boolean,
  change: (message: JsonObject) => readonly JsonObject[],
): Mutation {
  return wire((lines) =>
    lines.flatMap((line) =>
      line.from === 'client' ? [line] : changed(line.text, matches, change).map((text) => withText(line, text)),
    ),
  );
}

/** Changes the notifications of one method. */
export function notifications(method: string, change: (params: JsonObject) => readonly JsonObject[]): Mutation {
  return fromServer(
    (message) => message['method'] === method,
    (message) => change(message['params'] as JsonObject).map((params) => withParams(message, params)),
  );
}

/** Changes the answer to the client's request with this number. */
export function answers(id: number, change: (answer: JsonObject) => readonly JsonObject[]): Mutation {
  return fromServer((message) => message['id'] === id && !('method' in message), change);
}

/** Changes the requests of the last process to the model. */
export function requests(change: (exchange: ModelExchange) => readonly ModelExchange[]): Mutation {
  return (recording) => {
    const last = recording.processes.length;
    const isOne = ({ process, method }: ModelExchange): boolean => process === last && method === 'POST';
    return {
      ...recording,
      model: recording.model.flatMap((exchange) => (isOne(exchange) ? change(exchange) : [exchange])),
    };
  };
}

/** Changes the bodies of those requests. */
export function bodies(change: (body: JsonObject) => JsonObject): Mutation {
  return requests((exchange) => [{ ...exchange, body: change(exchange.body as JsonObject) }]);
}

/** Changes the body of the last request to the model. */
export function lastRequest(change: (body: JsonObject) => JsonObject): Mutation {
  return (recording) => ({
    ...recording,
    model: recording.model.map((exchange, index, all) =>
      index === all.length - 1 ? { ...exchange, body: change(exchange.body as JsonObject) } : exchange,
    ),
  });
}

/** Changes the `input` of those requests. */
export function inputs(change: (input: readonly JsonObject[]) => readonly JsonObject[]): Mutation {
  return bodies((body) => ({ ...body, input: change(body['input'] as readonly JsonObject[]) }));
}

/** Replaces one text by another wherever the last process printed it, in whichever mode. */
export function printed(from: (recording: Recording) => string, to: (text: string) => string): Mutation {
  return (recording) => {
    const [old, next] = [from(recording), to(from(recording))];
    return lastProcess(({ stdout, wire }) => ({
      stdout: stdout.replaceAll(old, next),
      wire: wire.map((line) => (line.from === 'client' ? line : { ...line, text: line.text.replaceAll(old, next) })),
    }))(recording);
  };
}

/** One after the other. */
export function both(...mutations: readonly Mutation[]): Mutation {
  return (recording) => mutations.reduce((changed, mutate) => mutate(changed), recording);
}

/** Changes what is expected of the turns. */
export function turns(change: (turns: readonly ExpectedTurn[]) => readonly ExpectedTurn[]): Mutation {
  return (recording) => ({
    ...recording,
    expected: { ...recording.expected, turns: change(recording.expected.turns) },
  });
}

/** Takes away all requests to the model. */
export function noRequests(recording: Recording): Recording {
  return { ...recording, model: [] };
}

/** Takes away the turns whose replies are known. */
export const noTurns = turns(() => []);

/** Takes away all that the processes printed to stdout, or what crossed their wires. */
export const noOutput = eachProcess(() => ({ stdout: '', wire: [] }));

/** Changes what is left in the world. */
export function files(change: (files: readonly FileRecord[]) => readonly FileRecord[]): Mutation {
  return (recording) => ({ ...recording, files: change(recording.files) });
}

/** Leaves one more file behind; a path that ends with `/` is a folder. */
export function leaving(place: FileRecord['place'], path: string): Mutation {
  const isFolder = path.endsWith('/');
  const left: FileRecord = {
    place,
    path: isFolder ? path.slice(0, -1) : path,
    kind: isFolder ? 'folder' : 'file',
    size: isFolder ? 0 : 7,
  };
  return files((all) => [...all, left]);
}

/** The id under which codex speaks to the model. */
export function thread({ model }: Recording): string {
  return (model.find(({ method }) => method === 'POST')!.body as { prompt_cache_key: string }).prompt_cache_key;
}

/** Changes the texts in the `input` of those requests for which `matches` is true; an undefined text is left out with its item. */
export function said(
  matches: (text: string, recording: Recording) => boolean,
  change: (text: string) => string | undefined,
): Mutation {
  return (recording) =>
    inputs((input) =>
      input.flatMap((item) => {
        const text = textOf(item);
        if (text === undefined || !matches(text, recording)) return [item];
        const next = change(text);
        return next === undefined ? [] : [{ ...item, content: [{ type: 'input_text', text: next }] }];
      }),
    )(recording);
}

/** Changes every text in the `input` of those requests. */
export function saidAnywhere(change: (text: string) => string): Mutation {
  return said(() => true, change);
}

/** A message of the user, as the `input` of a request has it. */
export function userMessage(text: string): JsonObject {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}

/** Another text of the same length. */
export function another(text: string): string {
  return `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
}

/** The text of a message in the `input` of a request; undefined for any other item. */
export function textOf(item: JsonObject): string | undefined {
  const { content } = item;
  return Array.isArray(content) && content.length === 1 ? (content[0] as { text?: string }).text : undefined;
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

/** Undefined for text for people. */
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
