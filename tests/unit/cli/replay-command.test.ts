import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { replayCommandLine } from '../../../helpers/cli/replay-command.ts';
import { runOptions } from './run-options.ts';

test('names the scenario and the output folder', () => {
  const options = runOptions();
  expect([replayCommandLine('exec/stateless/sum', options, {}), replayCommandLine(null, options, {})]).toEqual([
    'codex-conformance run --out outputs --only exec/stateless/sum',
    'codex-conformance run --out outputs',
  ]);
});

test('keeps the options that affect results', () => {
  const argv = [
    '--live',
    '--codex=pinned',
    '--cases=c.json',
    '--baseline=b.json',
    '--out=o',
    '--workspace=w',
    '--deadline=0.5',
    '--fail-on=must',
  ];
  const options = runOptions(...argv, '--only=exec', '--only=app-server', '--verbose', '--no-color');
  expect(replayCommandLine('a/b', options, {})).toBe(
    'codex-conformance run --codex pinned --cases c.json --baseline b.json --out o --workspace w --fail-on must --live --deadline 0.5 --only a/b',
  );
});

test('plays a thorough scenario again with --thorough', () => {
  expect(replayCommandLine('a/b', runOptions('--thorough'), {})).toBe(
    'codex-conformance run --out outputs --thorough --only a/b',
  );
});

const CHECKOUT = { npm_package_name: 'codex-conformance' };

test.each<[string, Record<string, string>, string]>([
  ['the main script of the checkout', { ...CHECKOUT, npm_lifecycle_event: 'conformance' }, 'npm run conformance --'],
  [
    'the script of the checkout for any command',
    { ...CHECKOUT, npm_lifecycle_event: 'codex-conformance' },
    'npm run codex-conformance -- run',
  ],
  ['npx', { npm_package_name: 'own-project', npm_lifecycle_event: 'npx' }, 'npx codex-conformance run'],
  ['npx in a folder that is no package', { npm_lifecycle_event: 'npx' }, 'npx codex-conformance run'],
  [
    'a script of another package, whatever its name',
    { npm_package_name: 'own-project', npm_lifecycle_event: 'conformance' },
    'npx codex-conformance run',
  ],
])('repeats a run that was started by %s', (_, env, program) => {
  expect(replayCommandLine('a/b', runOptions(), env)).toBe(`${program} --out outputs --only a/b`);
});

test.each([
  'plain/path_1.json',
  'two words',
  "it's",
  '',
  '--live',
  '-',
  '~/out',
  '$HOME `id` "x" \\ ;&|<>()*?[]{}!#',
  "'",
  '\n',
])('quotes the output folder %j for a shell', (out) => {
  const options = { ...runOptions(), out };
  const command = replayCommandLine('a/b', options, {}).replace(/^codex-conformance run/, String.raw`printf '%s\0'`);
  const argv = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).split('\0').slice(0, -1);
  expect(out === '' ? argv : runOptions(...argv).out).toEqual(out === '' ? ['--out', '', '--only', 'a/b'] : out);
});
