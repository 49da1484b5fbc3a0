import { splitText } from '../../util/jsonl/lines.ts';
import { processFiles } from '../../recording/folder-layout.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { oneOf, THEN } from './fact.ts';
import { asFields, parseFields, type Fields } from './fields.ts';
import { maskText } from './normalise-text.ts';
import { countValue, lives, tally, type LifeStep } from './event-counts.ts';
import { createShape, type Shape } from './json-shape.ts';
import { addShape, type Context } from './context.ts';

interface Event {
  readonly line: number;
  readonly type: string;
  readonly fields: Fields;
}

/** Other lines are counted; more than these few would say the same again. */
const OTHER_LINES_SHOWN = 5;
/** A reader with a buffer of this size loses its place on longer lines. Bytes, as in Python's asyncio. */
const LINE_BUFFER = 65_536;

/** What a process of `codex exec` printed, or any command that is no app-server. */
export function addExecFacts(context: Context, process: ProcessRecord): void {
  const { stdout: file } = processFiles(process.process);
  const here = `exec process ${process.process}`;
  const { events, others } = eventsIn(process.stdout);
  addOtherLines(context, others, events.length > 0, here, file);
  if (events.length === 0) return;
  addShapes(context, events, here, file);
  addOrder(context, events, here, file);
  addTexts(context, events, here, file);
  const last = events.findLast(({ type }) => type === 'turn.completed' || type === 'turn.failed');
  const end = last ?? events.at(-1)!;
  context.here(
    'outcome',
    `${here} last-event`,
    last?.type ?? `none, after ${end.type}`,
    context.evidence(file, end.line),
  );
  addUsage(context, events, here, file);
  const longest = events.some(({ fields }) => Buffer.byteLength(JSON.stringify(fields)) >= LINE_BUFFER);
  if (longest) context.here('outcome', `${here} line-over-64-KiB`, 'yes', context.evidence(file));
}

/** The name of an event, with the type of its item: `item.completed(agent_message)`. */
function nameOf({ type, fields }: Event): string {
  const item = asFields(fields['item'])['type'];
  return typeof item === 'string' ? `${type}(${item})` : type;
}

function addShapes(context: Context, events: readonly Event[], here: string, file: string): void {
  const shapes = new Map<string, Shape>();
  for (const { type, fields, line } of events) {
    const shape = shapes.get(type) ?? createShape();
    shapes.set(type, shape);
    const { type: _, ...rest } = fields;
    shape.add(rest, context.evidence(file, line));
  }
  for (const [type, shape] of shapes) addShape(context, shape, `exec ${type}`, `${here} ${type}`);
}

function addOrder(context: Context, events: readonly Event[], here: string, file: string): void {
  const { counts, order } = tally(events.map(nameOf));
  context.here('order', `${here} order`, order, context.evidence(file));
  for (const [name, count] of counts) {
    context.here(
      'count',
      `${here} count ${name}`,
      countValue(name, count),
      context.evidence(file, lineOf(events, name)),
    );
  }
  const steps = events.flatMap(({ type, fields }): LifeStep[] => {
    const { id, type: itemType } = asFields(fields['item']);
    return typeof id === 'string' && typeof itemType === 'string'
      ? [{ id, type: itemType, step: type.replace(/^item\./, '') }]
      : [];
  });
  if (steps.length > 0) context.here('outcome', `${here} item-ids`, idScheme(steps), context.evidence(file));
  for (const [type, value] of lives(steps)) context.here('life', `${here} life ${type}`, value, context.evidence(file));
}

/** `item_0, item_1, …`, or what else the ids are made of. */
function idScheme(steps: readonly LifeStep[]): string {
  const ids = [...new Set(steps.map(({ id }) => id))];
  if (ids.every((id, index) => id === `item_${index}`)) return 'item_0, item_1, …';
  return oneOf(ids.map((id) => maskText(id).replaceAll(/\d+/g, '<NUMBER>')));
}

function addTexts(context: Context, events: readonly Event[], here: string, file: string): void {
  const texts = events.flatMap(({ type, fields, line }) => {
    const item = asFields(fields['item']);
    const message = fields['message'] ?? asFields(fields['error'])['message'] ?? item['message'];
    const name = type.startsWith('item.') ? `item ${String(item['type'])}` : type;
    return typeof message === 'string' ? [{ name, line, text: maskText(message) }] : [];
  });
  for (const [name, all] of Map.groupBy(texts, (text) => text.name)) {
    const distinct = [...new Set(all.map(({ text }) => text))].join(THEN);
    context.here('text', `${here} text of ${name}`, distinct, context.evidence(file, all[0]!.line));
  }
}

function addUsage(context: Context, events: readonly Event[], here: string, file: string): void {
  const last = events.findLast(({ type }) => type === 'turn.completed');
  for (const [name, tokens] of Object.entries(asFields(last?.fields['usage']))) {
    if (typeof tokens !== 'number') continue;
    context.here('value', `${here} turn.completed .usage.${name}`, String(tokens), context.evidence(file, last!.line));
  }
}

function addOtherLines(context: Context, others: readonly Line[], isStream: boolean, here: string, file: string): void {
  const [first] = others;
  if (first === undefined) return;
  if (isStream) context.here('outcome', `${here} other-lines`, 'some', context.evidence(file, first.line));
  const texts = [...new Set(others.map(({ text }) => maskText(text)))].slice(0, OTHER_LINES_SHOWN);
  context.here('text', `${here} text of other lines`, texts.join(THEN), context.evidence(file, first.line));
}

interface Line {
  readonly line: number;
  readonly text: string;
}

function eventsIn(stdout: string): { readonly events: readonly Event[]; readonly others: readonly Line[] } {
  const events: Event[] = [];
  const others: Line[] = [];
  for (const { line, text } of splitText(stdout)) {
    const fields = parseFields(text);
    if (fields !== null) events.push({ line, type: typeOf(fields), fields });
    else if (text.trim() !== '') others.push({ line, text });
  }
  return { events, others };
}

/** Versions before 0.44 put the type of an event into `msg`. */
function typeOf({ type, msg }: Fields): string {
  if (typeof type === 'string') return maskText(type);
  const inner = asFields(msg)['type'];
  return typeof inner === 'string' ? `msg ${maskText(inner)}` : 'untyped';
}

function lineOf(events: readonly Event[], name: string): number | undefined {
  return events.find((event) => nameOf(event) === name)?.line;
}
