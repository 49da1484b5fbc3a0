import { expect, test } from 'vitest';
import type { TestCase, TestModule, TestSuite } from 'vitest/node';
import { planOf } from '../../helpers/scenarios/plan.ts';
import { reportingProject } from '../../helpers/scenarios/project.ts';
import { createResults } from '../../helpers/scenarios/scenario-results.ts';
import { conformanceProject } from '../conformance-project.ts';
import { miniatureCodex, preparedRun } from '../unit/scenarios/miniature.ts';
import { modulesOf } from '../unit/scenarios/vitest-modules.ts';

/** All that reporters read of a test or a suite, less what differs between two plays. */
function describedOf(entity: TestCase | TestSuite): object {
  const { check, scenario, ...meta } = entity.meta();
  const about = { type: entity.type, name: entity.fullName, module: entity.module.relativeModuleId, meta };
  if (entity.type === 'suite') return { ...about, state: entity.state(), errors: entity.errors().length };
  const { state, errors = [] } = entity.result();
  const note = 'note' in entity.result() ? (entity.result() as { note?: string }).note : undefined;
  return {
    ...about,
    state,
    note,
    check: check?.verdict,
    scenario: scenario?.scenario,
    errors: errors.map(({ name }) => name),
  };
}

function described(modules: readonly TestModule[]): object[] {
  return modules
    .toSorted((a, b) => a.moduleId.localeCompare(b.moduleId))
    .flatMap((module) => [...module.children.allSuites(), ...module.children.allTests()].map(describedOf));
}

test('reports the tests that the test files register', async () => {
  const run = preparedRun((folder) => miniatureCodex(folder, 'fails-turn'));
  const playing = { ...conformanceProject.test, globalSetup: [], provide: { run } };
  const registered = described(await modulesOf(playing));
  const reported = described(await modulesOf(reportingProject(planOf(run), createResults(run))));
  expect(reported).toEqual(registered);
  expect(new Set(reported.map((one) => (one as { state: string }).state))).toEqual(
    new Set(['passed', 'failed', 'skipped']),
  );
});
