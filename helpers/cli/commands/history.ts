import { resolve } from 'node:path';
import { capabilityMap } from '../../compat/capability-map.ts';
import { changesOf } from '../../compat/changes.ts';
import { diffFacts } from '../../compat/diff.ts';
import { createMask, type Mask } from '../../compat/noise.ts';
import type { Observation } from '../../compat/observe.ts';
import { observationsIn } from '../../compat/observations-in.ts';
import { loadNoise } from '../../inputs/noise.ts';
import { capabilitiesResult } from '../../reporters/capabilities/json.ts';
import { capabilitiesMarkdown } from '../../reporters/capabilities/markdown.ts';
import { changelogMarkdown } from '../../reporters/diff/changelog.ts';
import type { Diff } from '../../reporters/diff/diff.ts';
import { jsonText } from '../../reporters/results/json.ts';
import type { OptionsOf } from '../commands.ts';
import type { Io } from '../io.ts';

/**
 * The command `history`: since when, until when and how each version does what, derived from recordings of several; or
 * what changed from each version to the next.
 *
 * @throws SuiteError `usage` for a folder without recordings
 */
export async function history({ folder, format, only }: OptionsOf<'history'>, io: Io): Promise<number> {
  const observations = await observationsIn([resolve(io.cwd, folder)], only);
  const mask = createMask((await loadNoise()).noise);
  if (format === 'changes') {
    io.stdout(changelogMarkdown(stepsOf(observations, mask)));
    return 0;
  }
  const map = capabilityMap(observations, mask);
  const versions = observations.map(({ version }) => version);
  io.stdout(format === 'json' ? jsonText(capabilitiesResult(versions, map)) : capabilitiesMarkdown(versions, map));
  return 0;
}

/** Each version, of which they are in order, beside the one before it. Those that have no scenario in common are left out. */
function stepsOf(observations: readonly Observation[], mask: Mask): Diff[] {
  return observations.slice(1).flatMap((after, index) => {
    const before = observations[index]!;
    const compared = diffFacts(before, after, mask);
    if (compared.scenarios === 0) return [];
    return [{ before: side(before), after: side(after), scenarios: compared.scenarios, changes: changesOf(compared) }];
  });
}

function side({ version }: Observation): Diff['before'] {
  return { spec: version, version };
}
