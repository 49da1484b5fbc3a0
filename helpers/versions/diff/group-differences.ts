import { createCauseFinder } from './cause.ts';
import { byHurt, type Compared } from './diff.ts';
import { DIFFERENCE_CLASSES, type Difference } from './difference.ts';
import { partsOf } from '../facts/fact.ts';

/** Differences that are one change. */
export interface Change {
  /** The difference that says it best: the others follow from it, or say the same elsewhere. */
  readonly main: Difference;
  /** Scenarios that show it, sorted; empty if it does not depend on any. */
  readonly scenarios: readonly string[];
  /** All of them, with the main one, those that hurt worst first. */
  readonly differences: readonly Difference[];
}

/** Puts together what is one change, those that hurt worst first. */
export function changesOf({ differences, isKnownTwice }: Compared): Change[] {
  const finder = createCauseFinder(differences, isKnownTwice);
  const groups = Map.groupBy(differences, (difference) => finder.causeOf(difference));
  return [...groups.values()]
    .map((group): Change => {
      const roots = group.filter((difference) => finder.isRoot(difference));
      const [main] = (roots.length > 0 ? roots : group).toSorted(
        (a, b) => byWorst(a, b) || a.key.length - b.key.length || byHurt(a, b),
      );
      const scenarios = group.map(({ key }) => partsOf(key).scenario).filter((name) => name !== null);
      return { main: main!, scenarios: [...new Set(scenarios)].toSorted(), differences: group };
    })
    .toSorted((a, b) => byHurt(a.main, b.main));
}

function byWorst(a: Difference, b: Difference): number {
  return DIFFERENCE_CLASSES.indexOf(a.class) - DIFFERENCE_CLASSES.indexOf(b.class);
}
