import { applicableChecks } from '../checks/applicability.ts';
import type { Check } from '../checks/check.ts';
import { judge } from '../checks/judge.ts';
import { PRECONDITIONS, type Precondition } from '../recording/preconditions.ts';
import type { Recording } from '../recording/recording.ts';
import { applicabilityOf, CHECKS } from '../scenarios/catalog.ts';

/** Words of what the author of a scenario expects; the others say what occurs in it. */
const EXPECTED: ReadonlySet<Precondition> = new Set(['reply-known', 'resumed', 'ephemeral']);

const OCCURRING = (Object.keys(PRECONDITIONS) as Precondition[]).filter(
  (word) => PRECONDITIONS[word].kind === 'shown' && !EXPECTED.has(word),
);

/**
 * The checks that pass on a recording, but do not judge its scenario because that does not say that it shows what they
 * assume: without this, a scenario that omits a word of `shows` would be judged by fewer checks, unnoticed.
 */
export function overlookedChecks(recording: Recording): Check[] {
  const scenario = applicabilityOf(recording);
  const planned = new Set(applicableChecks(CHECKS, scenario));
  return applicableChecks(CHECKS, { ...scenario, shows: [...(scenario.shows ?? []), ...OCCURRING] })
    .filter((check) => !planned.has(check))
    .filter((check) => judge(check, recording).verdict === 'pass');
}
