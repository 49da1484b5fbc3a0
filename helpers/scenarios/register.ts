import { join } from 'node:path';
import { beforeAll, describe, inject, test } from 'vitest';
import { judge } from '../checks/judge.ts';
import { checksFor } from '../checks/registry.ts';
import { isRed } from '../checks/verdict.ts';
import type { Mode, Recording } from '../recording/recording.ts';
import { saveRecording } from '../recording/save.ts';
import { CheckFailure } from './check-failure.ts';
import { outcomeOf } from './outcome-of.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';
import { selects } from './selection.ts';
import { scenariosOf } from './three-modes.ts';

/** Registers the scenarios of one mode: each is played once, and each check that judges it is a test of its own. */
export function registerMode(mode: Mode): void {
  const { cases } = inject('run');
  for (const scenario of scenariosOf(mode, cases)) registerScenario(scenario);
}

function registerScenario(scenario: Scenario): void {
  const run = inject('run');
  const checks = checksFor(scenario.mode).filter(({ id }) => selects(run.only, scenario.name, id));
  if (checks.length === 0) return;
  describe(scenario.name, () => {
    let recording: Recording;
    const folder = join('recordings', ...scenario.name.split('/'));
    beforeAll(async () => {
      recording = await runScenario(scenario, run);
      await saveRecording(recording, join(run.outDir, folder));
    });
    test('is recorded', ({ task }) => {
      task.meta.scenario = outcomeOf(recording, folder);
    });
    test.for(checks)('$id', (check, { task, skip }) => {
      const result = judge(check, recording);
      task.meta.check = result;
      if (result.verdict === 'not-applicable') skip(result.reason ?? undefined);
      if (isRed(result)) throw new CheckFailure(result);
    });
  });
}
