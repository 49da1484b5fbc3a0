import type { Mode } from '../recording/mode.ts';
import { modeOfFile } from '../formats/mode-names.ts';
import type { RunError, RunModule } from './vitest-run.ts';

/** A fault of the suite itself, or a test that says nothing about codex. Always red. */
export interface HarnessError {
  readonly mode: Mode | null;
  /** Null where it cannot be told. */
  readonly scenario: string | null;
  /** Full name of the test or suite; null for what happened outside of them. */
  readonly test: string | null;
  /** Path from the root of the project. */
  readonly file: string | null;
  readonly line: number | null;
  readonly message: string;
  /** What to do about it, where the error says so. */
  readonly hint: string | null;
}

/** Where an error was seen. */
export interface ErrorPlace {
  readonly module: Pick<RunModule, 'moduleId' | 'relativeModuleId'> | null;
  readonly test: string | null;
  readonly mode?: Mode | null;
  readonly scenario?: string | null;
}

/** Makes a harness error of what Vitest reports. The message passes through `sanitise`, as nothing did that before. */
export function harnessError(error: RunError, place: ErrorPlace, sanitise: (text: string) => string): HarnessError {
  const frame = error.stacks?.find(({ file }) => file === place.module?.moduleId);
  const named = error.name === undefined || error.name === 'Error' || error.name === 'SuiteError';
  return {
    mode: place.mode ?? (place.module === null ? null : modeOfFile(place.module.relativeModuleId)),
    scenario: place.scenario ?? scenarioIn(place.test),
    test: place.test,
    file: place.module?.relativeModuleId ?? null,
    line: frame?.line ?? null,
    message: sanitise(named ? error.message : `${error.name}: ${error.message}`),
    hint: typeof error.hint === 'string' ? sanitise(error.hint) : null,
  };
}

/** Scenarios are told from other parts of a test's name by the slash: `exec/resume/by-id`. */
function scenarioIn(test: string | null): string | null {
  return test?.split(' > ').find((part) => /^[a-z0-9][\w.-]*(\/[\w.-]+)+$/.test(part)) ?? null;
}
