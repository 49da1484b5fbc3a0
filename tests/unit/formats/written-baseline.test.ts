import { expect, test } from 'vitest';
import type { CheckResult, Verdict } from '../../../helpers/checks/verdict.ts';
import { writtenBaseline } from '../../../helpers/formats/written-baseline.ts';
import { baselineSchema, type KnownFailure } from '../../../helpers/inputs/baseline-schema.ts';
import { check } from '../reporters/run-fixture.ts';

const SCENARIOS = ['exec/a/one', 'exec/a/two', 'exec/b/one', 'app-server/c/one', 'app-server/c/two'];
const JUDGED = Object.fromEntries(SCENARIOS.map((name) => [name, ['x', 'y']]));

function results(id: string, verdicts: readonly Verdict[]): CheckResult[] {
  return verdicts.map((verdict, index) => check({ id, scenario: SCENARIOS[index]!, verdict }));
}

function written(all: readonly CheckResult[], entries: readonly KnownFailure[] = [], reason?: string) {
  const made = writtenBaseline({ results: all, version: '0.98.0', judged: JUDGED }, entries, reason);
  return { ...made, file: baselineSchema.parse(made.file) };
}

const entry = (id: string, scenario: string): KnownFailure => ({
  check: id,
  scenario,
  versions: '*',
  reason: 'Known upstream.',
});

test('writes red failures by check, whole folders as patterns', () => {
  const { file } = written([
    ...results('y', ['fail', 'fail', 'pass', 'fail', 'not-applicable']),
    ...results('x', ['fail', 'fail', 'fail', 'untestable', 'fail']),
  ]);
  expect(file.swept).toBe('0.98.0');
  expect(file.known_failures.map((one) => `${one.check} ${one.scenario} ${one.versions}`)).toMatchInlineSnapshot(`
    [
      "x app-server/c/two >=0.98.0",
      "x exec/** >=0.98.0",
      "y app-server/c/one >=0.98.0",
      "y exec/a/** >=0.98.0",
    ]
  `);
  expect(file.known_failures[0]?.reason).toBe('Fails on codex 0.98.0: The first event is thread.started.');
});

test('a scenario that was not played is in no pattern', () => {
  const { file } = written(results('x', ['fail', 'fail', 'fail']).toSpliced(1, 1));
  expect(file.known_failures.map(({ scenario }) => scenario)).toEqual(['exec/a/one', 'exec/b/one']);
});

test('keeps what still holds, and removes what does not', () => {
  const fails = entry('x', 'exec/a/one');
  const passes = entry('x', 'exec/a/two');
  const unplayed = entry('y', 'exec/a/one');
  const made = written(results('x', ['fail', 'pass', 'fail']), [fails, passes, unplayed], 'To be fixed by us.');
  expect([made.removed, made.added.map(({ scenario, reason }) => [scenario, reason])]).toEqual([
    [passes],
    [['exec/b/one', 'To be fixed by us.']],
  ]);
  expect(made.file.known_failures).toEqual([fails, made.added[0], unplayed]);
});

test('is swept on the newest version that it was confirmed on', () => {
  const swept = ['0.171.0', '0.61.0'].map((before) => {
    const made = written(results('x', ['fail']), [{ ...entry('x', 'exec/a/one'), swept: before }]);
    return made.file.swept;
  });
  expect(swept).toEqual(['0.171.0', '0.98.0']);
});

test('leaves out what is not red', () => {
  const [may, known, untestable, fault] = results('x', ['fail', 'fail', 'untestable', 'harness-error']);
  const known_failure = { versions: '*', reason: 'Known upstream.' };
  const all = [{ ...may!, level: 'may' } as const, { ...known!, known_failure }, untestable!, fault!];
  expect(written(all).file.known_failures).toEqual([]);
});

test('the same run gives the same file', () => {
  const all = [...results('y', ['fail', 'pass', 'fail']), ...results('x', ['fail'])];
  expect(written(all.toReversed()).file).toEqual(written(all).file);
});
