import type { LaunchOptions } from '../codex/launch-options.ts';
import type { Places } from '../codex/snapshot.ts';
import type { Script } from '../model/script.ts';
import type { Mode } from '../recording/mode.ts';
import type { Precondition } from '../recording/preconditions.ts';
import type { ExpectedTurn, ProcessRecord, Recording, ToldEvent } from '../recording/recording.ts';

/** The surroundings of one play of a scenario. */
export interface ScenarioContext extends LaunchOptions {
  readonly capabilities: readonly string[];
  readonly turns: readonly ExpectedTurn[];
  /** The world of the scenario and its model; null in live runs. */
  readonly scripted: {
    readonly places: Places;
    readonly modelUrl: string;
    readonly script: Script;
    readonly requested: (count: number) => Promise<void>;
  } | null;
}

/** The result of driving a scenario. */
export interface Drive {
  readonly processes: readonly ProcessRecord[];
  /** For readers of the results. */
  readonly notes: readonly string[];
  /** Absolute paths of files of the world whose text is to be recorded. */
  readonly kept?: readonly string[];
  /** The files that the scenario wrote into the workspace. @default none */
  readonly given?: NonNullable<Recording['given_files']>;
}

/** One interaction with codex: its input, the answers of the model, and the expected turns. */
export interface Scenario {
  readonly name: string;
  readonly mode: Mode;
  /** What is done, in one sentence; undefined for a case. */
  readonly about?: string;
  readonly breaks: readonly Precondition[];
  /** Preconditions of checks that hold only where they are shown. */
  readonly shows: readonly Precondition[];
  /** Capabilities without which it is not played. @default none */
  readonly needs?: readonly string[];
  /** What the program has to be told while the turn goes on. @default nothing */
  readonly told?: readonly ToldEvent[];
  /** The script of the model, read once for each play. Not used in live runs. */
  readonly script: Script;
  /** The turns whose replies are known, made once for each play: a case may draw a code. */
  readonly turns: () => readonly ExpectedTurn[];
  /** True if the last turn continues the thread of the first in a new process. */
  readonly resumes: boolean;
  /** True if it mostly waits, at least in some versions, so that other scenarios can use the processor. */
  readonly idle?: boolean;
  /** True if it takes so long or writes so much that only `run --thorough` plays it. */
  readonly thorough?: boolean;
  /** See `WorldOptions.asShipped`. Has no meaning in live runs. */
  readonly asShipped?: boolean;
  readonly fingerprint: string;
  /** Drives codex. Rejects only for faults of the suite. */
  drive(context: ScenarioContext): Promise<Drive>;
}
