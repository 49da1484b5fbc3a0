import { resolve } from 'node:path';
import { factHistories } from '../../versions/history/fact-history.ts';
import { groupDifferences } from '../../versions/diff/group-differences.ts';
import { diffFacts } from '../../versions/diff/diff.ts';
import { createNoiseFilter, type NoiseFilter } from '../../versions/diff/noise.ts';
import type { VersionFacts } from '../../versions/facts/version-facts.ts';
import { versionFactsIn } from '../../versions/facts/version-facts-in.ts';
import { loadNoise } from '../../inputs/noise.ts';
import { historyOf, historySchema } from '../../formats/history/json.ts';
import { historyMarkdown } from '../../formats/history/markdown.ts';
import { changelogMarkdown } from '../../formats/diff/changelog.ts';
import type { Diff } from '../../formats/diff/diff.ts';
import { jsonOf } from '../../util/text/json-text.ts';
import type { HistoryOptions } from '../commands/history.ts';
import type { Io } from '../io.ts';

/**
 * The command `history`: the history of each fact over the recorded versions, or the changes from each version to the next.
 *
 * @throws SuiteError `usage` for a folder without recordings
 */
export async function history({ folder, format, only }: HistoryOptions, io: Io): Promise<number> {
  const recorded = await versionFactsIn([resolve(io.cwd, folder)], only);
  const filter = createNoiseFilter((await loadNoise()).noise);
  if (format === 'changes') {
    io.stdout(changelogMarkdown(changesOf(recorded, filter)));
    return 0;
  }
  const facts = factHistories(recorded, filter);
  const versions = recorded.map(({ version }) => version);
  io.stdout(format === 'json' ? jsonOf(historySchema, historyOf(versions, facts)) : historyMarkdown(versions, facts));
  return 0;
}

function changesOf(versions: readonly VersionFacts[], filter: NoiseFilter): Diff[] {
  return versions.slice(1).flatMap((after, index) => {
    const before = versions[index]!;
    const compared = diffFacts(before, after, filter);
    if (compared.scenarios === 0) return [];
    return [
      { before: side(before), after: side(after), scenarios: compared.scenarios, changes: groupDifferences(compared) },
    ];
  });
}

function side({ version }: VersionFacts): Diff['before'] {
  return { spec: version, version };
}
