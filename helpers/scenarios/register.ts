import { beforeAll, describe, inject, test } from 'vitest';
import { isRed } from '../checks/verdict.ts';
import { languageOf, type Language, type Mode } from '../recording/mode.ts';
import { CheckFailure } from './check-failure.ts';
import { planOf, type PlannedScenario } from './plan.ts';
import { RECORDED } from './reported-tests.ts';
import { createResults, type JudgedScenario, type ResultOf } from './scenario-results.ts';

/** Shared by all test files, since Vitest loads this module once for them. */
let results: ResultOf | undefined;

/** Registers the cases of one mode: each is played once, and each check that judges it is a test of its own. */
export function registerMode(mode: Mode): void {
  register(mode, ({ scenario }) => scenario.about === undefined && scenario.mode === mode);
}

/** Registers, in the same way, the extended scenarios of one language. */
export function registerExtended(language: Language): void {
  register(
    `${language}, extended`,
    ({ scenario }) => scenario.about !== undefined && languageOf(scenario.mode) === language,
  );
}

function register(title: string, isChosen: (planned: PlannedScenario) => boolean): void {
  const run = inject('run');
  const resultOf = (results ??= createResults(run));
  const chosen = planOf(run).filter(isChosen);
  // Vitest runs one test after the other: start every selected scenario now, as many at once as the run allows.
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest demands a destructuring pattern here.
  beforeAll(({}, { tasks }) => {
    const selected = tasks.filter(({ type, mode }) => type === 'suite' && mode === 'run');
    void Promise.allSettled(selected.map(async ({ name }) => await resultOf(name)));
  });
  for (const planned of chosen) registerScenario(planned, resultOf);
  // Vitest takes a file without tests for a mistake.
  if (chosen.length === 0) test.skip(`${title}: nothing selected`);
}

function registerScenario({ scenario: { name, mode }, checks }: PlannedScenario, resultOf: ResultOf): void {
  describe(name, { meta: { planned: { scenario: name, mode } } }, () => {
    let judged: JudgedScenario | null;
    beforeAll(async () => {
      judged = await resultOf(name);
    });
    test(RECORDED, ({ task, skip }) => {
      if (judged === null) skip();
      else task.meta.scenario = judged.result;
    });
    for (const [index, { id }] of checks.entries()) {
      test(id, ({ task, skip }) => {
        const check = judged?.checks[index];
        if (check === undefined) return skip();
        task.meta.check = check;
        if (check.verdict === 'not-applicable') skip(check.reason ?? undefined);
        if (isRed(check)) throw new CheckFailure(check);
      });
    }
  });
}
