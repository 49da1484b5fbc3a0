import { directionOf } from '../../versions/diff/difference.ts';
import { holdersOf, keyText } from '../../versions/facts/fact-key.ts';
import type { RequirementResult } from '../../versions/upgrade/report.ts';

/** A result that stands for others. */
export interface Condensed {
  readonly result: RequirementResult;
  /** The number of facts below this one that were removed with it. */
  readonly within: number;
}

/** Counts facts that were removed at the same version as what holds them at the holder: a removed event has no fields. */
export function condensed(results: readonly RequirementResult[]): Condensed[] {
  const removed = new Map(results.filter(isRemoved).map((result) => [result.requirement.name, result]));
  const counts = new Map<RequirementResult, number>();
  for (const result of results) {
    const root = rootOf(result, removed);
    counts.set(root, (counts.get(root) ?? -1) + 1);
  }
  return [...counts].map(([result, within]) => ({ result, within }));
}

function rootOf(result: RequirementResult, removed: ReadonlyMap<string, RequirementResult>): RequirementResult {
  const { requirement, breaks } = result;
  if (requirement.kind !== 'fact' || !isRemoved(result)) return result;
  const holders = holdersOf(requirement.key).map((key) => removed.get(keyText(key)));
  return holders.find((holder) => holder !== undefined && holder.breaks?.firstBad === breaks?.firstBad) ?? result;
}

function isRemoved({ requirement, outcome, after: { difference } }: RequirementResult): boolean {
  return (
    requirement.kind === 'fact' && outcome === 'broken' && difference !== null && directionOf(difference) === 'removed'
  );
}
