import type { Break, RequirementOutcome, RequirementResult } from '../../versions/upgrade/report.ts';
import { whatOf } from '../diff/phrases.ts';
import { plural } from '../../util/text/phrases.ts';
import type { Upgrade } from './upgrade.ts';

/** The headings of the outcomes. */
export const OUTCOME_TITLES: Readonly<Record<RequirementOutcome, string>> = {
  broken: 'breaks',
  unknown: 'unknown',
  'not-before': 'did not hold before either',
  holds: 'holds in both',
};

const AFTERWARDS = { good: '; holds afterwards', bad: '; does not hold afterwards', unknown: '' } as const;

/** The level of a check in brackets; empty for other requirements. */
export function levelText({ requirement }: RequirementResult): string {
  return requirement.kind === 'check' ? ` (${requirement.check.level})` : '';
}

/** The reason of an outcome; empty if there is none. Untrusted. */
export function reasonText({ before, after, outcome }: RequirementResult): string {
  switch (outcome) {
    case 'broken':
    case 'holds':
      return after.reason ?? before.reason ?? '';
    case 'not-before':
      return [before.reason, after.status === 'good' ? 'now holds' : null].filter((part) => part !== null).join('; ');
    case 'unknown':
      if (before.status !== 'unknown') return after.reason ?? '';
      return `${before.reason ?? ''}${AFTERWARDS[after.status]}`;
  }
}

/** How the fact changed; empty if it did not. Untrusted. */
export function changeOf({ after }: Pick<RequirementResult, 'after'>): string {
  return after.difference === null ? '' : whatOf(after.difference);
}

/** The number of facts below this one with the same outcome; empty if there are none. */
export function withinWords(within: number): string {
  return within === 0 ? '' : `also ${plural(within, 'fact')} below it`;
}

/** Where a requirement breaks; empty if unknown. Untrusted. */
export function breakWords(breaks: Break | null, source: Upgrade['source']): string {
  if (breaks === null) return '';
  const { firstBad, lastGood, between } = breaks;
  const first = source === 'played' ? `first in ${firstBad}` : `first among those recorded: ${firstBad}`;
  const gap = between.length === 0 ? '' : `; unknown in ${between.join(', ')}`;
  return `${first}; last good ${lastGood}${gap}`;
}
