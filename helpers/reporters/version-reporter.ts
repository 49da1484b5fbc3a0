import type { Reporter } from 'vitest/node';
import type { CheckResult } from '../checks/verdict.ts';
import { buildRunModel } from '../formats/run-model.ts';
import type { RunEndReason, RunError, RunModule } from './vitest-run.ts';
import { steadyResult } from '../formats/matrix/normalise-evidence.ts';

/** What Vitest's tests say of one version. */
export interface VersionVerdicts {
  /** See {@link steadyResult}. */
  readonly results: readonly CheckResult[];
  /** The faults of the suite itself, one sentence for all of them; null where there are none. */
  readonly problem: string | null;
}

/** Vitest reporter that reads the verdicts on one version out of its tests, whether they ran or come from a blob. */
export class VersionReporter implements Reporter {
  readonly #sanitise: (text: string) => string;
  #verdicts: VersionVerdicts | undefined;

  /** @param sanitise takes paths of this machine out of the messages of crashed tests, which come from no recording */
  constructor(sanitise: (text: string) => string) {
    this.#sanitise = sanitise;
  }

  /** Vitest calls this after all tests. */
  onTestRunEnd(modules: readonly RunModule[], unhandledErrors: readonly RunError[], reason: RunEndReason): void {
    const { checks, harnessErrors } = buildRunModel(modules, unhandledErrors, reason, {
      startedAt: new Date(0),
      durationMs: 0,
      sanitise: this.#sanitise,
      unmatched: [],
    });
    const [first] = harnessErrors;
    const others = harnessErrors.length - 1;
    const more = others === 0 ? '' : ` (and ${others} more)`;
    this.#verdicts = {
      results: checks.map((result) => (isShown(result) ? steadyResult(result) : { ...result, evidence: [] })),
      problem: first === undefined ? null : `The suite failed: ${first.message}${more}`,
    };
  }

  /** @throws Error before the end of the run */
  get verdicts(): VersionVerdicts {
    if (this.#verdicts === undefined) throw new Error('Vitest ended without a result of the suite');
    return this.#verdicts;
  }
}

/** Of the others a matrix shows no evidence, and that of many versions is a lot to keep. */
function isShown({ verdict }: CheckResult): boolean {
  return verdict !== 'pass' && verdict !== 'not-applicable';
}
