import type { FactKey } from './fact-key.ts';

/**
 * What a fact speaks of. Rules of classification and of comparison go by it.
 *
 * - `event`: an event, an item type, a method on the wire, a variant of an object was seen
 * - `field`: the JSON types of a field, with `absent` where it is not always there
 * - `word`: one value of a field that has a few
 * - `order`, `count`, `life`: in which order things come, how many, and how items live
 * - `outcome`: how a process or a turn ended
 * - `value`, `size`, `text`: what a scenario got to see; texts are masked
 * - `tool`, `header`, `host`, `file`: what the model, the network and the disk got to see
 * - `flag`: what `--help` and `features list` offer
 * - `method`, `param`: the emitted schema
 * - `cost`: a number that varies, such as milliseconds. Never part of equality.
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

/** Where a fact can be looked up. */
export interface FactEvidence {
  /** Null for what the binary says of itself. */
  readonly scenario: string | null;
  /** In the folder of the recording. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
}

/** One normalised statement about what a version did. The key is the same for all versions that do the same. */
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

/** In the value of a field: it is not always there. */
export const ABSENT = 'absent';

/** A set as the value of a fact. */
export function oneOf(words: Iterable<string>): string {
  return [...new Set(words)].toSorted().join(OR);
}
