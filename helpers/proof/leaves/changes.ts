import { protocolValidator } from '../../app-server/protocol-validator.ts';
import { classifyLine } from '../../app-server/messages.ts';
import { type WireMessage } from '../../app-server/wire.ts';
import { classifyEvent } from '../../exec/classify-event.ts';
import type { Recording } from '../../recording/recording.ts';
import { replacedAt, type JsonObject } from '../../util/json-object.ts';
import { leavesOf, type Leaf } from './leaf.ts';
import { writtenMessages, type Channel, type WrittenMessage } from './messages.ts';

/** One leaf of what codex wrote, with another value. */
export interface LeafChange {
  readonly channel: Channel;
  /** The kind of message and the path in it: `turn/started params.turn.id`. */
  readonly path: string;
  /** `everywhere`: in each message that has the value. */
  readonly kind: 'value' | 'null' | 'shorter' | 'everywhere';
  /** The recording has no other message of this kind. */
  readonly alone: boolean;
  readonly before: unknown;
  readonly after: unknown;
  readonly mutate: () => Recording;
}

/** The values that were seen at each path of each kind of message, and in each field, by its name. */
export type SeenValues = ReadonlyMap<string, ReadonlySet<unknown>>;

interface Occurrence {
  readonly message: WrittenMessage;
  readonly leaf: Leaf;
}

/** The values at all leaves of these recordings. */
export function seenValues(recordings: Iterable<Recording>): SeenValues {
  const seen = new Map<string, Set<unknown>>();
  for (const recording of recordings) {
    for (const message of writtenMessages(recording)) {
      for (const { path, value } of leavesOf(message.value)) {
        for (const key of [pathOf(message, path), fieldOf(path)]) {
          const values = seen.get(key) ?? new Set();
          values.add(value);
          seen.set(key, values);
        }
      }
    }
  }
  return seen;
}

/**
 * The changes of a recording: for each path of each kind of message, its first and its last occurrence get another value of the
 * same type, null where null was seen, and lists lose their last element. A value that the schema of the binary allows is
 * preferred: of an enumeration, another member.
 */
export function leafChanges(recording: Recording, seen: SeenValues): LeafChange[] {
  const isValid = validityOf(recording);
  const messages = writtenMessages(recording);
  const byName = Map.groupBy(messages, ({ name }) => name);
  const occurrences = messages.flatMap((message) =>
    leavesOf(message.value).map((leaf): Occurrence => ({ message, leaf })),
  );
  const byPath = Map.groupBy(occurrences, ({ message, leaf }) => pathOf(message, leaf.path));
  return [...byPath].flatMap(([path, all]) => {
    const chosen = new Set([all[0]!, all.at(-1)!]);
    const alone = byName.get(all[0]!.message.name)!.length === 1;
    return [...chosen].flatMap((one) => changesOf(path, one, seen, isValid).map((change) => ({ ...change, alone })));
  });
}

function changesOf(
  path: string,
  { message, leaf }: Occurrence,
  seen: SeenValues,
  isValid: (message: WrittenMessage, value: JsonObject) => boolean,
): Omit<LeafChange, 'alone'>[] {
  const change = (kind: LeafChange['kind'], after: unknown): Omit<LeafChange, 'alone'> => ({
    channel: message.channel,
    path,
    kind,
    before: leaf.value,
    after,
    mutate: () => message.with(replacedAt(message.value, leaf.at, after)),
  });
  if (Array.isArray(leaf.value)) return [change('shorter', leaf.value.slice(0, -1))];
  const own = seen.get(path) ?? new Set();
  const candidates = othersOf(leaf.value, own, seen.get(fieldOf(leaf.path)) ?? own);
  const valid = candidates.find((one) => isValid(message, replacedAt(message.value, leaf.at, one)));
  return [
    change('value', valid === undefined ? candidates[0] : valid),
    ...(leaf.value !== null && own.has(null) ? [change('null', null)] : []),
  ];
}

/** The name of the field at the end of a path. */
export function fieldOf(path: string): string {
  return `*.${path.replace(/.*\./, '')}`;
}

function pathOf({ name }: WrittenMessage, path: string): string {
  return `${name} ${path}`;
}

const WORD = /^[A-Za-z][\w/.-]*$/;
const MOST_WORDS = 30;
/** Greater numbers are times, in seconds or milliseconds since the epoch: of these, a small change stays valid. */
const LEAST_TIME = 1e9;
const AN_HOUR = 3_600_000;

/**
 * Other values of the type of a leaf, the best first.
 *
 * @param seen values at its path
 * @param inField values of all fields of its name
 */
export function othersOf(
  value: unknown,
  seen: ReadonlySet<unknown>,
  inField: ReadonlySet<unknown>,
): readonly unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + (value > LEAST_TIME ? AN_HOUR : 1)];
  if (value === null) return [...[...seen].filter((one) => one !== null && !Array.isArray(one)), 'x', 1, true, [], {}];
  if (typeof value !== 'string') return ['x'];
  const words = [...wordsIn(seen), ...wordsIn(inField)];
  return [...words.filter((word) => word !== value), otherText(value)];
}

/** The members of an enumeration; none where the texts are no words, or too many. */
function wordsIn(values: ReadonlySet<unknown>): readonly string[] {
  const texts = [...values].filter((one) => typeof one === 'string');
  return texts.length <= MOST_WORDS && texts.every((text) => WORD.test(text)) ? texts : [];
}

/** A text of the same length and form, with another last letter or digit. */
export function otherText(text: string): string {
  if (!/[0-9A-Za-z]/.test(text)) return `${text}x`;
  return text.replace(/[0-9A-Za-z](?=[^0-9A-Za-z]*$)/, (last) =>
    /\d/.test(last) ? String((Number(last) + 1) % 10) : last.toLowerCase() === 'a' ? 'b' : 'a',
  );
}

/** Whether a changed message still has the form that the binary declares, or that is known of events. */
function validityOf({ protocol }: Recording): (message: WrittenMessage, value: JsonObject) => boolean {
  const validate = protocol === undefined ? () => null : protocolValidator(protocol);
  return (message, value) => {
    if (message.channel === 'requests') return true;
    if (message.channel === 'events') return classifyEvent(value).kind === classifyEvent(message.value).kind;
    const faults = validate(asWireMessage(message, value));
    return faults === null || faults.length === 0;
  };
}

function asWireMessage({ name }: WrittenMessage, value: JsonObject): WireMessage {
  const message = classifyLine(JSON.stringify(value));
  const method = name.startsWith('answer ') ? name.slice('answer '.length) : null;
  return { line: 1, from: 'server', message, answers: method === null ? null : { method, params: undefined } };
}
