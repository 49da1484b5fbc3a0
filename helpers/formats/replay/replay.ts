import type { RecordedCodex } from '../../recording/recording.ts';
import type { ComparedCheck } from '../../scenarios/compare-verdicts.ts';

/** The verdicts on a recording and on its replay. All text in it is untrusted. */
export interface Replay {
  readonly scenario: string;
  /** The codex of the recording. */
  readonly before: RecordedCodex;
  /** The codex of the replay. */
  readonly now: RecordedCodex;
  /** The number of checks that judged both. */
  readonly judged: number;
  /** The checks that are red in one of them, or in both. */
  readonly compared: readonly ComparedCheck[];
}
