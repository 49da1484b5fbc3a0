import { beforeAll, describe, inject, test } from 'vitest';
import { withBaseline } from '../checks/baseline.ts';
import { judge } from '../checks/judge.ts';
import { isRed } from '../checks/verdict.ts';
import type { Mode } from '../recording/mode.ts';
import type { KnownFailure } from '../inputs/baseline.ts';
import { matchesPattern } from '../inputs/glob.ts';
import { EXTENDED } from './catalog.ts';
import { CheckFailure } from './check-failure.ts';
import { outcomeOf } from './outcome-of.ts';
import { planOf, type PlannedScenario } from './plan.ts';
import type { PreparedRun } from './run-config.ts';
import { createScenarioRunner, type Played, type ScenarioRunner } from './scenario-runner.ts';

/** Shared by all test files, since Vitest loads this module once for them. */
let runner: ScenarioRunner | undefined;

/** Registers the cases of one mode: each is played once, and each check that judges it is a test of its own. */
export function registerMode(mode: Mode): void {
  const run = inject('run');
  const planned = planOf({ ...run, extended: false });
  register(
    mode,
    planned.filter(({ scenario }) => scenario.mode === mode),
    run,
  );
}

/** Registers, in the same way, the extended scenarios that a pattern matches, such as `exec/stdin`. */
export function registerExtended(pattern: string): void {
  const run = inject('run');
  const planned = planOf(run);
  register(
    pattern,
    planned.filter(({ scenario }) => EXTENDED.includes(scenario) && matchesPattern(pattern, scenario.name)),
    run,
  );
}

function register(title: string, planned: readonly PlannedScenario[], run: PreparedRun): void {
  runner ??= createScenarioRunner(run);
  for (const one of planned) registerScenario(one, runner, run.baseline.knownFailures);
  // Vitest takes a file without tests for a mistake.
  if (planned.length === 0) test.skip(`${title}: nothing selected`);
}

function registerScenario(
  { scenario, checks }: PlannedScenario,
  { play }: ScenarioRunner,
  knownFailures: readonly KnownFailure[],
): void {
  describe(scenario.name, () => {
    let played: Played | null;
    beforeAll(async () => {
      played = await play(scenario);
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
