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

test('a check that held and does no more broke, with both versions named', () => {
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

test('a check that did not hold and then does was fixed', () => {
  expect(told('ffpp')).toEqual(['fixed, good after 0.10.0 at 0.11.0, now good, s/1']);
});

test('a history that changes more than once flips, with each change', () => {
  expect(told('pfpp')).toEqual(['flips, bad after 0.9.0 at 0.10.0, good after 0.10.0 at 0.11.0, now good, s/1']);
});

test('a check that holds in no version always fails', () => {
  expect(told('ffff')).toEqual(['always, now bad, s/1']);
});

test('nothing is found where nothing changed', () => {
  expect(told('pppp', '----', 'nnnn', 'hhhh', 'nnpp', 'pp--')).toEqual([]);
});

test('a version that was not played is on neither side', () => {
  expect(told('p--f')).toEqual(['broke, bad after 0.9.0 at 0.12.0, now bad, s/1']);
  expect(told('--ff')).toEqual(['always, now bad, s/1']);
});

test('a check that is gone, or that does not apply any more, is no regression', () => {
  expect(told('ppp-', 'ppn-', 'ppnn', 'pph-')).toEqual([]);
});

test('a check that stops to apply while it fails is neither fixed nor broken now', () => {
  expect(told('pfn-', 'ffnh', 'pfnf')).toEqual([
    'broke, bad after 0.9.0 at 0.10.0, now bad, s/3',
    'broke, bad after 0.9.0 at 0.10.0, now not-applicable, s/1',
    'always, now not-applicable, s/2',
  ]);
});

test('a fault of the suite is on neither side', () => {
  expect(told('phpf')).toEqual(['broke, bad after 0.11.0 at 0.12.0, now bad, s/1']);
});

test('a check that cannot be judged any more broke, and says so', () => {
  expect(findings('ppuu').map(({ kind, verdict }) => [kind, verdict])).toEqual([['broke', 'untestable']]);
  expect(findings('ppuf').map(({ kind, verdict }) => [kind, verdict])).toEqual([['broke', 'fail']]);
});

test('a failure that the baseline knows is bad and known, one beside it makes the finding unknown', () => {
  expect(findings('ppkk').map(({ kind, known }) => [kind, known])).toEqual([['broke', true]]);
  expect(findings('ppkf').map(({ kind, known }) => [kind, known])).toEqual([['broke', false]]);
  expect(findings('kkff').map(({ kind }) => kind)).toEqual(['always']);
});

test('scenarios with the same history share a finding', () => {
  expect(told('ppff', 'pfff', 'ppff')).toEqual([
    'broke, bad after 0.10.0 at 0.11.0, now bad, s/1,s/3',
    'broke, bad after 0.9.0 at 0.10.0, now bad, s/2',
  ]);
});

test('what is bad now comes first, then by kind, by level, and the latest change before older ones', () => {
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
