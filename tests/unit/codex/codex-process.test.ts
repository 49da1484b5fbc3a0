import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { processesOf } from '../../../helpers/codex/process-table.ts';
import { interruptRun } from '../../../helpers/codex/run-folder.ts';
import { site, withoutTimes } from './stand-in.ts';
import { failureOf, program, write } from './temporary.ts';

const WELL = {
  exitCode: 0,
  signal: null,
  endedBy: 'itself',
  spawnError: null,
  stderr: '',
  survivors: [],
  spoke: false,
  took: true,
};

/** Lets the test alone say how time goes by, and gives how many clocks were started and not stopped since. */
function countClocks(): () => number {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  return () => vi.getTimerCount();
}

/** A program that says that it is there and then waits without end, and without a child of its own. */
function waiter(folder: string): string {
  return program(join(folder, 'waiter'), 'exec 3<>"$1.fifo"; echo > "$1.ready"; read line <&3');
}

/** Lines of a script that start a waiter in some way and go on once it is there. */
function withWaiter(folder: string, name: string, how: string): string {
  const file = join(folder, name);
  return `mkfifo '${file}.fifo'; ${how.replace('WAITER', `'${waiter(folder)}' '${file}'`)}\nuntil [ -s '${file}.ready' ]; do :; done`;
}

test('reports exit code, stderr and time of the first output', async () => {
  const { start } = site();
  const { codex, stdout } = start('echo out; echo err >&2; exit 7');
  const end = await codex.ended;
  expect(withoutTimes(end)).toEqual({ ...WELL, exitCode: 7, stderr: 'err\n', spoke: true });
  expect(stdout().toString()).toBe('out\n');
  expect(end.firstOutputMs).toBeGreaterThan(0);
  expect(end.durationMs).toBeLessThanOrEqual(codex.elapsed());
});

test('passes only arguments, working folder and environment', async () => {
  const { start, folder } = site();
  const env = { PATH: process.env['PATH'] ?? '', MARK: folder, ONE: '1' };
  const { codex, stdout } = start('printf "%s\\n" "$@"; pwd; env | sed "s/=.*//" | sort', {
    argv: ['exec', 'a  b', ''],
    env,
  });
  await codex.ended;
  const [exec, spaces, empty, cwd, ...names] = stdout().toString().split('\n');
  expect([exec, spaces, empty, cwd]).toEqual(['exec', 'a  b', '', folder]);
  const shell = new Set(['PWD', 'OLDPWD', 'SHLVL', '_', '']);
  expect(names.filter((name) => !shell.has(name))).toEqual(['MARK', 'ONE', 'PATH']);
});

test('passes stdin on and closes it', async () => {
  const { start } = site();
  const { codex, stdout } = start('cat; echo over');
  codex.stdin.end('prompt\n');
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, spoke: true });
  expect(stdout().toString()).toBe('prompt\nover\n');
});

test('a stdin that is closed by the other side is no error', async () => {
  const { start } = site();
  const { codex } = start('exec <&-; exit 0');
  codex.stdin.end('x'.repeat(1_000_000));
  expect(withoutTimes(await codex.ended)).toEqual(WELL);
});

test('hands over 5 MB of stdout to the last byte', async () => {
  const { start } = site();
  const { codex, stdout } = start('head -c 5000000 /dev/zero; printf end');
  await codex.ended;
  expect(stdout().length).toBe(5_000_003);
  expect(stdout().subarray(-3).toString()).toBe('end');
});

test('joins stderr cut within characters, marks an incomplete one', async () => {
  const { start } = site();
  const { codex, spoke } = start(String.raw`printf '\303' >&2; echo; read go; printf '\251\303' >&2`);
  await spoke;
  codex.stdin.end('go\n');
  expect((await codex.ended).stderr).toBe('é\uFFFD');
});

test('a death by a signal from outside is its own end', async () => {
  const { start } = site();
  const { codex } = start('kill -SEGV $$');
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, exitCode: null, signal: 'SIGSEGV' });
});

test('is killed with its group at the deadline', async () => {
  const { start, folder } = site();
  const { codex } = start('sleep 1000 & sleep 1000', { deadlineMs: 30 });
  const end = await codex.ended;
  expect(withoutTimes(end)).toEqual({ ...WELL, exitCode: null, signal: 'SIGKILL', endedBy: 'deadline' });
  expect(end.durationMs).toBeGreaterThanOrEqual(29);
  expect(processesOf(new Set(), folder)).toEqual([]);
});

test('is killed as hung once it is expected to exit and does not', async () => {
  const { start } = site();
  const { codex, spoke } = start('echo last event; sleep 1000');
  await spoke;
  codex.expectExitWithin(20);
  expect(withoutTimes(await codex.ended)).toEqual({
    ...WELL,
    exitCode: null,
    signal: 'SIGKILL',
    endedBy: 'hang',
    spoke: true,
  });
});

test('a child killed with its group is no survivor', async () => {
  const { start } = site();
  const { codex, spoke } = start('sleep 1000 & echo; wait', { survivorGraceMs: 0 });
  await spoke;
  codex.expectExitWithin(0);
  expect(await codex.ended).toMatchObject({ endedBy: 'hang', survivors: [] });
});

test('an exit in time is not a hang', async () => {
  const { start } = site();
  const { codex, spoke } = start('echo last event; read go');
  await spoke;
  codex.expectExitWithin(5000);
  codex.stdin.end('go\n');
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, spoke: true });
});

test('starts no exit limit after the exit of the process', async () => {
  const { start } = site();
  const clocks = countClocks();
  const { codex } = start('exit 0');
  await codex.ended;
  codex.expectExitWithin(10_000);
  expect(clocks()).toBe(0);
});

test('the first time in which it is expected to exit counts', async () => {
  const { start } = site();
  const { codex, spoke } = start('echo last event; sleep 0.1');
  await spoke;
  codex.expectExitWithin(5000);
  codex.expectExitWithin(1);
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, spoke: true });
});

test('no clock runs once it has ended', async () => {
  const { start } = site();
  const clocks = countClocks();
  const { codex, spoke } = start('echo; read go');
  codex.expectExitWithin(10_000);
  expect(clocks()).toBe(2);
  await spoke;
  codex.stdin.end('go\n');
  await codex.ended;
  expect(clocks()).toBe(0);
});

test('no clock runs once it could not be started', async () => {
  const { start } = site();
  const clocks = countClocks();
  const { codex } = start('', { program: '/no/such/codex' });
  await codex.ended;
  expect(clocks()).toBe(0);
});

test('kills a process that prints too much and stops reading', async () => {
  const { start } = site();
  // The child is not killed with the group: it dies when nobody reads what it writes.
  const { codex, stdout } = start('setsid cat /dev/zero 2>/dev/null & exec sleep 1000', {
    maxStdoutBytes: 100_000,
    survivorGraceMs: 5000,
  });
  expect(withoutTimes(await codex.ended)).toEqual({
    ...WELL,
    exitCode: null,
    signal: 'SIGKILL',
    endedBy: 'output-limit',
    spoke: true,
  });
  // The piece that passes the limit is the last, and Node.js reads 64 KiB at a time at most.
  expect(stdout().length).toBeGreaterThan(100_000);
  expect(stdout().length).toBeLessThanOrEqual(100_000 + 65_536);
});

test.each([
  ['12345', 5, 'itself'],
  ['12345', 4, 'output-limit'],
  ['1\n2\n5', 133, 'itself'],
  ['1\n2\n5', 132, 'output-limit'],
])('counts more than the bytes of a line: %j up to %i: %s', async (text, maxStdoutBytes, ending) => {
  const { start } = site();
  const { codex, stdout, spoke } = start(`printf '${text}'; read go`, { maxStdoutBytes });
  await spoke;
  codex.stdin.end('go\n');
  expect([(await codex.ended).endedBy, stdout().toString()]).toEqual([ending, text]);
});

test.each([
  [4, '1234… (5 bytes more)'],
  [9, '123456789'],
])('of a long stderr the first %i bytes are kept, and it goes on', async (maxStderrBytes, stderr) => {
  const { start } = site();
  const { codex } = start('printf 12345 >&2; printf 6789 >&2; exit 3', { maxStderrBytes });
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, exitCode: 3, stderr });
});

test('an interruption of the run kills it', async () => {
  const { start, runFolder } = site();
  const { codex } = start('sleep 1000');
  interruptRun(runFolder);
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, exitCode: null, signal: 'SIGKILL', endedBy: 'interrupt' });
});

test('kills a process started in an interrupted run at once', async () => {
  const { start, runFolder } = site();
  interruptRun(runFolder);
  const { codex } = start('sleep 1000');
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, exitCode: null, signal: 'SIGKILL', endedBy: 'interrupt' });
});

test('keeps the exit of a process in an interrupted run', async () => {
  const { start, runFolder } = site();
  const { codex } = start('exit 4');
  // Noted before it can have been killed: the kill of the interruption is sent to nobody.
  await once(codex.stdout, 'close');
  write(join(runFolder.path, 'interrupted'), '');
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, exitCode: 4 });
});

test('its group is noted while it runs and forgotten afterwards', async () => {
  const { start, runFolder } = site();
  const { codex, stdout, spoke } = start('echo $$; read go');
  await spoke;
  const notes = (): string[] => readdirSync(join(runFolder.path, 'groups'));
  expect(notes()).toEqual([stdout().toString().trim()]);
  codex.stdin.end('go\n');
  await codex.ended;
  expect(notes()).toEqual([]);
});

test('rejects and leaves no process if the run folder is missing', async () => {
  const { start, runFolder, folder } = site();
  rmSync(runFolder.path, { recursive: true });
  const { codex } = start('sleep 1000');
  expect((await failureOf(() => codex.ended)).message).toMatch(/^ENOENT/);
  await expect.poll(() => processesOf(new Set(), folder)).toEqual([]);
});

test.each([
  ['that is not there', { program: '/no/such/codex' }, 'spawn /no/such/codex ENOENT'],
  ['that is not executable', { program: '/etc/passwd' }, 'spawn /etc/passwd EACCES'],
])('a program %s cannot be started', async (_, options, spawnError) => {
  const { start } = site();
  const { codex } = start('', options);
  codex.stdin.end('prompt');
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, exitCode: null, endedBy: 'spawn-error', spawnError });
});

test('a child that goes away soon is no survivor', async () => {
  const { start } = site();
  const { codex } = start('sleep 0.05 & exit 0', { survivorGraceMs: 5000 });
  expect(withoutTimes(await codex.ended)).toEqual(WELL);
});

test.each([
  ['in its group', 'WAITER >/dev/null 2>&1 &'],
  ['in a session of its own', 'setsid WAITER >/dev/null 2>&1 &'],
  ['that holds stdout open', 'setsid WAITER &'],
])('a child %s is a survivor, and dead afterwards', async (_, how) => {
  const { start, folder } = site();
  const { codex } = start(withWaiter(folder, 'one', how));
  const end = await codex.ended;
  expect(withoutTimes(end)).toEqual({ ...WELL, survivors: [`/bin/sh ${folder}/waiter ${folder}/one`] });
  expect(processesOf(new Set(), folder)).toEqual([]);
});

test('ends even if an unknown child holds the output open', async () => {
  const { start, folder } = site();
  onTestFinished(() => void process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGKILL'));
  const { codex } = start(
    `env -i setsid sh -c 'cd /; echo $$ > "$1"; exec env -i sleep 1000' - '${folder}/pid' & until [ -s pid ]; do :; done; exit 0`,
  );
  const survivors = ['a process that cannot be found holds the output open'];
  expect(withoutTimes(await codex.ended)).toEqual({ ...WELL, survivors });
});

test('measures the duration to its exit, not of its children', async () => {
  const { start, folder } = site();
  const { codex } = start(withWaiter(folder, 'one', 'WAITER &'), { survivorGraceMs: 60 });
  const end = await codex.ended;
  expect(codex.elapsed() - end.durationMs).toBeGreaterThanOrEqual(59);
});
