import { join } from 'node:path';
import { expect, test } from 'vitest';
import { probe } from '../../../helpers/codex/probe.ts';
import { processesOf } from '../../../helpers/codex/process-table.ts';
import { failureOf, program, temporaryFolder, write } from './temporary.ts';

const ENV = { PATH: process.env['PATH'] ?? '' };

test('collects output, passes arguments and only the given env', async () => {
  const path = program(
    join(temporaryFolder(), 'codex'),
    'echo "$# $1 $2"; env | grep -v "^PATH=\\|^PWD=\\|^SHLVL=\\|^_=\\|^OLDPWD=" >&2; exit 3',
  );
  expect(await probe(path, ['exec', 'a b'], { ...ENV, ONE: '1' })).toEqual({
    stdout: '2 exec a b\n',
    stderr: 'ONE=1\n',
    exitCode: 3,
    signal: null,
  });
});

test('stdin is at its end at once', async () => {
  const path = program(join(temporaryFolder(), 'codex'), 'cat; echo over');
  expect(await probe(path, [], ENV)).toEqual({ stdout: 'over\n', stderr: '', exitCode: 0, signal: null });
});

test('tells the signal that killed a program', async () => {
  const path = program(join(temporaryFolder(), 'codex'), 'echo words; kill -SEGV $$');
  expect(await probe(path, [], ENV)).toEqual({ stdout: 'words\n', stderr: '', exitCode: null, signal: 'SIGSEGV' });
});

test('kills a program with its children at the time limit', async () => {
  const folder = temporaryFolder();
  const path = program(join(folder, 'codex'), 'sleep 1000 & sleep 1000');
  const { message, ...rest } = await failureOf(() =>
    probe(path, ['--version'], { ...ENV, MARK: folder }, { limitMs: 50 }),
  );
  await expect.poll(() => processesOf(new Set(), folder)).toEqual([]);
  expect({ ...rest, message: message.replace(folder, '<folder>') }).toMatchInlineSnapshot(`
    {
      "hint": "Check that the path names codex, and run that command by hand.",
      "kind": "environment",
      "message": "<folder>/codex --version did not end within 0.05 seconds.",
    }
  `);
});

test('a program that cannot be started is an error that says why', async () => {
  const folder = temporaryFolder();
  const path = write(join(folder, 'codex'), 'no program');
  const { message, ...rest } = await failureOf(() => probe(path, ['--version'], ENV));
  expect({ ...rest, message: message.replaceAll(folder, '<folder>') }).toMatchInlineSnapshot(`
    {
      "hint": "Check that it is a program for this platform.",
      "kind": "environment",
      "message": "<folder>/codex cannot be started: spawn <folder>/codex EACCES.",
    }
  `);
});
