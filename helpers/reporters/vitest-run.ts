import type { TestMeta } from '../scenarios/test-meta.ts';

/** How a run ended, in Vitest's words. */
export type RunEndReason = 'passed' | 'failed' | 'interrupted';

/** The part of an error of Vitest that reporters read. */
export interface RunError {
  readonly message: string;
  readonly name?: string;
  /** Present on a `SuiteError`. */
  readonly hint?: unknown;
  /** Present on a `SuiteError`. */
  readonly kind?: unknown;
  readonly stacks?: readonly { readonly file: string; readonly line: number }[];
}

/** The part of the result of a test that reporters read. */
export interface RunTestResult {
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending';
  readonly errors?: readonly RunError[] | undefined;
  readonly note?: string | undefined;
}

/** The part of a Vitest `TestCase` that reporters read. */
export interface RunTest {
  readonly id: string;
  readonly fullName: string;
  readonly module: Pick<RunModule, 'moduleId' | 'relativeModuleId' | 'project'>;
  result(): RunTestResult;
  meta(): Readonly<TestMeta>;
}

/** The part of a Vitest `TestSuite` that reporters read. */
export interface RunSuite {
  readonly fullName: string;
  readonly module: Pick<RunModule, 'moduleId' | 'relativeModuleId' | 'project'>;
  errors(): readonly RunError[];
  meta(): Readonly<TestMeta>;
}

/** The part of a Vitest `TestModule` that reporters read: small enough for a test to build one by hand. */
export interface RunModule {
  readonly moduleId: string;
  /** Path from the root of the project. */
  readonly relativeModuleId: string;
  readonly project: { readonly name: string };
  readonly children: { allTests(): Iterable<RunTest>; allSuites(): Iterable<RunSuite> };
  errors(): readonly RunError[];
}

/** The arguments of `onTestRunEnd`. */
export type RunEnd = readonly [
  modules: readonly RunModule[],
  unhandledErrors: readonly RunError[],
  reason: RunEndReason,
];
