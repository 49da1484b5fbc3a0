import { createMask } from '../../../helpers/versions/diff/noise.ts';
import { changesOf } from '../../../helpers/versions/diff/group-differences.ts';
import { diffFacts } from '../../../helpers/versions/diff/diff.ts';
import { observationOf } from '../../../helpers/versions/facts/version-facts.ts';
import type { ProcessRecord, Recording } from '../../../helpers/recording/recording.ts';
import { titleOf, whatOf } from '../../../helpers/formats/diff/words.ts';

/** Hides nothing. */
export const NO_MASK = createMask([]);

/** The changes between two lots of recordings, a line each: `breaking, stream parsers: exec error  removed`. */
export function changed(before: readonly Recording[], after: readonly Recording[], mask = NO_MASK): string[] {
  const compared = diffFacts(observationOf('1.0.0', before), observationOf('2.0.0', after), mask);
  return changesOf(compared).map(
    (change) => `${change.main.class}, ${change.main.hurts}: ${titleOf(change)}  ${whatOf(change.main)}`,
  );
}

/** The recording with another first process. */
export function withProcess(recording: Recording, changes: Partial<ProcessRecord>): Recording {
  const [first, ...others] = recording.processes;
  return { ...recording, processes: [{ ...first!, ...changes }, ...others] };
}
