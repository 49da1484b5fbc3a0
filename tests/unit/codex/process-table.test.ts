import { readFileSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePs, processesOf } from '../../../helpers/codex/process-table.ts';
import { site } from './stand-in.ts';
import { program } from './temporary.ts';

const NOBODY: ReadonlySet<number> = new Set();
const onLinux = platform() === 'linux';

test('finds the processes of a group, by its number alone', async () => {
  const { start, folder } = site();
  const { spoke, stdout } = start('echo $$; read go');
  await spoke;
  const pid = Number(stdout().toString());
  const found = processesOf(new Set([pid]), '/no/mark');
  expect(
    found.map(({ command, ...numbers }) => ({ ...numbers, command: command.split(/(?<=^\/bin\/sh ).*\//) })),
  ).toEqual([{ pid, pgid: pid, command: ['/bin/sh ', 'codex'] }]);
  expect(found[0]?.command.startsWith(`/bin/sh ${dirname(folder)}/`)).toBe(true);
});

test.runIf(onLinux)('finds a process that left its group by the mark in its environment', async () => {
  const { start, folder } = site();
  const { spoke, stdout } = start('cd /; setsid sh -c "echo \\$\\$; read go"', {
    env: { PATH: process.env['PATH'] ?? '', MARK: folder },
  });
  await spoke;
  const pid = Number(stdout().toString());
  expect(processesOf(NOBODY, folder).find((process) => process.pid === pid)).toEqual({
    pid,
    pgid: pid,
    command: 'sh -c echo $$; read go',
  });
});

test.runIf(onLinux)('finds a process that left its group by the folder in which it works', async () => {
  const { start, folder } = site();
  const { spoke, stdout } = start('mkdir deep; cd deep; env -i setsid /bin/sh -c "echo \\$\\$; read go"; cd /', {
    env: { PATH: process.env['PATH'] ?? '' },
  });
  await spoke;
  const pid = Number(stdout().toString());
  expect(processesOf(NOBODY, join(folder, 'deep')).map((process) => process.pid)).toContain(pid);
});

test('finds nobody for a group and a mark that nobody has', () => {
  expect(processesOf(new Set([2 ** 22 + 1]), '/no/such/mark')).toEqual([]);
});

test('never finds the suite itself', () => {
  expect(processesOf(NOBODY, process.cwd()).map(({ pid }) => pid)).not.toContain(process.pid);
});

test.runIf(onLinux)('a process that is dead but not yet buried is not alive', async () => {
  const { start, folder } = site();
  const { spoke, stdout } = start('mkfifo gate; sh -c "read go < gate" & echo $! $$; exec sleep 1000');
  await spoke;
  const [dies, lives] = stdout().toString().split(' ').map(Number);
  const sleeping = { pid: lives, pgid: lives, command: 'sleep 1000' };
  await expect.poll(() => processesOf(NOBODY, folder)).toContainEqual(sleeping);
  // Its parent is a sleep by now, which never asks how its children ended.
  writeFileSync(join(folder, 'gate'), 'go\n');
  await expect.poll(() => readFileSync(`/proc/${dies}/stat`, 'utf8')).toMatch(/\) Z /);
  expect(processesOf(NOBODY, folder)).toEqual([sleeping]);
});

test.runIf(onLinux)('a name with brackets and spaces in it is no trouble', async () => {
  const { start, folder } = site();
  const odd = program(join(folder, ') (x) 1'), 'echo $$; read go');
  const { spoke, stdout } = start('', { program: odd });
  await spoke;
  const pid = Number(stdout().toString());
  expect(processesOf(new Set([pid]), '/no/mark')).toEqual([{ pid, pgid: pid, command: `/bin/sh ${odd}` }]);
});

test('reads the table of ps where there is no /proc', () => {
  const table = [
    '    1     1 Ss   /sbin/init',
    '  812   812 S+   codex exec --json -',
    '  813   812 R    /bin/sh -c  echo  (x)',
    '  814   812 Z    (sh)',
    ' 8120  8120 S    other',
    '',
  ].join('\n');
  expect(parsePs(table, new Set([812]))).toEqual([
    { pid: 812, pgid: 812, command: 'codex exec --json -' },
    { pid: 813, pgid: 812, command: '/bin/sh -c  echo  (x)' },
  ]);
});
