import { processFiles } from '../../recording/folder-layout.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { splitText } from '../../util/jsonl/lines.ts';
import { type JsonObject, objectOf, parseJsonObject } from '../../util/json-object.ts';
import type { Context } from './context.ts';
import type { LifeStep } from './event-counts.ts';
import { oneOf, THEN } from './fact.ts';
import type { ProcessKey } from './fact-key.ts';
import { normaliseText } from './normalise-text.ts';
import { addNumbers, addStreamFacts, type StreamMessage, type StreamText } from './stream.ts';

const OTHER_LINES_SHOWN = 5;
/** Readers with a buffer of this size fail on longer lines. Bytes, as in Python's asyncio. */
const LINE_BUFFER = 65_536;

/** Facts of the stdout of `codex exec`, or of any command but app-server. */
export function addExecFacts(context: Context, process: ProcessRecord): void {
  const { stdout: file } = processFiles(process.process);
  const here: ProcessKey = { area: 'exec', process: process.process };
  const { events, others, hasLongLine } = eventsIn(process.stdout);
  const outcome = (subject: string, value: string, line?: number): void =>
    context.perScenario('outcome', { ...here, subject }, value, context.evidence(file, line));
  const [other] = others;
  if (other !== undefined) {
    if (events.length > 0) outcome('other-lines', 'some', other.line);
    const texts = [...new Set(others.map(({ text }) => normaliseText(text)))].slice(0, OTHER_LINES_SHOWN);
    const key = { ...here, subject: 'other lines', aspect: 'text of' };
    context.perScenario('text', key, texts.join(THEN), context.evidence(file, other.line));
  }
  if (events.length === 0) return;
  const steps = stepsIn(events);
  addStreamFacts(context, here, file, events, { steps, texts: textsIn(events) });
  if (steps.length > 0) outcome('item-ids', idScheme(steps));
  const last = events.findLast(({ subject }) => subject === 'turn.completed' || subject === 'turn.failed');
  const end = last ?? events.at(-1)!;
  outcome('last-event', last?.subject ?? `none, after ${end.subject}`, end.line);
  const completed = events.findLast(({ subject }) => subject === 'turn.completed');
  if (completed !== undefined) {
    const key = { ...here, subject: 'turn.completed', path: '.usage' };
    addNumbers(context, key, completed.fields['usage'], context.evidence(file, completed.line));
  }
  if (hasLongLine) outcome('line-over-64-KiB', 'yes');
}

function stepsIn(events: readonly StreamMessage[]): LifeStep[] {
  return events.flatMap(({ subject, item, fields }): LifeStep[] => {
    const { id } = objectOf(fields['item']);
    return typeof id === 'string' && item !== null ? [{ id, type: item, step: subject.replace(/^item\./, '') }] : [];
  });
}

function textsIn(events: readonly StreamMessage[]): StreamText[] {
  return events.flatMap(({ line, role, subject, fields }) => {
    const item = objectOf(fields['item']);
    const text =
      fields['message'] ??
      objectOf(fields['error'])['message'] ??
      item['message'] ??
      objectOf(item['error'])['message'];
    const name = subject.startsWith('item.') ? `item ${String(item['type'])}` : subject;
    return typeof text === 'string' ? [{ line, role, subject: name, text }] : [];
  });
}

/** `item_0, item_1, …`, or the normalised ids. */
function idScheme(steps: readonly LifeStep[]): string {
  const ids = [...new Set(steps.map(({ id }) => id))];
  if (ids.every((id, index) => id === `item_${index}`)) return 'item_0, item_1, …';
  return oneOf(ids.map((id) => normaliseText(id).replaceAll(/\d+/g, '<NUMBER>')));
}

function eventsIn(stdout: string) {
  const events: StreamMessage[] = [];
  const others: { readonly line: number; readonly text: string }[] = [];
  let hasLongLine = false;
  for (const { line, text } of splitText(stdout)) {
    const event = parseJsonObject(text);
    if (event === null) {
      if (text.trim() !== '') others.push({ line, text });
      continue;
    }
    const { type: _, ...fields } = event;
    const item = objectOf(fields['item'])['type'];
    events.push({ line, role: '', subject: typeOf(event), item: typeof item === 'string' ? item : null, fields });
    hasLongLine ||= Buffer.byteLength(JSON.stringify(event)) >= LINE_BUFFER;
  }
  return { events, others, hasLongLine };
}

/** Versions before 0.44 put the type of an event into `msg`. */
function typeOf({ type, msg }: JsonObject): string {
  if (typeof type === 'string') return normaliseText(type);
  const inner = objectOf(msg)['type'];
  return typeof inner === 'string' ? `msg ${normaliseText(inner)}` : 'untyped';
}
