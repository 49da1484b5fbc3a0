import { type Compared, SILENT_AREAS, speaksOf } from '../diff/diff.ts';
import { type Difference, directionOf } from '../diff/difference.ts';
import { partsOf } from '../facts/fact.ts';
import type { Mask } from '../diff/noise.ts';
import type { KnownVersion } from './version-snapshot.ts';
import { bad, good, type Pair, type State, unknown } from './status.ts';

/** Two versions, and what differs between them. */
export interface FactComparison {
  readonly from: KnownVersion;
  readonly to: KnownVersion;
  readonly compared: Compared;
  /** By key. */
  readonly differences: ReadonlyMap<string, Difference>;
  readonly mask: Mask;
}

/**
 * Whether a fact holds: its key is there, and what became of its value is no breaking difference. Only scenarios that both
 * versions were played in count; where these say nothing of it, nothing can be known.
 */
export function lookAtFact(key: string, comparison: FactComparison): Pair {
  const { from, to, compared, mask } = comparison;
  if (mask(key, '', compared.scenarios) === undefined) {
    const open = unknown('varies between two plays of one version');
    return { before: open, after: open };
  }
  const { before, after } = compared.observed;
  if (after.has(key)) {
    if (before.has(key)) return { before: good(), after: present(key, comparison) };
    const isElsewhere = from.facts.has(key);
    return {
      before: isElsewhere
        ? good()
        : bad(`${from.version} does not show it in the scenarios that ${to.version} shows it in`),
      after: good(),
    };
  }
  if (before.has(key)) return { before: good(), after: missing(key, comparison) };
  const open = unknown(`${to.version} was not played in a scenario that could show it`);
  if (from.facts.has(key)) return { before: good(), after: open };
  const nowhere = unknown('no scenario that was played shows it');
  return { before: nowhere, after: to.facts.has(key) ? good() : nowhere };
}

function present(key: string, { differences }: FactComparison): State {
  const difference = differences.get(key) ?? null;
  if (difference?.class === 'breaking') return bad(difference.reason, difference);
  return good(difference?.reason ?? null, difference);
}

function missing(key: string, { to, compared, differences }: FactComparison): State {
  const { area } = partsOf(key);
  if (SILENT_AREAS.has(area) && !speaksOf(compared.observed.after, area)) {
    return unknown(`nothing is known of the ${area} of ${to.version}`);
  }
  const difference = differences.get(key);
  if (difference === undefined || directionOf(difference) !== 'removed') return bad('it is not there any more');
  return bad(difference.reason, difference);
}
