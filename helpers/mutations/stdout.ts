import type { ModelProgress } from '../recording/recording.ts';
import type { JsonObject } from '../util/json-object.ts';
import { changeJsonLine } from './json-line.ts';
import { inSequence, type Mutation } from './mutation.ts';

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

/** Changes the events of one type on the stdout of the last process in which that has an effect. */
export function changeEvents(type: string, change: (event: JsonObject) => readonly JsonObject[]): Mutation {
  return changeStdout((lines) =>
    lines.flatMap((line) => changeJsonLine(line, ({ type: own }) => own === type, change)),
  );
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

/** Changes the items of one type in `item.started` and `item.completed` events, as {@link changeItems} does. */
export function changeWholeItems(type: string, change: (item: JsonObject) => readonly JsonObject[]): Mutation {
  return inSequence(changeItems(type, change, 'item.started'), changeItems(type, change));
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
      changeJsonLine(
        line,
        (event) => event['type'] === type,
        (event) => [event, ...added],
      ),
    );
    const numbered = numberedIn(new Map());
    return longer.length === lines.length
      ? lines
      : longer.flatMap((line) => changeJsonLine(line, carriesItem, (event) => [withItemId(event, numbered)]));
  });
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

function withLines(text: string, change: (lines: readonly string[]) => readonly string[]): string {
  if (text === '') return '';
  return change(text.split('\n').slice(0, -1))
    .map((line) => `${line}\n`)
    .join('');
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
