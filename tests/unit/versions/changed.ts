import { createNoiseFilter } from '../../../helpers/versions/diff/noise.ts';
import { groupDifferences } from '../../../helpers/versions/diff/group-differences.ts';
import { diffFacts } from '../../../helpers/versions/diff/diff.ts';
import { versionFactsOf } from '../../../helpers/versions/facts/version-facts.ts';
import type { ProcessRecord, Recording } from '../../../helpers/recording/recording.ts';
import { titleOf, whatOf } from '../../../helpers/formats/diff/phrases.ts';

/** No noise. */
export const NO_FILTER = createNoiseFilter([]);

/** The changes between two sets of recordings, one line each: `breaking, stream parsers: exec error  removed`. */
export function changed(before: readonly Recording[], after: readonly Recording[], filter = NO_FILTER): string[] {
  const compared = diffFacts(versionFactsOf('1.0.0', before), versionFactsOf('2.0.0', after), filter);
  return groupDifferences(compared).map(
    (change) => `${change.main.class}, ${change.main.affects}: ${titleOf(change)}  ${whatOf(change.main)}`,
  );
}

/** The recording with another first process. */
export function withProcess(recording: Recording, changes: Partial<ProcessRecord>): Recording {
  const [first, ...others] = recording.processes;
  return { ...recording, processes: [{ ...first!, ...changes }, ...others] };
}
