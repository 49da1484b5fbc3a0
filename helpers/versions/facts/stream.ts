import { type JsonObject, objectOf } from '../../util/json-object.ts';
import { addShape, type Context } from './context.ts';
import { countValue, lives, tally, type LifeStep } from './event-counts.ts';
import { type FactEvidence, THEN } from './fact.ts';
import { itemPath, type ProcessKey } from './fact-key.ts';
import { createShape } from './json-shape.ts';
import { normaliseText } from './normalise-text.ts';

/** An event of exec, or a message of app-server. */
export interface StreamMessage {
  readonly line: number;
  readonly role: string;
  readonly subject: string;
  readonly item: string | null;
  /** All members but those that every message has. */
  readonly fields: JsonObject;
}

/** A text for people in a message. */
export interface StreamText extends Pick<StreamMessage, 'line' | 'role' | 'subject'> {
  readonly text: string;
}

/** The facts that exec and app-server have in common: the form of messages, their order, numbers and texts, the steps of items. */
export function addStreamFacts(
  context: Context,
  key: ProcessKey,
  file: string,
  messages: readonly StreamMessage[],
  { steps, texts }: { readonly steps: readonly LifeStep[]; readonly texts: readonly StreamText[] },
): void {
  for (const group of Map.groupBy(messages, nameOf).values()) {
    const { role, subject } = group[0]!;
    const shape = createShape();
    for (const { fields, line } of group) shape.add(fields, context.evidence(file, line));
    addShape(context, shape, { area: key.area, role, subject }, key.process);
  }
  const { counts, order } = tally(messages.map(nameWithItem));
  context.perScenario('order', { ...key, subject: 'order' }, order, context.evidence(file));
  const firsts = new Map(messages.toReversed().map((message) => [nameWithItem(message), message]));
  for (const [name, count] of counts) {
    const { role, subject, item, line } = firsts.get(name)!;
    const counted = { ...key, role, subject, path: item === null ? '' : itemPath(key.area, item), aspect: 'count' };
    context.perScenario('count', counted, countValue(name, count), context.evidence(file, line));
  }
  for (const [type, value] of lives(steps)) {
    context.perScenario('life', { ...key, role: 'life', subject: type }, value, context.evidence(file));
  }
  for (const group of Map.groupBy(texts, nameOf).values()) {
    const { role, subject, line } = group[0]!;
    const distinct = [...new Set(group.map(({ text }) => normaliseText(text)))].join(THEN);
    context.perScenario('text', { ...key, role, subject, aspect: 'text of' }, distinct, context.evidence(file, line));
  }
}

function nameOf({ role, subject }: Pick<StreamMessage, 'role' | 'subject'>): string {
  return role === '' ? subject : `${role} ${subject}`;
}

/** `item.completed(agent_message)`, `notification item/completed(agentMessage)` */
function nameWithItem(message: StreamMessage): string {
  return message.item === null ? nameOf(message) : `${nameOf(message)}(${message.item})`;
}

/** Adds the numeric members of an object as values, below the path of the key. */
export function addNumbers(context: Context, key: ProcessKey, object: unknown, evidence: FactEvidence): void {
  for (const [name, value] of Object.entries(objectOf(object))) {
    if (typeof value !== 'number') continue;
    context.perScenario('value', { ...key, path: `${key.path ?? ''}.${name}` }, String(value), evidence);
  }
}
