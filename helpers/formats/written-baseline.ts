import type * as z from 'zod';
import { useOf, type JudgedScenarios } from '../checks/baseline.ts';
import { isRed, type CheckResult } from '../checks/verdict.ts';
import type { baselineSchema, KnownFailure } from '../inputs/baseline-schema.ts';
import { normalise } from '../recording/normalise.ts';
import { byVersion } from '../util/version-range.ts';
import { compare } from '../util/text/compare.ts';
import { clip } from '../util/text/clip.ts';

/** Characters of an observation in a reason. */
const MAX_SEEN = 120;

/** The results of a run from which a baseline is written. */
export interface BaselineSource {
  readonly results: readonly CheckResult[];
  readonly version: string;
  readonly judged: JudgedScenarios;
}

/** A baseline that was made from a run. */
export interface WrittenBaseline {
  readonly file: z.input<typeof baselineSchema>;
  readonly added: readonly KnownFailure[];
  readonly removed: readonly KnownFailure[];
}

/**
 * A baseline with the failures that are red in a run, and with the entries that it does not contradict. Grouped by check, sorted by
 * check and scenario. A folder of which all judged scenarios fail is one pattern.
 *
 * @param reason of the new entries. @default what was seen
 */
export function writtenBaseline(
  { results, version, judged }: BaselineSource,
  entries: readonly KnownFailure[],
  reason?: string,
): WrittenBaseline {
  const [removed = [], kept = []] = [true, false].map((wanted) =>
    entries.filter((entry) => (useOf(entry, results, version, judged).status === 'stale') === wanted),
  );
  const excused = new Set(kept.flatMap((entry) => useOf(entry, results, version, judged).failures));
  const red = results.filter((result) => result.verdict === 'fail' && isRed(result) && !excused.has(result));
  const added = [...Map.groupBy(red, ({ id }) => id)].flatMap(([check, failures]) => {
    const spared = Object.keys(judged).filter(
      (scenario) =>
        judged[scenario]!.includes(check) &&
        !results.some(
          ({ id, scenario: own, verdict }) =>
            id === check && own === scenario && (verdict === 'fail' || verdict === 'not-applicable'),
        ),
    );
    return patternsFor(new Set(failures.map(({ scenario }) => scenario)), spared).map((scenario): KnownFailure => ({
      check,
      scenario,
      versions: `>=${version}`,
      reason: reason ?? reasonOf(failures[0]!, version),
    }));
  });
  const all = [...kept, ...added].toSorted((a, b) => compare(a.check, b.check) || compare(a.scenario, b.scenario));
  const swept = [version, ...entries.flatMap((entry) => entry.swept ?? [])].toSorted(byVersion).at(-1)!;
  return { file: { swept, known_failures: all.map(({ swept: _swept, ...entry }) => entry) }, added, removed };
}

/** The largest folders with two or more failing scenarios and no other, then the rest by name. */
function patternsFor(failing: ReadonlySet<string>, spared: readonly string[]): readonly string[] {
  const left = new Set(failing);
  const patterns: string[] = [];
  for (const depth of [1, 2]) {
    for (const folder of new Set([...left].map((name) => name.split('/').slice(0, depth).join('/')))) {
      const within = [...left].filter((name) => name.startsWith(`${folder}/`));
      if (within.length < 2 || spared.some((name) => name.startsWith(`${folder}/`))) continue;
      patterns.push(`${folder}/**`);
      for (const name of within) left.delete(name);
    }
  }
  return [...patterns, ...left];
}

function reasonOf({ evidence, clause }: CheckResult, version: string): string {
  return `Fails on codex ${version}: ${clip(normalise(evidence[0]?.message ?? clause), MAX_SEEN)}`;
}
