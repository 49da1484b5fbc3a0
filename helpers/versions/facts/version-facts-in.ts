import { byVersion } from '../../util/version-range.ts';
import { eachRecordingIn } from './recordings-in.ts';
import { addFacts, type ScenarioFacts, type VersionFacts } from './version-facts.ts';

/**
 * The facts of the recordings below some folders, by version, the oldest first. All recordings of one version and one
 * scenario are repeats of each other, in whichever of the folders they are.
 *
 * @param only patterns of scenarios; all if there are none
 * @throws SuiteError `usage` if a folder has no recordings, or a damaged one
 */
export async function versionFactsIn(
  folders: readonly string[],
  only: readonly string[] = [],
): Promise<VersionFacts[]> {
  const versions = new Map<string, ScenarioFacts>();
  for (const folder of folders) {
    // The facts of all recordings fit into memory, the recordings do not.
    for await (const recording of eachRecordingIn(folder, only)) {
      const { version } = recording.codex;
      const scenarios: ScenarioFacts = versions.get(version) ?? new Map();
      versions.set(version, scenarios);
      addFacts(scenarios, recording);
    }
  }
  return [...versions]
    .map(([version, scenarios]) => ({ version, scenarios, about: [] }))
    .toSorted((a, b) => byVersion(a.version, b.version));
}
