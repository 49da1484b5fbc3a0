import { byVersion } from '../../util/version-range.ts';
import { addFacts, type Observation, type PlayedFacts } from './version-facts.ts';
import { eachRecordingIn } from './recordings-in.ts';

/**
 * What the recordings below some folders show, by version, from the oldest to the newest. All recordings of one version and
 * one scenario are repeats of each other, in whichever of the folders they are.
 *
 * @param only patterns of scenarios; all if there are none
 * @throws SuiteError `usage` if there are none in one of the folders, or if one is damaged
 */
export async function observationsIn(folders: readonly string[], only: readonly string[] = []): Promise<Observation[]> {
  const versions = new Map<string, PlayedFacts>();
  for (const folder of folders) {
    // All of them at once would not fit into memory; what they show does.
    for await (const recording of eachRecordingIn(folder, only)) {
      const { version } = recording.codex;
      const known: PlayedFacts = versions.get(version) ?? new Map();
      versions.set(version, known);
      addFacts(known, recording);
    }
  }
  return [...versions]
    .map(([version, scenarios]) => ({ version, scenarios, about: [] }))
    .toSorted((a, b) => byVersion(a.version, b.version));
}
