import type { Check } from '../../checks/check.ts';
import { applicableChecks } from '../../checks/applicability.ts';
import { judge } from '../../checks/judge.ts';
import type { Verdict } from '../../checks/verdict.ts';
import type { Recording } from '../../recording/recording.ts';
import { applicabilityOf } from '../../scenarios/catalog.ts';
import { type VersionFacts, type FactTable, joinFacts } from '../facts/version-facts.ts';

/** The facts and verdicts of one version. */
export interface VersionSnapshot {
  readonly version: string;
  readonly versionFacts: VersionFacts;
  readonly facts: FactTable;
  readonly verdicts: CheckVerdicts;
}

/** By check, then by scenario. A known failure is a failure. */
type CheckVerdicts = ReadonlyMap<string, ReadonlyMap<string, Verdict>>;

/** The worst verdict wins across repeats. */
const WORST_FIRST: readonly Verdict[] = ['fail', 'harness-error', 'untestable', 'pass', 'not-applicable'];

/** The snapshot of a version. */
export function versionSnapshot(versionFacts: VersionFacts, verdicts: CheckVerdicts): VersionSnapshot {
  const { version, scenarios } = versionFacts;
  return { version, versionFacts, facts: joinFacts(versionFacts, scenarios.keys()), verdicts };
}

/** Judges recordings of one version by the checks that apply to them. */
export function verdictsOf(recordings: readonly Recording[], checks: Iterable<Check>): CheckVerdicts {
  const all = [...checks];
  const verdicts = new Map(all.map(({ id }) => [id, new Map<string, Verdict>()]));
  for (const recording of recordings) {
    for (const check of applicableChecks(all, applicabilityOf(recording))) {
      const { verdict } = judge(check, recording);
      const own = verdicts.get(check.id)!;
      const known = own.get(recording.scenario);
      if (known === undefined || WORST_FIRST.indexOf(verdict) < WORST_FIRST.indexOf(known)) {
        own.set(recording.scenario, verdict);
      }
    }
  }
  return verdicts;
}
