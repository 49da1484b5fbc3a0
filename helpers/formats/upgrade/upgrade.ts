import { type Answered, type Fate, FATES } from '../../versions/upgrade/report.ts';
import { countWords } from '../terminal/words.ts';

/** Where what is known comes from. */
export const UPGRADE_SOURCES = ['matrix', 'recordings', 'played'] as const;

/** What becomes of all that a consumer relies on. Names and reasons in it are untrusted. */
export interface Upgrade {
  readonly from: UpgradeSide;
  readonly to: UpgradeSide;
  readonly source: (typeof UPGRADE_SOURCES)[number];
  /** The worst first. At least one. */
  readonly answered: readonly Answered[];
}

/** One side as the user named it, and the version that it turned out to be. */
export interface UpgradeSide {
  readonly spec: string;
  readonly version: string;
}

/** How many things there are of each fate. */
export function fatesIn(answered: readonly Answered[]): Readonly<Record<Fate, number>> {
  const count = (wanted: Fate): number => answered.filter(({ fate }) => fate === wanted).length;
  return Object.fromEntries(FATES.map((fate) => [fate, count(fate)])) as Record<Fate, number>;
}

/** `no` if something breaks, `unknown` if something may, `yes` if nothing does. */
export function verdictOf({ answered }: Upgrade): 'yes' | 'no' | 'unknown' {
  const { broken, unknown } = fatesIn(answered);
  if (broken > 0) return 'no';
  return unknown > 0 ? 'unknown' : 'yes';
}

/** The answer in one line. Versions in it are untrusted. */
export function headlineOf(upgrade: Upgrade): string {
  const { from, to, answered } = upgrade;
  const fates = fatesIn(answered);
  const total = answered.length;
  const rest = [
    ...(fates.unknown > 0 ? [`${fates.unknown} cannot be known`] : []),
    ...(fates['not-before'] > 0 ? [`${fates['not-before']} did not hold in ${from.version} either`] : []),
  ].join(', ');
  const more = rest === '' ? '' : ` ${rest.replace(/^./, (first) => first.toUpperCase())}.`;
  const all = countWords(total, 'thing');
  if (fates.broken > 0) {
    const verb = fates.broken === 1 ? 'breaks' : 'break';
    return `No: ${fates.broken} of ${all} that you rely on ${verb} between ${from.version} and ${to.version}.${more}`;
  }
  const held = `${fates.holds} of ${all} that you rely on`;
  const start = fates.unknown > 0 ? 'Nothing is known to break, but not all is known' : 'Yes';
  return `${start}: ${held} hold in ${to.version} as in ${from.version}.${more}`;
}
