import type { Check } from '../../checks/check.ts';
import { applies } from '../../checks/applies.ts';
import { judge } from '../../checks/judge.ts';
import type { Verdict } from '../../checks/verdict.ts';
import type { Recording } from '../../recording/recording.ts';
import { applicabilityOf } from '../../scenarios/catalog.ts';
import { type Observation, type Observed, observedIn } from '../facts/version-facts.ts';

/** The facts and verdicts of one version. */
export interface VersionSnapshot {
  readonly version: string;
  readonly observation: Observation;
  /** Of all scenarios. */
  readonly facts: Observed;
  readonly verdicts: Verdicts;
}

/** By check, then by scenario. A known failure is a failure. */
export type Verdicts = ReadonlyMap<string, ReadonlyMap<string, Verdict>>;

/** The worst verdict wins across repeats. */
const WORST_FIRST: readonly Verdict[] = ['fail', 'harness-error', 'untestable', 'pass', 'not-applicable'];

/** The snapshot of an observed version. */
export function versionSnapshot(observation: Observation, verdicts: Verdicts): VersionSnapshot {
  const { version, scenarios } = observation;
  return { version, observation, facts: observedIn(observation, scenarios.keys()), verdicts };
}

/** Judges recordings of one version by the checks that apply to them. */
export function verdictsOf(recordings: readonly Recording[], checks: Iterable<Check>): Verdicts {
  return new Map(
    [...checks].map((check) => {
      const verdicts = new Map<string, Verdict>();
      for (const recording of recordings) {
        const { scenario } = recording;
        if (!applies(check, applicabilityOf(recording))) continue;
        const { verdict } = judge(check, recording);
        const known = verdicts.get(scenario);
        if (known === undefined || WORST_FIRST.indexOf(verdict) < WORST_FIRST.indexOf(known)) {
          verdicts.set(scenario, verdict);
        }
      }
      return [check.id, verdicts] as const;
    }),
  );
}
