import type { Status } from '../bisect/search.ts';
import type { Break } from './report.ts';
import type { Requirement } from './requirement.ts';

/**
 * The first version in which each requirement is bad, found by evaluating one version after the other. Requirements that
 * are bad in none are not in the result.
 *
 * @param versions from the first in which all requirements hold to the last
 * @param evaluate called at most once for each version
 */
export async function firstBreaks(
  requirements: readonly Requirement[],
  versions: readonly string[],
  evaluate: (version: string, open: readonly Requirement[]) => Promise<ReadonlyMap<Requirement, Status>>,
): Promise<ReadonlyMap<Requirement, Break>> {
  const [first, ...others] = versions;
  const found = new Map<Requirement, Break>();
  const last = new Map(requirements.map((requirement) => [requirement, { good: first!, between: [] as string[] }]));
  for (const version of others) {
    const open = requirements.filter((requirement) => !found.has(requirement));
    if (open.length === 0) break;
    const statuses = await evaluate(version, open);
    for (const requirement of open) {
      const before = last.get(requirement)!;
      const status = statuses.get(requirement) ?? 'unknown';
      if (status === 'good') last.set(requirement, { good: version, between: [] });
      else if (status === 'unknown') before.between.push(version);
      else found.set(requirement, { firstBad: version, lastGood: before.good, between: before.between });
    }
  }
  return found;
}
