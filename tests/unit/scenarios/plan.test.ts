import { expect, test } from 'vitest';
import { checksFor } from '../../../helpers/scenarios/catalog.ts';
import { MODES } from '../../../helpers/recording/mode.ts';
import { coreScenarios } from '../../../helpers/scenarios/from-case.ts';
import { planOf } from '../../../helpers/scenarios/plan.ts';
import { CASES } from './miniature.ts';

/** Names of scenarios, each with the ids of its checks. */
function planned(cases = CASES, only: readonly string[] = []): [string, readonly string[]][] {
  return planOf({ cases, only, extended: false }).map(({ scenario, checks }) => [
    scenario.name,
    checks.map(({ id }) => id),
  ]);
}

const ALL = MODES.map((mode) => checksFor(coreScenarios(mode, CASES)[0]!).map(({ id }) => id));
const NAMES = MODES.map((mode) => coreScenarios(mode, CASES)[0]!.name);

test('without patterns plans all checks of each mode', () => {
  expect(planned()).toEqual(NAMES.map((name, index) => [name, ALL[index]]));
});

test('scenarios come by mode, then in the order of the cases file', () => {
  const [sum] = CASES.exec_stateless;
  const cases = { ...CASES, exec_stateless: ['two', 'one', 'three'].map((name) => ({ ...sum!, name })) };
  expect(planned(cases).map(([name]) => name)).toEqual([
    'exec/stateless/two',
    'exec/stateless/one',
    'exec/stateless/three',
    ...NAMES.slice(1),
  ]);
});

test('a pattern of a scenario selects all of its checks', () => {
  expect(planned(CASES, ['exec/persistent', 'no/such'])).toEqual([['exec/persistent/recall', ALL[1]]]);
});

test('a pattern of a check selects it in all scenarios', () => {
  expect(planned(CASES, ['run/process/leaves-no-child'])).toEqual(
    NAMES.map((name) => [name, ['run/process/leaves-no-child']]),
  );
  expect(planned(CASES, ['exec/resume/same-thread'])).toEqual([
    ['exec/persistent/recall', ['exec/resume/same-thread']],
  ]);
});

test('patterns add up', () => {
  expect(planned(CASES, ['exec/resume/same-thread', 'exec/stateless/*'])).toEqual([
    ['exec/stateless/sum', ALL[0]],
    ['exec/persistent/recall', ['exec/resume/same-thread']],
  ]);
});

test('nothing is planned where nothing matches', () => {
  expect(planned(CASES, ['no/such', 'EXEC'])).toEqual([]);
});
