import { resolve } from 'node:path';
import { factHistories } from '../../versions/history/fact-history.ts';
import { groupDifferences } from '../../versions/diff/group-differences.ts';
import { diffFacts } from '../../versions/diff/diff.ts';
import { createNoiseFilter, type NoiseFilter } from '../../versions/diff/noise.ts';
import type { Observation } from '../../versions/facts/version-facts.ts';
import { observationsIn } from '../../versions/facts/observations-in.ts';
import { loadNoise } from '../../inputs/noise.ts';
import { historyOf, historySchema } from '../../formats/history/json.ts';
import { historyMarkdown } from '../../formats/history/markdown.ts';
import { changelogMarkdown } from '../../formats/diff/changelog.ts';
import type { Diff } from '../../formats/diff/diff.ts';
import { jsonOf } from '../../util/text/json-text.ts';
import type { HistoryOptions } from '../declarations/history.ts';
import type { Io } from '../io.ts';

/**
 * The command `history`: since when, until when and how each version does what, derived from recordings of several; or
 * what changed from each version to the next.
 *
 * @throws SuiteError `usage` for a folder without recordings
 */
export async function history({ folder, format, only }: HistoryOptions, io: Io): Promise<number> {
  const observations = await observationsIn([resolve(io.cwd, folder)], only);
  const filter = createNoiseFilter((await loadNoise()).noise);
  if (format === 'changes') {
    io.stdout(changelogMarkdown(stepsOf(observations, filter)));
    return 0;
  }
  const facts = factHistories(observations, filter);
  const versions = observations.map(({ version }) => version);
  io.stdout(format === 'json' ? jsonOf(historySchema, historyOf(versions, facts)) : historyMarkdown(versions, facts));
  return 0;
}

/** Each version, of which they are in order, beside the one before it. Those that have no scenario in common are left out. */
function stepsOf(observations: readonly Observation[], filter: NoiseFilter): Diff[] {
  return observations.slice(1).flatMap((after, index) => {
    const before = observations[index]!;
    const compared = diffFacts(before, after, filter);
    if (compared.scenarios === 0) return [];
    return [
      { before: side(before), after: side(after), scenarios: compared.scenarios, changes: groupDifferences(compared) },
    ];
  });
}

function side({ version }: Observation): Diff['before'] {
  return { spec: version, version };
}
