import type { Comparison } from '../diff/diff.ts';
import { type Difference, directionOf } from '../diff/difference.ts';
import type { NoiseFilter } from '../diff/noise.ts';
import { type FactKey, keyText } from '../facts/fact-key.ts';
import { couldNote, optionalPartOf, partsIn } from '../facts/optional-parts.ts';
import { bad, type Evaluation, type Evaluations, good, unknown } from './evaluation.ts';
import type { VersionSnapshot } from './version-snapshot.ts';

/** Two versions and the differences of their facts. */
export interface FactComparison {
  readonly from: VersionSnapshot;
  readonly to: VersionSnapshot;
  readonly compared: Comparison;
  readonly differences: ReadonlyMap<string, Difference>;
  readonly filter: NoiseFilter;
}

/**
 * Whether a fact holds: it is there, and no breaking difference. Only scenarios that both versions were played in count; if
 * none of them shows it, it is unknown.
 */
export function evaluateFact(key: FactKey, { from, to, compared, differences, filter }: FactComparison): Evaluations {
  const text = keyText(key);
  if (filter(text, '', compared.scenarios) === undefined) {
    const open = unknown('varies between repeats of one version');
    return { before: open, after: open };
  }
  const { before, after } = compared.facts;
  if (after.has(text)) {
    if (before.has(text)) return { before: good(), after: changed(differences.get(text)) };
    return { before: from.facts.has(text) ? good() : absentBefore(key, from, to), after: good() };
  }
  if (before.has(text)) {
    return {
      before: good(),
      after: couldNote(partsIn(after), key) ? removed(differences.get(text)) : unnoted(key, to),
    };
  }
  const open = unknown(`no recording of ${to.version} of a scenario that could show it`);
  if (from.facts.has(text)) return { before: good(), after: open };
  const nowhere = unknown('no recorded scenario shows it');
  return { before: nowhere, after: to.facts.has(text) ? good() : nowhere };
}

function absentBefore(key: FactKey, from: VersionSnapshot, to: VersionSnapshot): Evaluation {
  if (!couldNote(partsIn(from.facts), key)) return unnoted(key, from);
  return bad(`absent in ${from.version} in the scenarios that show it in ${to.version}`);
}

function unnoted(key: FactKey, { version }: VersionSnapshot): Evaluation {
  return unknown(`the recordings of ${version} do not note its ${optionalPartOf(key)}`);
}

function changed(difference: Difference | undefined): Evaluation {
  if (difference?.class === 'breaking') return bad(difference.reason, difference);
  return good(difference?.reason ?? null, difference ?? null);
}

function removed(difference: Difference | undefined): Evaluation {
  if (difference === undefined || directionOf(difference) !== 'removed') return bad('no longer there');
  return bad(difference.reason, difference);
}
