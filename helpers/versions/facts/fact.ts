import type { FactKey } from './fact-key.ts';

/**
 * - `event`: an event, an item type, a method on the wire or a variant of an object was sent
 * - `field`: the JSON types of a field, with `absent` if it is optional
 * - `word`: one value of an enumerated field
 * - `order`, `count`, `life`: the order and the number of events, and the steps of items
 * - `outcome`: how a process or a turn ended
 * - `value`, `size`, `text`: values, lengths and normalised texts in a scenario
 * - `tool`, `header`, `host`, `file`: what reaches the model, the network and the disk
 * - `flag`: offered by `--help` and `features list`
 * - `method`, `param`: declared by the emitted schema
 * - `cost`: a number that varies, such as milliseconds; compared as a range
 */
export const FACT_KINDS = [
  'event',
  'field',
  'word',
  'order',
  'count',
  'life',
  'outcome',
  'value',
  'size',
  'text',
  'tool',
  'header',
  'host',
  'file',
  'flag',
  'method',
  'param',
  'cost',
] as const;

/** One of {@link FACT_KINDS}. */
export type FactKind = (typeof FACT_KINDS)[number];

/** Where a fact was seen. */
export interface FactEvidence {
  /** Null for the declarations of the binary. */
  readonly scenario: string | null;
  /** In the folder of the recording. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
}

/** One normalised statement about a version. The key is the same in all versions. */
export interface Fact {
  readonly key: FactKey;
  readonly kind: FactKind;
  readonly value: string;
  readonly evidence: FactEvidence;
}

/** Between the parts of a value that is a sequence. */
export const THEN = ' > ';

/** Between the parts of a value that is a set. */
export const OR = '|';

/** In the value of a field: it is optional. */
export const ABSENT = 'absent';

/** The value of a fact that a recording leaves open: it differs from no other. */
export const NOT_KNOWN = 'not known';

/** A set as the value of a fact. */
export function oneOf(words: Iterable<string>): string {
  return [...new Set(words)].toSorted().join(OR);
}
