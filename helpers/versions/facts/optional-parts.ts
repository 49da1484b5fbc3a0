import type { FactKey } from './fact-key.ts';
import type { FactTable } from './version-facts.ts';

/** The parts of recordings that some of them lack. */
export type OptionalPart =
  | 'help'
  | 'features'
  | 'package files'
  | 'methods'
  | 'schema'
  | 'session lines'
  | 'file contents';

/**
 * The part of a recording that a fact is from, if recordings can lack it: an older recorder did not note it, `--short` left it
 * out, or it is not known of a binary outside its package. Null for what each recording has. Of a version whose recordings have
 * no fact of a part, nothing is known about that part: it is never absent.
 */
export function optionalPartOf({ area, subject, path, aspect }: FactKey): OptionalPart | null {
  if (area === 'schema') return path === '' ? 'methods' : 'schema';
  if (area === 'help') {
    if (subject.startsWith('feature.')) return 'features';
    return subject.startsWith('layout.') ? 'package files' : 'help';
  }
  if (area !== 'files' || aspect === '') return null;
  return aspect === 'text' ? 'file contents' : 'session lines';
}

/** The optional parts that facts are from. */
export function partsIn(facts: FactTable): ReadonlySet<OptionalPart | null> {
  return new Set(facts.values().map(({ key }) => optionalPartOf(key)));
}

/** False if nothing is known about a fact, because the recordings lack the part that it would be from. */
export function couldNote(parts: ReadonlySet<OptionalPart | null>, key: FactKey): boolean {
  const part = optionalPartOf(key);
  return part === null || parts.has(part);
}
