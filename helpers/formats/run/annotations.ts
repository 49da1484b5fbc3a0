import { groupFailures } from '../failure-groups.ts';
import { githubCommand } from '../github-command.ts';
import { groupLines, groupTitle } from '../group-text.ts';
import type { ReplayCommand } from '../npm-replay.ts';
import type { RunResult } from '../run-result.ts';

/** A runner shows this many of one step. */
const MAX_ANNOTATIONS = 10;

/** The groups of failures of a run as workflow commands of GitHub Actions, the worst first. */
export function runAnnotations(run: RunResult, replay: ReplayCommand): string {
  const groups = groupFailures(run.checks);
  return groups
    .slice(0, MAX_ANNOTATIONS)
    .map((group) => {
      return githubCommand(group.level, { title: groupTitle(group).name }, groupLines(group, replay).join('\n'));
    })
    .join('');
}
