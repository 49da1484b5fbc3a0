import { join } from 'node:path';
import { beforeAll, describe, inject, test } from 'vitest';
import { judge } from '../checks/judge.ts';
import { isRed } from '../checks/verdict.ts';
import type { Mode, Recording } from '../recording/recording.ts';
import { saveRecording } from '../recording/save.ts';
import { CheckFailure } from './check-failure.ts';
import { outcomeOf } from './outcome-of.ts';
import { planOf, type PlannedScenario } from './plan.ts';
import type { PreparedRun } from './prepared-run.ts';
import { runScenario } from './run-scenario.ts';

/** Registers the scenarios of one mode: each is played once, and each check that judges it is a test of its own. */
export function registerMode(mode: Mode): void {
  const run = inject('run');
  const planned = planOf(run.cases, run.only).filter(({ scenario }) => scenario.mode === mode);
  for (const one of planned) registerScenario(one, run);
  // Vitest takes a file without tests for a mistake.
  if (planned.length === 0) test.skip(`${mode}: nothing selected`);
}

function registerScenario({ scenario, checks }: PlannedScenario, run: PreparedRun): void {
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
