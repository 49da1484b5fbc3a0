import { diffFacts } from '../diff/diff.ts';
import type { Mask } from '../diff/noise.ts';
import { lookAtCheck } from './evaluate-check.ts';
import { type FactComparison, lookAtFact } from './evaluate-fact.ts';
import type { KnownVersion } from './version-snapshot.ts';
import { lookAtFlag, lookAtMethod } from './evaluate-flag.ts';
import type { Pair } from './status.ts';
import type { Thing } from './requirement.ts';

/** Says of things whether they hold in the version in use and in another one. */
export type Look = (thing: Thing) => Pair;

/** Looks at things in two versions. What differs in their facts is worked out once, when it is first asked for. */
export function createLook(from: KnownVersion, to: KnownVersion, mask: Mask): Look {
  let comparison: FactComparison | undefined;
  return (thing) => {
    switch (thing.kind) {
      case 'check':
        return lookAtCheck(thing, from, to);
      case 'fact':
        return lookAtFact(thing.key, (comparison ??= compare(from, to, mask)));
      case 'flag':
        return lookAtFlag(thing.key, from, to);
      case 'method':
        return lookAtMethod(thing.name, from, to);
    }
  };
}

function compare(from: KnownVersion, to: KnownVersion, mask: Mask): FactComparison {
  const compared = diffFacts(from.observation, to.observation, mask);
  const differences = new Map(compared.differences.map((difference) => [difference.key, difference]));
  return { from, to, compared, differences, mask };
}
