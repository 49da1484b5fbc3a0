import type { RecordedCodex } from '../../recording/recording.ts';
import type { ComparedCheck } from '../../scenarios/compare-verdicts.ts';

/** A recording and what came of playing its scenario again. All text in it is untrusted. */
export interface Replay {
  readonly scenario: string;
  /** The codex of the recording. */
  readonly before: RecordedCodex;
  /** The codex that played it again. */
  readonly now: RecordedCodex;
  /** How many checks judged both. */
  readonly judged: number;
  /** The checks that are red in one of them, or in both. */
  readonly compared: readonly ComparedCheck[];
}
