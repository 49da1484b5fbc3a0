import { REDUCTIONS } from '../../inputs/noise-schema.ts';
import { THEN } from '../facts/fact.ts';

/**
 * One weaker form: `set` takes the order and number out of a sequence, `presence` keeps only that the fact is there,
 * `drop` keeps nothing.
 */
export type Reduction = (typeof REDUCTIONS)[number];

/** Facts that vary by themselves. */
export interface NoiseRule {
  /** A key; `*` stands for any characters. */
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
  const exact = new Map<string, Reduction>();
  for (const { keys, reduce } of rules) if (!keys.includes('*')) exact.set(keys, weaker(exact.get(keys), reduce));
  const patterns = rules
    .filter(({ keys }) => keys.includes('*'))
    .map(({ keys, reduce }) => ({ pattern: patternOf(keys), reduce }));
  const known = new Map<string, Reduction | undefined>();
  function reductionOf(key: string): Reduction | undefined {
    let found = exact.get(key);
    for (const { pattern, reduce } of patterns) if (pattern.test(key)) found = weaker(found, reduce);
    return found;
  }
  return (key, value) => {
    if (!known.has(key)) known.set(key, reductionOf(key));
    return reduced(value, known.get(key));
  };
}

/** The value in a weaker form. */
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

/** Of two forms the weaker one. */
export function weaker(a: Reduction | undefined, b: Reduction): Reduction {
  return a !== undefined && REDUCTIONS.indexOf(a) > REDUCTIONS.indexOf(b) ? a : b;
}

/** In the order of their keys. */
export function byKeys(a: NoiseRule, b: NoiseRule): number {
  return a.keys < b.keys ? -1 : 1;
}

/** The rules without those of which another one says as much. */
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

/** The keys that a rule speaks of. */
export function patternOf(keys: string): RegExp {
  const escaped = keys.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return new RegExp(`^${escaped.join('.*')}$`, 's');
}
