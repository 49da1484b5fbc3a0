import type { Verdict } from '../../checks/verdict.ts';
import { matchesPattern } from '../../inputs/glob.ts';
import { factKey, keyText } from '../facts/fact-key.ts';
import { couldNote, partsIn } from '../facts/optional-parts.ts';
import { bad, type Evaluation, type Evaluations, good, unknown } from './evaluation.ts';
import type { CheckRequirement } from './requirement.ts';
import type { VersionSnapshot } from './version-snapshot.ts';

const MOST_NAMES = 3;

/**
 * Whether a check holds. In the other version only the scenarios count in which it passes in the version in use. A check
 * that does not apply because the binary lacks a capability does not hold; for any other reason it is unknown.
 */
export function evaluateCheck(requirement: CheckRequirement, from: VersionSnapshot, to: VersionSnapshot): Evaluations {
  const [a, b] = [verdictsOn(requirement, from), verdictsOn(requirement, to)];
  const passing = scenariosWith('pass', a);
  const before = passing.length > 0 ? good(alsoFails(a)) : evaluation(requirement, a, from);
  const counted = passing.length > 0 ? new Map([...b].filter(([scenario]) => passing.includes(scenario))) : b;
  return { before, after: evaluation(requirement, counted, to) };
}

function verdictsOn({ check, scenario }: CheckRequirement, { verdicts }: VersionSnapshot): Map<string, Verdict> {
  const all = verdicts.get(check.id) ?? new Map<string, Verdict>();
  return new Map([...all].filter(([name]) => scenario === null || matchesPattern(scenario, name)));
}

function evaluation(
  { check }: CheckRequirement,
  verdicts: ReadonlyMap<string, Verdict>,
  { version, facts }: VersionSnapshot,
): Evaluation {
  const failed = scenariosWith('fail', verdicts);
  if (failed.length > 0) return bad(`fails on ${namesOf(failed)}`);
  const parts = partsIn(facts);
  const lacking = check.needs
    ?.map((subject) => factKey({ area: 'help', subject }))
    .find((key) => couldNote(parts, key) && !facts.has(keyText(key)))?.subject;
  if (lacking !== undefined && verdicts.size > 0) return bad(`${version} lacks ${lacking}`);
  const open = [...scenariosWith('untestable', verdicts), ...scenariosWith('harness-error', verdicts)];
  if (open.length > 0) return unknown(`untestable on ${namesOf(open)} in ${version}`);
  if (scenariosWith('pass', verdicts).length > 0) return good();
  return unknown(verdicts.size === 0 ? `no recording of ${version} to judge` : `not applicable in ${version}`);
}

/** So that nobody takes it for a check that holds everywhere. */
function alsoFails(verdicts: ReadonlyMap<string, Verdict>): string | null {
  const failed = scenariosWith('fail', verdicts);
  return failed.length === 0 ? null : `already fails on ${namesOf(failed)}`;
}

function scenariosWith(wanted: Verdict, verdicts: ReadonlyMap<string, Verdict>): string[] {
  return [...verdicts].filter(([, verdict]) => verdict === wanted).map(([scenario]) => scenario);
}

function namesOf(scenarios: readonly string[]): string {
  const more = scenarios.length - MOST_NAMES;
  const shown = scenarios.slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
