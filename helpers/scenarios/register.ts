import { beforeAll, describe, inject, test } from 'vitest';
import { isRed } from '../checks/verdict.ts';
import type { Mode } from '../recording/mode.ts';
import { CheckFailure } from './check-failure.ts';
import { requestResults } from './thread-results.ts';
import type { PlannedTests, TestedRun } from './run-config.ts';
import type { ResultOf, JudgedScenario } from './scenario-results.ts';

/** Shared by all test files, since Vitest loads this module once for them. */
let results: Promise<ResultOf> | undefined;

/** Registers the cases of one mode: each is played once, and each check that judges it is a test of its own. */
export function registerMode(mode: Mode): void {
  register(mode, (planned) => !planned.extended && planned.mode === mode);
}

/** Registers, in the same way, the extended scenarios of one language. */
export function registerExtended(language: 'exec' | 'app-server'): void {
  register(`${language}, extended`, ({ extended, scenario }) => extended && scenario.startsWith(`${language}/`));
}

function register(title: string, isChosen: (planned: PlannedTests) => boolean): void {
  const chosen = inject('run').tests.filter(isChosen);
  for (const planned of chosen) registerScenario(planned);
  // Vitest takes a file without tests for a mistake.
  if (chosen.length === 0) test.skip(`${title}: nothing selected`);
}

function registerScenario({ scenario, mode, checks }: PlannedTests): void {
  describe(scenario, { meta: { planned: { scenario, mode } } }, () => {
    let judged: JudgedScenario | null;
    beforeAll(async () => {
      results ??= resultsOf(inject('run'));
      const resultOf = await results;
      judged = await resultOf(scenario);
    });
    test('is recorded', ({ task, skip }) => {
      if (judged === null) skip();
      else task.meta.scenario = judged.result;
    });
    test.for(checks.map((id, index) => ({ id, index })))('$id', ({ index }, { task, skip }) => {
      const check = judged?.checks[index];
      if (check === undefined) return skip();
      task.meta.check = check;
      if (check.verdict === 'not-applicable') skip(check.reason ?? undefined);
      if (isRed(check)) throw new CheckFailure(check);
    });
  });
}

/** Loads what plays and judges only where this worker does so. */
async function resultsOf({ source }: TestedRun): Promise<ResultOf> {
  if ('thread' in source) return requestResults(source.thread);
  const { createResults } = await import('./scenario-results.ts');
  return createResults(source.run);
}
