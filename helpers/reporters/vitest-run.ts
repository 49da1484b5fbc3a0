import type { CheckResult } from '../checks/verdict.ts';
import type { ScenarioOutcome } from '../scenarios/outcome.ts';

/** How a run ended, in Vitest's words. */
export type RunEndReason = 'passed' | 'failed' | 'interrupted';

/** What is read of an error that Vitest reports. */
export interface RunError {
  readonly message: string;
  readonly name?: string;
  /** Present on a `SuiteError`. */
  readonly hint?: unknown;
  /** Present on a `SuiteError`. */
  readonly kind?: unknown;
  readonly stacks?: readonly { readonly file: string; readonly line: number }[];
}

/** What is read of the result of a test. */
export interface RunTestResult {
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending';
  readonly errors?: readonly RunError[] | undefined;
  readonly note?: string | undefined;
}

/** What is read of a Vitest `TestCase`. */
export interface RunTest {
  readonly id: string;
  readonly fullName: string;
  readonly module: Pick<RunModule, 'moduleId' | 'relativeModuleId' | 'project'>;
  result(): RunTestResult;
  meta(): { readonly check?: CheckResult; readonly scenario?: ScenarioOutcome };
}

/** What is read of a Vitest `TestSuite`. */
export interface RunSuite {
  readonly fullName: string;
  readonly module: Pick<RunModule, 'moduleId' | 'relativeModuleId' | 'project'>;
  errors(): readonly RunError[];
}

/** What is read of a Vitest `TestModule`. The reporters see no more of a run than this, so a test can build one by hand. */
export interface RunModule {
  /** Absolute path. */
  readonly moduleId: string;
  /** Path from the root of the project. */
  readonly relativeModuleId: string;
  readonly project: { readonly name: string };
  readonly children: { allTests(): Iterable<RunTest>; allSuites(): Iterable<RunSuite> };
  errors(): readonly RunError[];
}
