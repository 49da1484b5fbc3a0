import type { Verdict } from '../../checks/verdict.ts';
import { matchesPattern } from '../../inputs/glob.ts';
import { speaksOf } from '../diff/diff.ts';
import type { KnownVersion } from './version-snapshot.ts';
import { bad, good, type Pair, type State, unknown } from './status.ts';
import type { CheckThing } from './requirement.ts';

/** More scenarios than these are counted. */
const MOST_NAMES = 3;

/**
 * Whether a check holds. What counts in the other version are the scenarios in which it passes in the one that is in use:
 * a failure elsewhere is no change for the worse. A check that does not apply because the binary lacks a capability does
 * not hold: what it speaks of is not there. One that does not apply for another reason says nothing.
 */
export function lookAtCheck(thing: CheckThing, from: KnownVersion, to: KnownVersion): Pair {
  const [a, b] = [verdictsOn(thing, from), verdictsOn(thing, to)];
  const passing = [...a].filter(([, verdict]) => verdict === 'pass').map(([scenario]) => scenario);
  const before = passing.length > 0 ? good(failedToo(a)) : stateOf(thing, a, from);
  const counted = passing.length > 0 ? new Map([...b].filter(([scenario]) => passing.includes(scenario))) : b;
  return { before, after: stateOf(thing, counted, to) };
}

function verdictsOn({ check, scenario }: CheckThing, { verdicts }: KnownVersion): Map<string, Verdict> {
  const all = verdicts.get(check.id) ?? new Map<string, Verdict>();
  return new Map([...all].filter(([name]) => scenario === null || matchesPattern(scenario, name)));
}

function stateOf(
  { check }: CheckThing,
  verdicts: ReadonlyMap<string, Verdict>,
  { version, facts }: KnownVersion,
): State {
  const having = (wanted: Verdict): string[] =>
    [...verdicts].filter(([, verdict]) => verdict === wanted).map(([scenario]) => scenario);
  const failed = having('fail');
  if (failed.length > 0) return bad(`fails on ${namesOf(failed)}`);
  const lacking = speaksOf(facts, 'help') ? check.needs?.find((name) => !facts.has(`help ${name}`)) : undefined;
  if (lacking !== undefined && verdicts.size > 0) return bad(`${version} lacks ${lacking}`);
  const open = [...having('untestable'), ...having('harness-error')];
  if (open.length > 0) return unknown(`cannot be judged on ${namesOf(open)} in ${version}`);
  if (having('pass').length > 0) return good();
  return unknown(verdicts.size === 0 ? `${version} was not played for it` : `does not apply to what ${version} did`);
}

/** That it fails elsewhere already, so that nobody takes it for a check that holds everywhere. */
function failedToo(verdicts: ReadonlyMap<string, Verdict>): string | null {
  const failed = [...verdicts].filter(([, verdict]) => verdict === 'fail').map(([scenario]) => scenario);
  return failed.length === 0 ? null : `fails already on ${namesOf(failed)}`;
}

function namesOf(scenarios: readonly string[]): string {
  const more = scenarios.length - MOST_NAMES;
  const shown = scenarios.slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
