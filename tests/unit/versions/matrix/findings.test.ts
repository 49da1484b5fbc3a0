import { expect, test } from 'vitest';
import { findingsOf } from '../../../../helpers/versions/matrix/findings.ts';
import type { MatrixFinding } from '../../../../helpers/versions/matrix/format.ts';

const VERSIONS = ['0.9.0', '0.10.0', '0.11.0', '0.12.0'];

/** The findings of one check, from its letters in one scenario or several. */
function findings(...rows: readonly string[]): MatrixFinding[] {
  const cells = rows.map((verdicts, index) => ({ check: 'a/b', scenario: `s/${index + 1}`, verdicts }));
  return findingsOf(cells, VERSIONS, () => 'should');
}

/** One line for each finding. */
function told(...rows: readonly string[]): string[] {
  return findings(...rows).map(({ kind, changes, now, scenarios }) =>
    [kind, ...changes.map(({ to, after, at }) => `${to} after ${after} at ${at}`), `now ${now}`, scenarios.join()].join(
      ', ',
    ),
  );
}

test('reports a check that held and fails now as broke', () => {
  expect(findings('ppff')).toEqual([
    {
      check: 'a/b',
      level: 'should',
      kind: 'broke',
      changes: [{ to: 'bad', after: '0.10.0', at: '0.11.0' }],
      now: 'bad',
      known: false,
      verdict: 'fail',
      scenarios: ['s/1'],
    },
  ]);
});

test('reports a check that failed and holds now as fixed', () => {
  expect(told('ffpp')).toEqual(['fixed, good after 0.10.0 at 0.11.0, now good, s/1']);
});

test('reports each change of a history that flips', () => {
  expect(told('pfpp')).toEqual(['flips, bad after 0.9.0 at 0.10.0, good after 0.10.0 at 0.11.0, now good, s/1']);
});

test('reports a check that holds in no version as always', () => {
  expect(told('ffff')).toEqual(['always, now bad, s/1']);
});

test('reports nothing for a check that always holds', () => {
  expect(told('pppp', '----', 'nnnn', 'hhhh', 'nnpp', 'pp--')).toEqual([]);
});

test('ignores versions that were not played', () => {
  expect(told('p--f')).toEqual(['broke, bad after 0.9.0 at 0.12.0, now bad, s/1']);
  expect(told('--ff')).toEqual(['always, now bad, s/1']);
});

test('reports no regression for a check that no longer applies', () => {
  expect(told('ppp-', 'ppn-', 'ppnn', 'pph-')).toEqual([]);
});

test('marks a failing check that no longer applies', () => {
  expect(told('pfn-', 'ffnh', 'pfnf')).toEqual([
    'broke, bad after 0.9.0 at 0.10.0, now bad, s/3',
    'broke, bad after 0.9.0 at 0.10.0, now not-applicable, s/1',
    'always, now not-applicable, s/2',
  ]);
});

test('ignores harness errors', () => {
  expect(told('phpf')).toEqual(['broke, bad after 0.11.0 at 0.12.0, now bad, s/1']);
});

test('reports a check that became untestable as broke', () => {
  expect(findings('ppuu').map(({ kind, verdict }) => [kind, verdict])).toEqual([['broke', 'untestable']]);
  expect(findings('ppuf').map(({ kind, verdict }) => [kind, verdict])).toEqual([['broke', 'fail']]);
});

test('marks a finding as known only if all failures are known', () => {
  expect(findings('ppkk').map(({ kind, known }) => [kind, known])).toEqual([['broke', true]]);
  expect(findings('ppkf').map(({ kind, known }) => [kind, known])).toEqual([['broke', false]]);
  expect(findings('kkff').map(({ kind }) => kind)).toEqual(['always']);
});

test('groups scenarios with the same history', () => {
  expect(told('ppff', 'pfff', 'ppff')).toEqual([
    'broke, bad after 0.10.0 at 0.11.0, now bad, s/1,s/3',
    'broke, bad after 0.9.0 at 0.10.0, now bad, s/2',
  ]);
});

test('sorts by state now, kind, level and latest change', () => {
  const cells = [
    ['a/fixed', 'ffpp'],
    ['b/may', 'pppf'],
    ['c/old', 'pfff'],
    ['d/new', 'pppf'],
    ['e/mended', 'pfpp'],
    ['f/always', 'ffff'],
  ].map(([check = '', verdicts = '']) => ({ check, scenario: 's', verdicts }));
  expect(
    findingsOf(cells, VERSIONS, (check) => (check === 'b/may' ? 'may' : 'must')).map(({ check }) => check),
  ).toEqual(['d/new', 'c/old', 'b/may', 'f/always', 'e/mended', 'a/fixed']);
});
