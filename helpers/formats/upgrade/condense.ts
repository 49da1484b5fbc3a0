import { directionOf } from '../../versions/diff/difference.ts';
import type { Answered } from '../../versions/upgrade/report.ts';

/** A thing, and how many others that are part of it share its fate. */
export interface Condensed {
  readonly answered: Answered;
  /** How many facts within it went with it. */
  readonly within: number;
}

/** Where one path goes on within another: ` .field`, `.field`, `<variant>`, `[]`. */
const WITHIN = /^[ .<[]/;

/**
 * Facts that went because what holds them went, at the same version, are counted there instead: that an event is gone
 * says so of all of its fields.
 */
export function condensed(all: readonly Answered[]): Condensed[] {
  const gone = new Map(all.filter(isGone).map((answered) => [answered.thing.name, answered]));
  const counts = new Map<Answered, number>();
  for (const answered of all) {
    const root = rootOf(answered, gone);
    counts.set(root, (counts.get(root) ?? -1) + 1);
  }
  return [...counts].map(([answered, within]) => ({ answered, within }));
}

function rootOf(answered: Answered, gone: ReadonlyMap<string, Answered>): Answered {
  if (!isGone(answered)) return answered;
  const { name } = answered.thing;
  for (let end = 1; end < name.length; end += 1) {
    const holder = WITHIN.test(name.slice(end)) ? gone.get(name.slice(0, end)) : undefined;
    if (holder !== undefined && holder.breaks?.firstBad === answered.breaks?.firstBad) return holder;
  }
  return answered;
}

function isGone({ thing, fate, pair }: Answered): boolean {
  const { difference } = pair.after;
  return thing.kind === 'fact' && fate === 'broken' && difference !== null && directionOf(difference) === 'removed';
}
