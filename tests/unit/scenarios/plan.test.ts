import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { checksFor } from '../../../helpers/scenarios/catalog.ts';
import { MODES } from '../../../helpers/recording/mode.ts';
import { coreScenarios } from '../../../helpers/scenarios/from-case.ts';
import { matchedPlanOf, planOf } from '../../../helpers/scenarios/plan.ts';
import { CASES } from './miniature.ts';

/** Names of scenarios, each with the ids of its checks. */
function planned(cases = CASES, only: readonly string[] = [], plan = planOf): [string, readonly string[]][] {
  return plan({ cases, only, extended: false }).map(({ scenario, checks }) => [
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
  const names = planned(cases).map(([name]) => name);
  expect(names.slice(0, 3)).toEqual(['exec/stateless/two', 'exec/stateless/one', 'exec/stateless/three']);
  expect([...new Set(names.map(dirname))]).toEqual(NAMES.map(dirname));
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

test('a matched plan is the plan when each pattern matches', () => {
  const only = ['exec/persistent', 'turn/reply/exact'];
  expect(planned(CASES, only, matchedPlanOf)).toEqual(planned(CASES, only));
});

test('a matched plan rejects each pattern without a match', () => {
  const only = ['exec/persistent', 'exec/statless', 'no/such'];
  expect(() => matchedPlanOf({ cases: CASES, only, extended: false })).toThrow(
    expect.objectContaining({
      kind: 'usage',
      message: 'Nothing matches --only exec/statless --only no/such.',
      hint: 'Did you mean exec/stateless?',
    }),
  );
});

test('suggests only names of the selection', () => {
  const refused = { cases: CASES, only: ['exec/stdin/open-pip'], extended: false };
  const hint = 'Run codex-conformance list to see all scenarios, and list --checks to see all checks.';
  expect(() => matchedPlanOf(refused)).toThrow(expect.objectContaining({ hint }));
  expect(() => matchedPlanOf({ ...refused, extended: true })).toThrow(
    expect.objectContaining({ hint: 'Did you mean exec/stdin/open-pipe?' }),
  );
});

test('names what leaves out the scenarios of a pattern', () => {
  expect(() => matchedPlanOf({ cases: CASES, only: ['exec/stdin/*'], extended: false })).toThrow(
    expect.objectContaining({ hint: 'It selects extended scenarios, which --core, --cases and --live leave out.' }),
  );
});

test('rejects a shard without scenarios', () => {
  const selection = { cases: CASES, only: ['exec/stdin/open-pipe'], extended: true };
  expect(matchedPlanOf({ ...selection, shard: { index: 1, count: 2 } })).toHaveLength(1);
  expect(() => matchedPlanOf({ ...selection, shard: { index: 2, count: 2 } })).toThrow(
    expect.objectContaining({
      message: 'Shard 2 of 2 is empty: the selection has 1 scenario.',
      hint: 'Use at most 1 shard.',
    }),
  );
});

test('plans thorough scenarios only where they are asked for', () => {
  const [most, ...others] = [undefined, false, true].map((thorough) =>
    planOf({ cases: CASES, only: [], extended: true, thorough }).map(({ scenario }) => scenario.name),
  );
  expect(others[0]).toEqual(most);
  expect(others[1]!.filter((name) => !most!.includes(name))).toEqual(['app-server/framing/ten-thousand']);
  expect(() => matchedPlanOf({ cases: CASES, only: ['app-server/framing/ten-thousand'], extended: true })).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('--thorough') }),
  );
});

test('names the option to repeat for a list of patterns', () => {
  expect(() => matchedPlanOf({ cases: CASES, only: ['exec/{stdin,errors}/*'], extended: true })).toThrow(
    expect.objectContaining({ hint: 'Repeat --only for each pattern: braces and commas stand for themselves.' }),
  );
});
