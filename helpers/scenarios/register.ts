import { beforeAll, describe, inject, test } from 'vitest';
import { withBaseline } from '../checks/baseline.ts';
import { judge } from '../checks/judge.ts';
import { isRed } from '../checks/verdict.ts';
import type { Mode } from '../recording/mode.ts';
import type { KnownFailure } from '../inputs/baseline.ts';
import { matchesPattern } from '../inputs/glob.ts';
import { CheckFailure } from './check-failure.ts';
import { outcomeOf } from './outcome-of.ts';
import { DEPTH } from './depth-scenarios.ts';
import { planOf, type PlannedScenario } from './plan.ts';
import type { PreparedRun } from './run-config.ts';
import { createStageManager, type Played, type StageManager } from './scenario-runner.ts';

/** Shared by all test files, since Vitest loads this module once for them. */
let manager: StageManager | undefined;

/** Registers the cases of one mode: each is played once, and each check that judges it is a test of its own. */
export function registerMode(mode: Mode): void {
  const run = inject('run');
  register(
    mode,
    planOf({ ...run, depth: false }).filter((one) => one.mode === mode),
    run,
  );
}

/** Registers, in the same way, the scenarios of depth that a pattern matches, such as `exec/stdin`. */
export function registerDepth(pattern: string): void {
  const run = inject('run');
  const depth = new Set(DEPTH.map(({ name }) => name));
  register(
    pattern,
    planOf(run).filter(({ name }) => depth.has(name) && matchesPattern(pattern, name)),
    run,
  );
}

function register(title: string, planned: readonly PlannedScenario[], run: PreparedRun): void {
  manager ??= createStageManager(run);
  for (const one of planned) registerScenario(one, manager, run.baseline.knownFailures);
  // Vitest takes a file without tests for a mistake.
  if (planned.length === 0) test.skip(`${title}: nothing selected`);
}

function registerScenario(
  { name, checks }: PlannedScenario,
  stages: StageManager,
  knownFailures: readonly KnownFailure[],
): void {
  describe(name, () => {
    let played: Played | null;
    beforeAll(async () => {
      played = await stages.play(name);
    });
    test('is recorded', ({ task, skip }) => {
      if (played === null) skip();
      else task.meta.scenario = outcomeOf(played.recording, played.folder);
    });
    test.for(checks)('$id', (check, { task, skip }) => {
      if (played === null) return skip();
      const { recording } = played;
      const result = withBaseline(judge(check, recording), recording.codex.version, knownFailures);
      task.meta.check = result;
      if (result.verdict === 'not-applicable') skip(result.reason ?? undefined);
      if (isRed(result)) throw new CheckFailure(result);
    });
  });
}
