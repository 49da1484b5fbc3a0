import { REDUCTIONS } from '../../inputs/noise-schema.ts';
import { THEN } from '../facts/fact.ts';

/** `set` removes order and number from a sequence, `presence` keeps only that the fact is there, `drop` keeps nothing. */
export type Reduction = (typeof REDUCTIONS)[number];

/** Facts that vary between repeats. */
export interface NoiseRule {
  /** A pattern of keys; `*` stands for any characters. */
  readonly keys: string;
  readonly reduce: Reduction;
  /** Only where fewer scenarios than this are compared. */
  readonly below?: number | undefined;
}

/**
 * The part of a value that does not vary; undefined if all of it does.
 *
 * @param key its text
 * @param scenarios the number of scenarios that were compared. @default Infinity
 */
export type NoiseFilter = (key: string, value: string, scenarios?: number) => string | undefined;

/** Of several rules that match a key, the weakest reduction applies. */
export function createNoiseFilter(rules: readonly NoiseRule[]): NoiseFilter {
  const filters = new Map<number, NoiseFilter>();
  return (key, value, scenarios = Infinity) => {
    let filter = filters.get(scenarios);
    if (filter === undefined) {
      filter = filterOf(rules.filter(({ below }) => below === undefined || scenarios < below));
      filters.set(scenarios, filter);
    }
    return filter(key, value);
  };
}

function filterOf(rules: readonly NoiseRule[]): NoiseFilter {
  const weakestFirst = REDUCTIONS.map((reduction) => {
    const keys = rules.filter(({ reduce }) => reduce === reduction).map((rule) => rule.keys);
    return { reduction, pattern: patternOf(...keys) };
  }).toReversed();
  const known = new Map<string, Reduction | undefined>();
  return (key, value) => {
    if (!known.has(key)) known.set(key, weakestFirst.find(({ pattern }) => pattern.test(key))?.reduction);
    return reduced(value, known.get(key));
  };
}

/** A value in a weaker form. */
export function reduced(value: string, reduction: Reduction | undefined): string | undefined {
  switch (reduction) {
    case undefined:
      return value;
    case 'set':
      return [...new Set(value.split(THEN))].toSorted().join(THEN);
    case 'presence':
      return 'there';
    case 'drop':
      return undefined;
  }
}

/** The weaker of two forms. */
export function weaker(a: Reduction | undefined, b: Reduction): Reduction {
  return a !== undefined && REDUCTIONS.indexOf(a) > REDUCTIONS.indexOf(b) ? a : b;
}

/** Orders rules by their keys. */
export function byKeys(a: NoiseRule, b: NoiseRule): number {
  return a.keys < b.keys ? -1 : 1;
}

/** The rules without those that another one covers. */
export function withoutCovered<R extends NoiseRule>(rules: readonly R[]): R[] {
  const wide = rules.filter(({ keys }) => keys.includes('*')).map((rule) => ({ rule, pattern: patternOf(rule.keys) }));
  return rules.filter(
    (one) =>
      !wide.some(
        ({ rule, pattern }) =>
          rule !== one &&
          (rule.below === undefined || rule.below === one.below) &&
          pattern.test(one.keys) &&
          weaker(rule.reduce, one.reduce) === rule.reduce,
      ),
  );
}

/** Matches the texts of keys that one of these patterns matches; `*` stands for any characters. */
export function patternOf(...patterns: readonly string[]): RegExp {
  const sources = patterns.map((pattern) =>
    pattern.replaceAll(/[\\^$.+?()[\]{}|/]/g, String.raw`\$&`).replaceAll('*', '.*'),
  );
  return new RegExp(`^(?:${sources.join('|')})$`, 's');
}
