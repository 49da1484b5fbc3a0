import { readWire, type WireMessage } from '../../app-server/wire.ts';
import { processFiles } from '../../recording/folder-layout.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { THEN } from './fact.ts';
import { asFields, parseFields, type Fields } from './fields.ts';
import { maskText } from './normalise-text.ts';
import { countValue, lives, tally, type LifeStep } from './event-counts.ts';
import { createShape, type Shape } from './json-shape.ts';
import { addShape, type Context } from './context.ts';

/** A message of the server, with all of its members. */
interface Said {
  readonly line: number;
  /** `notification turn/started`, `request item/tool/call`, `answer turn/start`, `error-answer turn/start`. */
  readonly name: string;
  readonly fields: Fields;
}

/** What an app-server put on its wire. */
export function addWireFacts(context: Context, process: ProcessRecord): void {
  if (process.wire.length === 0) return;
  const { wire: file } = processFiles(process.process);
  const here = `wire process ${process.process}`;
  const messages = readWire(process.wire).filter(({ from }) => from === 'server');
  const said = messages.flatMap((message) => saidBy(message, process));
  const invalid = messages.find(({ message }) => message.kind === 'invalid');
  if (invalid !== undefined) {
    context.here('outcome', `${here} invalid-lines`, 'some', context.evidence(file, invalid.line));
  }
  addShapes(context, said, here, file);
  addOrder(context, said, here, file);
  addTexts(context, said, here, file);
  addUsage(context, said, here, file);
  const statuses = said
    .filter(({ name }) => name === 'notification turn/completed')
    .map(({ fields }) => String(asFields(asFields(fields['params'])['turn'])['status']));
  context.here('outcome', `${here} turn-ends`, statuses.join(THEN) || 'none', context.evidence(file));
}

function saidBy({ line, message, answers }: WireMessage, process: ProcessRecord): Said[] {
  const fields = parseFields(process.wire[line - 1]?.text ?? '');
  const name = nameOf(message, answers?.method);
  if (fields === null || name === null) return [];
  const { method: _, id: __, jsonrpc: ___, ...rest } = fields;
  return [{ line, name, fields: rest }];
}

function nameOf(message: WireMessage['message'], asked = 'to nothing'): string | null {
  switch (message.kind) {
    case 'notification':
    case 'request':
      return `${message.kind} ${maskText(message.method)}`;
    case 'response':
      return `answer ${asked}`;
    case 'error-response':
      return `error-answer ${asked}`;
    case 'invalid':
      return null;
  }
}

function addShapes(context: Context, said: readonly Said[], here: string, file: string): void {
  const shapes = new Map<string, Shape>();
  for (const { name, fields, line } of said) {
    const shape = shapes.get(name) ?? createShape();
    shapes.set(name, shape);
    shape.add(fields, context.evidence(file, line));
  }
  for (const [name, shape] of shapes) addShape(context, shape, `wire ${name}`, `${here} ${name}`);
}

function addOrder(context: Context, said: readonly Said[], here: string, file: string): void {
  const named = said.map(({ name, fields, line }) => ({ name: withItem(name, fields), line }));
  const { counts, order } = tally(named.map(({ name }) => name));
  context.here('order', `${here} order`, order, context.evidence(file));
  const lines = new Map(named.toReversed().map(({ name, line }) => [name, line]));
  for (const [name, count] of counts) {
    context.here('count', `${here} count ${name}`, countValue(name, count), context.evidence(file, lines.get(name)));
  }
  const steps = said.flatMap(({ name, fields }): LifeStep[] => {
    const step = /^notification item\/(started|completed)$/.exec(name)?.[1];
    const { id, type } = asFields(asFields(fields['params'])['item']);
    return step !== undefined && typeof id === 'string' && typeof type === 'string' ? [{ id, type, step }] : [];
  });
  for (const [type, value] of lives(steps)) context.here('life', `${here} life ${type}`, value, context.evidence(file));
}

function withItem(name: string, fields: Fields): string {
  const { type } = asFields(asFields(fields['params'])['item']);
  return typeof type === 'string' ? `${name}(${type})` : name;
}

function addTexts(context: Context, said: readonly Said[], here: string, file: string): void {
  const texts = said.flatMap(({ name, fields, line }) => {
    const params = asFields(fields['params']);
    const message =
      asFields(fields['error'])['message'] ??
      asFields(params['error'])['message'] ??
      asFields(asFields(params['turn'])['error'])['message'] ??
      params['message'] ??
      params['summary'];
    return typeof message === 'string' ? [{ name, line, text: maskText(message) }] : [];
  });
  for (const [name, all] of Map.groupBy(texts, (text) => text.name)) {
    const distinct = [...new Set(all.map(({ text }) => text))].join(THEN);
    context.here('text', `${here} text of ${name}`, distinct, context.evidence(file, all[0]!.line));
  }
}

/** The last report of each kind counts: it is the sum. */
function addUsage(context: Context, said: readonly Said[], here: string, file: string): void {
  const last = said.findLast(({ name }) => name === 'notification thread/tokenUsage/updated');
  const usage = asFields(asFields(last?.fields['params'])['tokenUsage']);
  for (const [part, counters] of Object.entries(usage)) {
    for (const [name, tokens] of Object.entries(asFields(counters))) {
      if (typeof tokens !== 'number') continue;
      const key = `${here} notification thread/tokenUsage/updated .params.tokenUsage.${part}.${name}`;
      context.here('value', key, String(tokens), context.evidence(file, last!.line));
    }
  }
}
