import type { LaunchSite } from '../codex/launch-options.ts';
import type { Places } from '../codex/snapshot.ts';
import type { Script } from '../model/script.ts';
import type { Expectations, ProcessRecord } from '../recording/recording.ts';
import type { Mode } from '../recording/mode.ts';

/** Where a scenario is played. */
export interface Stage extends LaunchSite {
  /** What the binary said that it can do. */
  readonly capabilities: readonly string[];
  /** The world of the scenario and its model; null in live runs. */
  readonly scripted: {
    readonly places: Places;
    /** The base URL of the scripted model. */
    readonly modelUrl: string;
    /** What the scripted model of this play does. */
    readonly script: Script;
    /** See `ScriptedModel.requested`. */
    readonly requested: (count: number) => Promise<void>;
  } | null;
}

/** What driving a scenario gave. */
export interface Drive {
  readonly processes: readonly ProcessRecord[];
  /** What a reader of the results should know. */
  readonly notes: readonly string[];
  /** Absolute paths of files of the world whose text is to be recorded. */
  readonly kept?: readonly string[];
}

/** One interaction with codex: what is sent to it, what the model answers, and what must come of it. */
export interface Scenario {
  /** Such as `exec/stateless/sum`. */
  readonly name: string;
  readonly mode: Mode;
  /** What the scripted model does, read once for each play. Not used in live runs. */
  readonly script: Script;
  readonly expected: Expectations;
  /** See `WorldOptions.loud`. Has no meaning in live runs. */
  readonly loud?: boolean;
  /** See `Recording.fingerprint`. */
  readonly fingerprint: string;
  /** Drives codex. Rejects only for faults of the suite. */
  drive(stage: Stage): Promise<Drive>;
}
