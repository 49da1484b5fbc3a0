import { splitText } from '../../util/jsonl/lines.ts';
import { processFiles } from '../../recording/folder-layout.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { oneOf, THEN } from './fact.ts';
import { objectOf, parseJsonObject, type JsonObject } from '../../util/json-object.ts';
import { normaliseText } from './normalise-text.ts';
import { countValue, lives, tally, type LifeStep } from './event-counts.ts';
import { createShape, type Shape } from './json-shape.ts';
import { addShape, type Context } from './context.ts';
import type { ProcessKey } from './fact-key.ts';

interface Event {
  readonly line: number;
  readonly type: string;
  /** The type of its item. */
  readonly item: string | null;
  readonly fields: JsonObject;
}

/** Only so many other lines are facts. */
const OTHER_LINES_SHOWN = 5;
/** Readers with a buffer of this size fail on longer lines. Bytes, as in Python's asyncio. */
const LINE_BUFFER = 65_536;

/** Facts of the stdout of `codex exec`, or of any command but app-server. */
export function addExecFacts(context: Context, process: ProcessRecord): void {
  const { stdout: file } = processFiles(process.process);
  const here: ProcessKey = { area: 'exec', process: process.process };
  const { events, others } = eventsIn(process.stdout);
  addOtherLines(context, others, events.length > 0, here, file);
  if (events.length === 0) return;
  addShapes(context, events, here, file);
  addOrder(context, events, here, file);
  addTexts(context, events, here, file);
  const last = events.findLast(({ type }) => type === 'turn.completed' || type === 'turn.failed');
  const end = last ?? events.at(-1)!;
  context.perScenario(
    'outcome',
    { ...here, subject: 'last-event' },
    last?.type ?? `none, after ${end.type}`,
    context.evidence(file, end.line),
  );
  addUsage(context, events, here, file);
  const longest = events.some(({ fields }) => Buffer.byteLength(JSON.stringify(fields)) >= LINE_BUFFER);
  if (longest) context.perScenario('outcome', { ...here, subject: 'line-over-64-KiB' }, 'yes', context.evidence(file));
}

/** `item.completed(agent_message)` */
function nameOf({ type, item }: Event): string {
  return item === null ? type : `${type}(${item})`;
}

function addShapes(context: Context, events: readonly Event[], here: ProcessKey, file: string): void {
  const shapes = new Map<string, Shape>();
  for (const { type, fields, line } of events) {
    const shape = shapes.get(type) ?? createShape();
    shapes.set(type, shape);
    const { type: _, ...rest } = fields;
    shape.add(rest, context.evidence(file, line));
  }
  for (const [type, shape] of shapes) addShape(context, shape, { area: 'exec', subject: type }, here.process);
}

function addOrder(context: Context, events: readonly Event[], here: ProcessKey, file: string): void {
  const { counts, order } = tally(events.map(nameOf));
  context.perScenario('order', { ...here, subject: 'order' }, order, context.evidence(file));
  const firsts = new Map(events.toReversed().map((event) => [nameOf(event), event]));
  for (const [name, count] of counts) {
    const { type, item, line } = firsts.get(name)!;
    const key = { ...here, subject: type, path: item === null ? '' : `.item<${item}>`, aspect: 'count' };
    context.perScenario('count', key, countValue(name, count), context.evidence(file, line));
  }
  const steps = events.flatMap(({ type, fields }): LifeStep[] => {
    const { id, type: itemType } = objectOf(fields['item']);
    return typeof id === 'string' && typeof itemType === 'string'
      ? [{ id, type: itemType, step: type.replace(/^item\./, '') }]
      : [];
  });
  if (steps.length > 0)
    context.perScenario('outcome', { ...here, subject: 'item-ids' }, idScheme(steps), context.evidence(file));
  for (const [type, value] of lives(steps))
    context.perScenario('life', { ...here, role: 'life', subject: type }, value, context.evidence(file));
}

/** `item_0, item_1, …`, or the masked ids. */
function idScheme(steps: readonly LifeStep[]): string {
  const ids = [...new Set(steps.map(({ id }) => id))];
  if (ids.every((id, index) => id === `item_${index}`)) return 'item_0, item_1, …';
  return oneOf(ids.map((id) => normaliseText(id).replaceAll(/\d+/g, '<NUMBER>')));
}

function addTexts(context: Context, events: readonly Event[], here: ProcessKey, file: string): void {
  const texts = events.flatMap(({ type, fields, line }) => {
    const item = objectOf(fields['item']);
    const message = fields['message'] ?? objectOf(fields['error'])['message'] ?? item['message'];
    const name = type.startsWith('item.') ? `item ${String(item['type'])}` : type;
    return typeof message === 'string' ? [{ name, line, text: normaliseText(message) }] : [];
  });
  for (const [name, all] of Map.groupBy(texts, (text) => text.name)) {
    const distinct = [...new Set(all.map(({ text }) => text))].join(THEN);
    context.perScenario(
      'text',
      { ...here, subject: name, aspect: 'text of' },
      distinct,
      context.evidence(file, all[0]!.line),
    );
  }
}

function addUsage(context: Context, events: readonly Event[], here: ProcessKey, file: string): void {
  const last = events.findLast(({ type }) => type === 'turn.completed');
  for (const [name, tokens] of Object.entries(objectOf(last?.fields['usage']))) {
    if (typeof tokens !== 'number') continue;
    context.perScenario(
      'value',
      { ...here, subject: 'turn.completed', path: `.usage.${name}` },
      String(tokens),
      context.evidence(file, last!.line),
    );
  }
}

function addOtherLines(
  context: Context,
  others: readonly Line[],
  isStream: boolean,
  here: ProcessKey,
  file: string,
): void {
  const [first] = others;
  if (first === undefined) return;
  if (isStream)
    context.perScenario('outcome', { ...here, subject: 'other-lines' }, 'some', context.evidence(file, first.line));
  const texts = [...new Set(others.map(({ text }) => normaliseText(text)))].slice(0, OTHER_LINES_SHOWN);
  context.perScenario(
    'text',
    { ...here, subject: 'other lines', aspect: 'text of' },
    texts.join(THEN),
    context.evidence(file, first.line),
  );
}

interface Line {
  readonly line: number;
  readonly text: string;
}

function eventsIn(stdout: string): { readonly events: readonly Event[]; readonly others: readonly Line[] } {
  const events: Event[] = [];
  const others: Line[] = [];
  for (const { line, text } of splitText(stdout)) {
    const fields = parseJsonObject(text);
    const item = objectOf(fields?.['item'])['type'];
    if (fields !== null) {
      events.push({ line, type: typeOf(fields), item: typeof item === 'string' ? item : null, fields });
    } else if (text.trim() !== '') others.push({ line, text });
  }
  return { events, others };
}

/** Versions before 0.44 put the type of an event into `msg`. */
function typeOf({ type, msg }: JsonObject): string {
  if (typeof type === 'string') return normaliseText(type);
  const inner = objectOf(msg)['type'];
  return typeof inner === 'string' ? `msg ${normaliseText(inner)}` : 'untyped';
}
