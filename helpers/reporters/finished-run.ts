import type { RunModel } from '../formats/run-model.ts';
import type { RunEndReason, RunError, RunModule } from './vitest-run.ts';

/** A run whose results were, or could not be, written. */
export interface FinishedRun {
  readonly model: RunModel;
  readonly outputDir: string;
  readonly written: boolean;
}

/** Something that finishes a run once, however many reporters ask it to. */
export interface RunFinisher {
  /** Builds the model and writes the files. Null when no module of the project ran. Never rejects. */
  finish(
    modules: readonly RunModule[],
    unhandledErrors: readonly RunError[],
    reason: RunEndReason,
  ): Promise<FinishedRun | null>;
}
