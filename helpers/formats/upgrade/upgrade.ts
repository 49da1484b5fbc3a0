import {
  REQUIREMENT_OUTCOMES,
  type RequirementOutcome,
  type RequirementResult,
} from '../../versions/upgrade/report.ts';
import type { UpgradeSource } from '../../versions/upgrade/source.ts';
import type { NamedVersion } from '../diff/diff.ts';
import { plural } from '../../util/text/phrases.ts';

/** The results of all requirements. Names and reasons in it are untrusted. */
export interface Upgrade {
  readonly from: NamedVersion;
  readonly to: NamedVersion;
  readonly source: UpgradeSource['kind'];
  /** The worst first. At least one. */
  readonly results: readonly RequirementResult[];
}

/** The number of requirements of each outcome. */
export function outcomeCounts(results: readonly RequirementResult[]): Readonly<Record<RequirementOutcome, number>> {
  const count = (wanted: RequirementOutcome): number => results.filter(({ outcome }) => outcome === wanted).length;
  return Object.fromEntries(REQUIREMENT_OUTCOMES.map((outcome) => [outcome, count(outcome)])) as Record<
    RequirementOutcome,
    number
  >;
}

/** `no` if a requirement breaks, `unknown` if one may, `yes` if none does. */
export function answerOf({ results }: Upgrade): 'yes' | 'no' | 'unknown' {
  const { broken, unknown } = outcomeCounts(results);
  if (broken > 0) return 'no';
  return unknown > 0 ? 'unknown' : 'yes';
}

/** The answer in one line. Versions in it are untrusted. */
export function headlineOf({ from, to, results }: Upgrade): string {
  const counts = outcomeCounts(results);
  const rest = [
    ...(counts.unknown > 0 ? [`${counts.unknown} unknown`] : []),
    ...(counts['not-before'] > 0 ? [`${counts['not-before']} did not hold in ${from.version} either`] : []),
  ].join(', ');
  const more = rest === '' ? '' : ` (${rest})`;
  const all = plural(results.length, 'requirement');
  if (counts.broken > 0) {
    const verb = counts.broken === 1 ? 'breaks' : 'break';
    return `No: ${counts.broken} of ${all} ${verb} between ${from.version} and ${to.version}${more}.`;
  }
  const start = counts.unknown > 0 ? 'Unknown: no requirement is known to break;' : 'Yes:';
  return `${start} ${counts.holds} of ${all} hold in ${to.version} as in ${from.version}${more}.`;
}
