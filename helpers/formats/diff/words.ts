import type { Change } from '../../versions/diff/group-differences.ts';
import { directionOf, type RawDifference } from '../../versions/diff/difference.ts';
import { generalKey } from '../../versions/diff/cause.ts';
import { type FactEvidence, type FactKind, partsOf } from '../../versions/facts/fact.ts';
import { ownerOf } from '../../versions/facts/json-shape.ts';

/** Kinds of which many come and go together: their names are listed. */
const LISTED: ReadonlySet<FactKind> = new Set(['method', 'flag', 'tool', 'event', 'file', 'host', 'header']);
/** What of a thing changed, where its name does not tell. */
const ASPECTS: Readonly<Partial<Record<FactKind, string>>> = { count: 'how often', size: 'length', text: 'wording' };
/** More names than these are counted. */
const MOST_NAMES = 6;
/** Values that say no more than that something is there. */
const THERE: ReadonlySet<string> = new Set(['seen', 'there', 'offered', 'sent', 'tried', 'file', 'folder']);

/** What a change is about: the key of its main difference, or the names of all that came or went together. */
export function titleOf({ main, differences }: Change): string {
  const title = generalKey(main.key);
  const together = [...new Set(differences.filter((other) => isBeside(other, main)).map(({ key }) => generalKey(key)))];
  const names = new Set(together.map((name) => shortened(name, title)));
  names.delete(shortened(title, title));
  const shown = [...names].slice(0, MOST_NAMES - 1);
  const more = names.size - shown.length;
  const aspect = ASPECTS[main.kind];
  return (
    [title, ...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ') + (aspect === undefined ? '' : ` (${aspect})`)
  );
}

/** True for what came or went beside another thing, not below it. */
function isBeside(other: RawDifference, main: RawDifference): boolean {
  if (other.kind !== main.kind) return false;
  const [a, b] = [partsOf(other.key), partsOf(main.key)];
  if (a.area === 'schema' && b.area === 'schema' && main.kind !== 'method') return a.subject === b.subject;
  if (main.kind === 'field') return ownerOf(a.path)?.split('.').at(-1) === ownerOf(b.path)?.split('.').at(-1);
  return LISTED.has(main.kind) && (a.path === '') === (b.path === '');
}

/** `added`, `removed`, or the two values. */
export function whatOf(difference: RawDifference): string {
  const { before, after } = difference;
  const direction = directionOf(difference);
  if (direction === 'changed') return `${before} → ${after}`;
  const value = before ?? after ?? '';
  return THERE.has(value) ? direction : `${direction}: ${value}`;
}

/** Where it is seen: `exec/resume/by-id and 3 more scenarios`; empty if it does not depend on the scenario. */
export function whereOf({ scenarios }: Change): string {
  const [first, ...others] = scenarios;
  if (first === undefined) return '';
  return others.length === 0 ? first : `${first} and ${others.length} more scenario${others.length === 1 ? '' : 's'}`;
}

/** `exec/stateless/sum/stdout.jsonl:4`; what the binary says of itself has no scenario. */
export function placeOf(evidence: FactEvidence | null): string | null {
  if (evidence === null) return null;
  const { scenario, file, line } = evidence;
  return `${scenario === null ? '' : `${scenario}/`}${file}${line === undefined ? '' : `:${line}`}`;
}

/** The last name of a path; of other names the words that are not those of the title. */
function shortened(name: string, title: string): string {
  const { path } = partsOf(name);
  if (path !== '') return path.slice(path.lastIndexOf('.') + 1);
  const words = name.split(' ');
  const start = title.split(' ').findIndex((word, index, all) => index === all.length - 1 || words[index] !== word);
  return words.slice(start).join(' ');
}
