import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addedNoise, measureNoise, noiseIn } from '../../../../helpers/versions/diff/measure-noise.ts';
import { createNoiseFilter, reduced } from '../../../../helpers/versions/diff/noise.ts';
import { versionFactsOf } from '../../../../helpers/versions/facts/version-facts.ts';
import { changeStdout } from '../../../../helpers/mutations/stdout.ts';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';
import { EXEC_STATELESS } from '../../checks/samples.ts';
import { withProcess } from '../changed.ts';

function rulesOf(...recordings: readonly Recording[]): string[] {
  return measureNoise([versionFactsOf('1.0.0', recordings)]).noise.map(({ keys, reduce }) => `${reduce} ${keys}`);
}

const file = (path: string): Recording => ({
  ...EXEC_STATELESS,
  files: [{ place: 'codex_home', path, kind: 'file', size: 1 }],
});

const elsewhere = (recording: Recording): Recording => ({ ...recording, scenario: 'exec/other' });

const rule = (keys: string, reduce: 'set' | 'drop', below?: number) => ({
  keys,
  reduce,
  seen: '1.0.0: a / b',
  ...(below === undefined ? {} : { below }),
});

const measured = (version: string) => [{ version, scenarios: 1, repeats: 2 }];

test('finds no noise if all repeats are the same', () => {
  expect(measureNoise([versionFactsOf('1.0.0', [EXEC_STATELESS, EXEC_STATELESS])])).toEqual({
    measured: [{ version: '1.0.0', scenarios: 1, repeats: 2 }],
    noise: [],
  });
});

test('widens noise that varies in many scenarios to all', () => {
  const other = withProcess(EXEC_STATELESS, { exit_code: 3 });
  const elsewhere = [EXEC_STATELESS, other].map((recording) => ({ ...recording, scenario: 'exec/other' }));
  expect([rulesOf(EXEC_STATELESS, other), rulesOf(EXEC_STATELESS, other, ...elsewhere)]).toEqual([
    ['presence in exec/stateless/sum: process 1 exit-code'],
    ['presence in *: process 1 exit-code'],
  ]);
});

test('keeps the noise of two scenarios among many to these', () => {
  const other = withProcess(EXEC_STATELESS, { exit_code: 3 });
  const races = [EXEC_STATELESS, other].flatMap((one) => [one, { ...one, scenario: 'exec/other' }]);
  const steady = Array.from({ length: 8 }, (_, index) => ({ ...EXEC_STATELESS, scenario: `exec/steady-${index}` }));
  expect(rulesOf(...races, ...steady, ...steady)).toEqual([
    'presence in exec/other: process 1 exit-code',
    'presence in exec/stateless/sum: process 1 exit-code',
  ]);
});

test('widens noise of similar file names to a pattern', () => {
  expect([
    rulesOf(file('a_1.sqlite-wal'), file('b_1.sqlite-wal')),
    rulesOf(file('tmp/codex-argKxQ'), file('tmp/codex-argZyT'), file('tmp/codex-argMnO')),
  ]).toEqual([['drop files codex_home *.sqlite-wal'], ['drop files codex_home tmp/codex-arg*']]);
});

test('drops all facts of an event that varies', () => {
  const more = changeStdout((lines) => lines.toSpliced(1, 0, '{"type":"haiku","lines":["a"]}'))(EXEC_STATELESS);
  expect(rulesOf(EXEC_STATELESS, more)).toEqual([
    'drop exec haiku*',
    'drop in *: exec process * haiku*',
    'drop in exec/stateless/sum: exec process 1 order',
  ]);
});

test('filters the noise that it measured', () => {
  const [a, b] = [EXEC_STATELESS, withProcess(EXEC_STATELESS, { exit_code: 3 })];
  const filter = createNoiseFilter(measureNoise([versionFactsOf('1.0.0', [a, b])]).noise);
  expect(filter('in exec/stateless/sum: process 1 exit-code', '0')).toBe(
    filter('in exec/stateless/sum: process 1 exit-code', '3'),
  );
});

test('reduces a value to set, presence and nothing', () => {
  expect([undefined, 'set', 'presence', 'drop'].map((form) => reduced('b > a > b', form as 'set'))).toEqual([
    'b > a > b',
    'a > b',
    'there',
    undefined,
  ]);
});

test('applies the weakest of several matching rules', () => {
  const filter = createNoiseFilter([
    { keys: 'a *', reduce: 'drop' },
    { keys: 'a b', reduce: 'set' },
  ]);
  expect([filter('a b', 'x'), filter('a', 'x')]).toEqual([undefined, 'x']);
});

test('limits late global facts to few scenarios', () => {
  const early = file('early');
  const both = { ...early, files: [...early.files, ...file('late').files] };
  const { noise } = measureNoise([versionFactsOf('1.0.0', [both, early, elsewhere(both), elsewhere(both)])]);
  const filter = createNoiseFilter(noise);
  expect([noise.map(({ keys, below }) => [keys, below]), filter('files codex_home late', 'file', 19)]).toEqual([
    [['files codex_home late', 20]],
    undefined,
  ]);
  expect([filter('files codex_home late', 'file', 20), filter('files codex_home late', 'file')]).toEqual([
    'file',
    'file',
  ]);
});

test('adds a second measurement to the first', () => {
  const added = addedNoise(
    {
      measured: measured('2.0.0'),
      noise: [rule('in *: a', 'drop'), rule('b', 'set'), rule('c', 'drop', 20), rule('e*', 'drop', 20)],
    },
    {
      measured: measured('1.0.0'),
      noise: [
        rule('in x: a', 'set'),
        rule('b', 'drop'),
        rule('c', 'drop'),
        rule('b', 'drop', 20),
        rule('d', 'set'),
        rule('eg', 'drop'),
      ],
    },
  );
  expect([
    added.measured.map(({ version }) => version),
    added.noise.map(({ keys, reduce, below }) => [reduce, keys, below].join(' ').trimEnd()),
  ]).toEqual([
    ['1.0.0', '2.0.0'],
    ['drop b', 'drop c', 'set d', 'drop e* 20', 'drop eg', 'drop in *: a'],
  ]);
});

test('ignores versions without repeats', async () => {
  expect(await noiseIn([join(SUITE_ROOT, 'fixtures/0.98.0')])).toEqual({ measured: [], noise: [] });
});
