import { resolve } from 'node:path';
import { capabilityMap } from '../../compat/capability-map.ts';
import { createMask } from '../../compat/noise.ts';
import { observationOf } from '../../compat/observe.ts';
import { versionsIn } from '../../compat/recordings-in.ts';
import { loadNoise } from '../../inputs/noise.ts';
import { byVersion } from '../../inputs/version-range.ts';
import { capabilitiesResult } from '../../reporters/capabilities/json.ts';
import { capabilitiesMarkdown } from '../../reporters/capabilities/markdown.ts';
import { jsonText } from '../../reporters/results/json.ts';
import type { OptionsOf } from '../commands.ts';
import type { Io } from '../io.ts';

/**
 * The command `history`: since when, until when and how each version does what, derived from recordings of several.
 *
 * @throws SuiteError `usage` for a folder without recordings
 */
export async function history({ folder, format, only }: OptionsOf<'history'>, io: Io): Promise<number> {
  const recordings = await versionsIn(resolve(io.cwd, folder), only);
  const observations = [...recordings].map(([version, all]) => observationOf(version, all));
  const map = capabilityMap(observations, createMask((await loadNoise()).noise));
  const versions = [...recordings.keys()].toSorted(byVersion);
  io.stdout(format === 'json' ? jsonText(capabilitiesResult(versions, map)) : capabilitiesMarkdown(versions, map));
  return 0;
}
