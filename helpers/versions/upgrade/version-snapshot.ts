import type { Check } from '../../checks/check.ts';
import { applies } from '../../checks/applies.ts';
import { judge } from '../../checks/judge.ts';
import type { Verdict } from '../../checks/verdict.ts';
import type { Recording } from '../../recording/recording.ts';
import { applicabilityOf } from '../../scenarios/catalog.ts';
import { type Observation, type Observed, observedIn } from '../facts/version-facts.ts';

/** What is known of one version. */
export interface KnownVersion {
  readonly version: string;
  readonly observation: Observation;
  /** All that it showed, in whatever scenario. */
  readonly facts: Observed;
  readonly verdicts: Verdicts;
}

/** By check, then by scenario. A failure that a baseline knows is a failure. */
export type Verdicts = ReadonlyMap<string, ReadonlyMap<string, Verdict>>;

/** Of several plays of a scenario, the one that counts. */
const WORST: readonly Verdict[] = ['fail', 'harness-error', 'untestable', 'pass', 'not-applicable'];

/** Puts together what is known of a version. */
export function knownVersion(observation: Observation, verdicts: Verdicts): KnownVersion {
  const { version, scenarios } = observation;
  return { version, observation, facts: observedIn(observation, scenarios.keys()), verdicts };
}

/** Judges recordings of one version by some checks, each on the recordings that it speaks of. */
export function verdictsOf(recordings: readonly Recording[], checks: Iterable<Check>): Verdicts {
  return new Map(
    [...checks].map((check) => {
      const said = new Map<string, Verdict>();
      for (const recording of recordings) {
        const { scenario } = recording;
        if (!applies(check, applicabilityOf(recording))) continue;
        const { verdict } = judge(check, recording);
        const known = said.get(scenario);
        if (known === undefined || WORST.indexOf(verdict) < WORST.indexOf(known)) said.set(scenario, verdict);
      }
      return [check.id, said] as const;
    }),
  );
}
