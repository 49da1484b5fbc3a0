import type { Answered, Break, Fate } from '../../versions/upgrade/report.ts';
import { whatOf } from '../diff/words.ts';
import { countWords } from '../terminal/words.ts';
import type { Upgrade } from './upgrade.ts';

/** What is said of the things of each fate. */
export const FATE_TITLES: Readonly<Record<Fate, string>> = {
  broken: 'breaks',
  unknown: 'cannot be known',
  'not-before': 'did not hold before either',
  holds: 'holds in both',
};

/** What is known of the other version, where of the one in use nothing is. */
const AFTERWARDS = { good: '; it holds afterwards', bad: '; it does not hold afterwards', unknown: '' } as const;

/** Why it is so; empty where there is nothing to say. Untrusted. */
export function whyOf({ pair, fate }: Answered): string {
  const { before, after } = pair;
  switch (fate) {
    case 'broken':
    case 'holds':
      return after.reason ?? before.reason ?? '';
    case 'not-before':
      return [before.reason, ...(after.shown === 'good' ? ['now it holds'] : [])]
        .filter((part) => part !== null)
        .join('; ');
    case 'unknown':
      if (before.shown !== 'unknown') return after.reason ?? '';
      return `${before.reason ?? ''}${AFTERWARDS[after.shown]}`;
  }
}

/** How the fact changed; empty where it did not. Untrusted. */
export function changeOf({ pair }: Pick<Answered, 'pair'>): string {
  const { difference } = pair.after;
  return difference === null ? '' : whatOf(difference);
}

/** How many facts within a thing went with it; empty if none did. */
export function withinWords(within: number): string {
  return within === 0 ? '' : `and so ${countWords(within, 'fact')} within it`;
}

/** Where it breaks; empty where that is not known. Untrusted. */
export function breakWords(breaks: Break | null, source: Upgrade['source']): string {
  if (breaks === null) return '';
  const { firstBad, lastGood, between } = breaks;
  const first = source === 'played' ? `first in ${firstBad}` : `first among those tested: ${firstBad}`;
  const gap = between.length === 0 ? '' : `; nothing is known of ${between.join(', ')}`;
  return `${first}; last good ${lastGood}${gap}`;
}
