import { readWire, type WireMessage } from '../../app-server/wire.ts';
import { processFiles } from '../../recording/folder-layout.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { addShape, type Context } from './context.ts';
import { countValue, lives, tally, type LifeStep } from './event-counts.ts';
import { THEN } from './fact.ts';
import type { ProcessKey } from './fact-key.ts';
import { objectOf, parseJsonObject, type JsonObject } from '../../util/json-object.ts';
import { createShape, type Shape } from './json-shape.ts';
import { normaliseText } from './normalise-text.ts';

/** The method of an answer whose request is unknown. */
export const NO_METHOD = 'to nothing';

interface ServerMessage {
  readonly line: number;
  /** `notification`, `request`, `answer` or `error-answer`. */
  readonly role: string;
  /** Of an answer, that of the request. */
  readonly method: string;
  /** `notification turn/started` */
  readonly name: string;
  /** The type of its item. */
  readonly item: string | null;
  /** The members that not every message has. */
  readonly fields: JsonObject;
}

/** Facts of what an app-server sent. */
export function addWireFacts(context: Context, process: ProcessRecord): void {
  if (process.wire.length === 0) return;
  const { wire: file } = processFiles(process.process);
  const here: ProcessKey = { area: 'wire', process: process.process };
  const fromServer = readWire(process.wire).filter(({ from }) => from === 'server');
  const messages = fromServer.flatMap((message) => serverMessage(message, process));
  const invalid = fromServer.find(({ message }) => message.kind === 'invalid');
  if (invalid !== undefined) {
    context.perScenario('outcome', { ...here, subject: 'invalid-lines' }, 'some', context.evidence(file, invalid.line));
  }
  addShapes(context, messages, here, file);
  addOrder(context, messages, here, file);
  addTexts(context, messages, here, file);
  addUsage(context, messages, here, file);
  const ends = messages
    .filter(({ name }) => name === 'notification turn/completed')
    .map(({ fields }) => String(objectOf(objectOf(fields['params'])['turn'])['status']));
  context.perScenario('outcome', { ...here, subject: 'turn-ends' }, ends.join(THEN) || 'none', context.evidence(file));
}

function serverMessage({ line, message, answers }: WireMessage, process: ProcessRecord): ServerMessage[] {
  const fields = parseJsonObject(process.wire[line - 1]?.text ?? '');
  const role = ROLE_OF[message.kind];
  if (fields === null || role === null) return [];
  const method = 'method' in message ? normaliseText(message.method) : (answers?.method ?? NO_METHOD);
  const { method: _, id: __, jsonrpc: ___, ...rest } = fields;
  const { type } = objectOf(objectOf(rest['params'])['item']);
  return [
    { line, role, method, name: `${role} ${method}`, item: typeof type === 'string' ? type : null, fields: rest },
  ];
}

const ROLE_OF = {
  notification: 'notification',
  request: 'request',
  response: 'answer',
  'error-response': 'error-answer',
  invalid: null,
} as const satisfies Record<WireMessage['message']['kind'], string | null>;

function addShapes(context: Context, messages: readonly ServerMessage[], here: ProcessKey, file: string): void {
  for (const group of Map.groupBy(messages, ({ name }) => name).values()) {
    const { role, method } = group[0]!;
    const shape: Shape = createShape();
    for (const { fields, line } of group) shape.add(fields, context.evidence(file, line));
    addShape(context, shape, { area: 'wire', role, subject: method }, here.process);
  }
}

function addOrder(context: Context, messages: readonly ServerMessage[], here: ProcessKey, file: string): void {
  const { counts, order } = tally(messages.map(nameWithItem));
  context.perScenario('order', { ...here, subject: 'order' }, order, context.evidence(file));
  const firsts = new Map(messages.toReversed().map((message) => [nameWithItem(message), message]));
  for (const [name, count] of counts) {
    const { role, method, item, line } = firsts.get(name)!;
    const path = item === null ? '' : `.params.item<${item}>`;
    const key = { ...here, role, subject: method, path, aspect: 'count' };
    context.perScenario('count', key, countValue(name, count), context.evidence(file, line));
  }
  const steps = messages.flatMap(({ name, item, fields }): LifeStep[] => {
    const step = /^notification item\/(started|completed)$/.exec(name)?.[1];
    const { id } = objectOf(objectOf(fields['params'])['item']);
    return step !== undefined && typeof id === 'string' && item !== null ? [{ id, type: item, step }] : [];
  });
  for (const [type, value] of lives(steps)) {
    context.perScenario('life', { ...here, role: 'life', subject: type }, value, context.evidence(file));
  }
}

function nameWithItem({ name, item }: ServerMessage): string {
  return item === null ? name : `${name}(${item})`;
}

function addTexts(context: Context, messages: readonly ServerMessage[], here: ProcessKey, file: string): void {
  const texts = messages.flatMap(({ name, role, method, fields, line }) => {
    const params = objectOf(fields['params']);
    const text =
      objectOf(fields['error'])['message'] ??
      objectOf(params['error'])['message'] ??
      objectOf(objectOf(params['turn'])['error'])['message'] ??
      params['message'] ??
      params['summary'];
    return typeof text === 'string' ? [{ name, role, method, line, text: normaliseText(text) }] : [];
  });
  for (const group of Map.groupBy(texts, ({ name }) => name).values()) {
    const { role, method, line } = group[0]!;
    const distinct = [...new Set(group.map(({ text }) => text))].join(THEN);
    const key = { ...here, role, subject: method, aspect: 'text of' };
    context.perScenario('text', key, distinct, context.evidence(file, line));
  }
}

/** The last report is the sum. */
function addUsage(context: Context, messages: readonly ServerMessage[], here: ProcessKey, file: string): void {
  const subject = 'thread/tokenUsage/updated';
  const last = messages.findLast(({ role, method }) => role === 'notification' && method === subject);
  const usage = objectOf(objectOf(last?.fields['params'])['tokenUsage']);
  for (const [part, counters] of Object.entries(usage)) {
    for (const [name, tokens] of Object.entries(objectOf(counters))) {
      if (typeof tokens !== 'number') continue;
      const key = { ...here, role: 'notification', subject, path: `.params.tokenUsage.${part}.${name}` };
      context.perScenario('value', key, String(tokens), context.evidence(file, last!.line));
    }
  }
}
