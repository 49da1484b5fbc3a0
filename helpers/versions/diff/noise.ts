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
 * What is left of a value of a fact; undefined if nothing is.
 *
 * @param scenarios in how many scenarios the fact was looked for; many, if that is not said
 */
export type Mask = (key: string, value: string, scenarios?: number) => string | undefined;

/** The mask of measured rules. Where several match, the weakest form counts. */
export function createMask(rules: readonly NoiseRule[]): Mask {
  const masks = new Map<number, Mask>();
  return (key, value, scenarios = Infinity) => {
    let mask = masks.get(scenarios);
    if (mask === undefined) {
      mask = createMaskOf(rules.filter(({ below }) => below === undefined || scenarios < below));
      masks.set(scenarios, mask);
    }
    return mask(key, value);
  };
}

function createMaskOf(rules: readonly NoiseRule[]): Mask {
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
