import type { Shown } from '../bisect/search.ts';
import type { Break } from './report.ts';
import type { Thing } from './requirement.ts';

/**
 * The first version in which each thing does not hold, by looking at one version after the other, until all are found. A
 * thing that no version shows to be bad is not in the result.
 *
 * @param versions from the first in which all things hold to the last; each is looked at once at most
 * @param showAll looks at some things in a version
 */
export async function firstBreaks(
  things: readonly Thing[],
  versions: readonly string[],
  showAll: (version: string, things: readonly Thing[]) => Promise<ReadonlyMap<Thing, Shown>>,
): Promise<ReadonlyMap<Thing, Break>> {
  const [first, ...others] = versions;
  const found = new Map<Thing, Break>();
  const last = new Map(things.map((thing) => [thing, { good: first!, between: [] as string[] }]));
  for (const version of others) {
    const open = things.filter((thing) => !found.has(thing));
    if (open.length === 0) break;
    const shown = await showAll(version, open);
    for (const thing of open) {
      const before = last.get(thing)!;
      const now = shown.get(thing) ?? 'unknown';
      if (now === 'good') last.set(thing, { good: version, between: [] });
      else if (now === 'unknown') before.between.push(version);
      else found.set(thing, { firstBad: version, lastGood: before.good, between: before.between });
    }
  }
  return found;
}
