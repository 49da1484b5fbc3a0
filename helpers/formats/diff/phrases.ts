import type { Change } from '../../versions/diff/group-differences.ts';
import { directionOf, type RawDifference } from '../../versions/diff/difference.ts';
import { plural } from '../../util/text/phrases.ts';
import { countsOf } from './diff.ts';
import type { FactEvidence, FactKind } from '../../versions/facts/fact.ts';
import { type FactKey, generalKey, keyText } from '../../versions/facts/fact-key.ts';
import { lastName, ownerOf } from '../../versions/facts/json-path.ts';

/** The names of these are listed: many are added and removed together. */
const LISTED: ReadonlySet<FactKind> = new Set(['method', 'flag', 'tool', 'event', 'file', 'host', 'header']);
/** The changed aspect of the subject, for kinds whose key does not name it. */
const ASPECTS: Readonly<Partial<Record<FactKind, string>>> = { count: 'how often', size: 'length', text: 'wording' };
const MOST_NAMES = 6;
const PRESENT: ReadonlySet<string> = new Set(['seen', 'there', 'offered', 'sent', 'tried', 'file', 'folder']);

/** The key of the main difference, and the names of all that were added or removed with it. */
export function titleOf({ main, differences }: Change): string {
  const title = keyText(generalKey(main.key));
  const together = differences.filter((other) => isBeside(other, main));
  const names = new Set(together.map(({ key }) => shortened(generalKey(key), title)));
  names.delete(shortened(generalKey(main.key), title));
  const shown = [...names].slice(0, MOST_NAMES - 1);
  const more = names.size - shown.length;
  const aspect = ASPECTS[main.kind];
  return (
    [title, ...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ') + (aspect === undefined ? '' : ` (${aspect})`)
  );
}

/** True for a difference beside the main one, false for one below it. */
function isBeside({ kind, key: a }: RawDifference, { kind: mainKind, key: b }: RawDifference): boolean {
  if (kind !== mainKind) return false;
  if (a.area === 'schema' && kind !== 'method') return a.role === b.role && a.subject === b.subject;
  if (kind === 'field') return ownerName(a) === ownerName(b);
  return LISTED.has(kind) && (a.path === '') === (b.path === '');
}

function ownerName({ path }: FactKey): string | null {
  const owner = ownerOf(path);
  return owner === null ? null : lastName(owner);
}

/** `added`, `removed`, or the two values. */
export function whatOf(difference: RawDifference): string {
  const { before, after } = difference;
  const direction = directionOf(difference);
  if (direction === 'changed') return `${before} → ${after}`;
  const value = before ?? after ?? '';
  return PRESENT.has(value) ? direction : `${direction}: ${value}`;
}

/** `exec/resume/by-id and 3 more scenarios`; empty if it does not depend on the scenario. */
export function whereOf({ scenarios }: Change): string {
  const [first, ...others] = scenarios;
  if (first === undefined) return '';
  return others.length === 0 ? first : `${first} and ${plural(others.length, 'more scenario')}`;
}

/** The reason of the main difference, and the number of all. */
export function changeReason({ main, differences }: Change): string {
  return `${main.reason}${differences.length > 1 ? ` (${plural(differences.length, 'difference')})` : ''}`;
}

/** `2 breaking, 1 cosmetic`, or `no difference`. */
export function countsText(changes: readonly Change[]): string {
  const counts = Object.entries(countsOf(changes)).filter(([, count]) => count > 0);
  return counts.map(([name, count]) => `${count} ${name}`).join(', ') || 'no difference';
}

/** `exec/stateless/sum/stdout.jsonl:4`; the declarations of a binary have no scenario. */
export function placeOf(evidence: FactEvidence | null): string | null {
  if (evidence === null) return null;
  const { scenario, file, line } = evidence;
  return `${scenario === null ? '' : `${scenario}/`}${file}${line === undefined ? '' : `:${line}`}`;
}

/** The last name of a path; without a path the words after those of the title. */
function shortened(key: FactKey, title: string): string {
  if (key.path !== '') return lastName(key.path);
  const words = keyText(key).split(' ');
  const start = title.split(' ').findIndex((word, index, all) => index === all.length - 1 || words[index] !== word);
  return words.slice(start).join(' ');
}
