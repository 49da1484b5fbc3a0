import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languageOf, MODES } from '../../../helpers/recording/mode.ts';
import { planOf } from '../../../helpers/scenarios/plan.ts';
import { reportingProject } from '../../../helpers/scenarios/project.ts';
import { testFileOf } from '../../../helpers/scenarios/reported-tests.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { conformanceProject } from '../../conformance-project.ts';
import { CASES } from './miniature.ts';

const ALL = planOf({ cases: CASES, only: [], extended: true });
const CORE = planOf({ cases: CASES, only: [], extended: false });

test('both projects have the same test files', () => {
  const [own, reporting] = [conformanceProject.test!, reportingProject(ALL, async () => null)].map(({ include }) =>
    globSync(include!, { cwd: SUITE_ROOT }).toSorted(),
  );
  expect(reporting).toEqual(own);
});

test('a core run has the test files of the modes alone', () => {
  expect(reportingProject(CORE, async () => null).include).toEqual(
    MODES.map((mode) => `tests/${mode.replaceAll('_', '-')}.test.{ts,js}`),
  );
});

test('each scenario is reported by the file that registers it', () => {
  const wrong = ALL.filter((one) => {
    const { mode, about } = one.scenario;
    const call = about === undefined ? `registerMode('${mode}')` : `registerExtended('${languageOf(mode)}')`;
    return !readFileSync(join(SUITE_ROOT, `${testFileOf(one)}.ts`), 'utf8').includes(call);
  });
  expect(wrong).toEqual([]);
});
