import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import {
  createRunFolder,
  createScenarioFolder,
  forgetGroup,
  interruptRun,
  isInterrupted,
  noteGroup,
  removeRunFolder,
  removeTree,
  sweepDeadRuns,
  withRunFolder,
} from '../../../helpers/codex/run-folder.ts';
import { site } from './stand-in.ts';
import { failureOf, temporaryFolder, write } from './temporary.ts';

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync('true').pid;
}

/** A folder of a run that belongs to another process. */
function runOf(owner: string, parent: string): string {
  const path = join(parent, `codex-conformance-run-${owner}-abcdef`);
  mkdirSync(join(path, 'groups'), { recursive: true });
  return path;
}

test('a new run has a folder of its own that names its owner', () => {
  const parent = temporaryFolder();
  const { path } = createRunFolder(parent);
  expect(relative(parent, path)).toMatch(new RegExp(`^codex-conformance-run-${process.pid}-\\w{6}$`));
  expect(readdirSync(path)).toEqual(['groups']);
  expect(createRunFolder(parent).path).not.toBe(path);
});

test('creates the run folder among temporary files by default', () => {
  const { path } = createRunFolder();
  removeTree(path);
  expect(dirname(path)).toBe(tmpdir());
});

test('groups are noted and forgotten, forgotten twice too', () => {
  const run = createRunFolder(temporaryFolder());
  const notes = (): string[] => readdirSync(join(run.path, 'groups'));
  noteGroup(run, 123);
  noteGroup(run, 456);
  expect(notes()).toEqual(['123', '456']);
  forgetGroup(run, 123);
  forgetGroup(run, 123);
  expect(notes()).toEqual(['456']);
});

test('each scenario gets a folder of its own below that of the run', () => {
  const run = createRunFolder(temporaryFolder());
  const [one, two] = [createScenarioFolder(run), createScenarioFolder(run)];
  expect([one, two].map(dirname)).toEqual([run.path, run.path]);
  expect(one).not.toBe(two);
});

test('an interruption marks the run and kills its groups', async () => {
  const { start, runFolder } = site();
  const both = [start('sleep 1000'), start('sleep 1000')];
  expect(isInterrupted(runFolder)).toBe(false);
  interruptRun(runFolder);
  expect(isInterrupted(runFolder)).toBe(true);
  const ends = await Promise.all(both.map(({ codex }) => codex.ended));
  expect(ends.map(({ endedBy }) => endedBy)).toEqual(['interrupt', 'interrupt']);
});

test('an interruption of a run that is over leaves nothing behind', () => {
  const run = createRunFolder(temporaryFolder());
  rmSync(run.path, { recursive: true });
  interruptRun(run);
  expect(existsSync(run.path)).toBe(false);
});

test('an interruption kills even if it cannot be marked', async () => {
  const { start, runFolder } = site();
  const { codex, spoke } = start('echo; read go');
  await spoke;
  mkdirSync(join(runFolder.path, 'interrupted'));
  interruptRun(runFolder);
  expect((await codex.ended).signal).toBe('SIGKILL');
});

test('an interruption ignores unreadable process groups', () => {
  const run = createRunFolder(temporaryFolder());
  rmSync(join(run.path, 'groups'), { recursive: true });
  write(join(run.path, 'groups'), '');
  expect(() => interruptRun(run)).not.toThrow();
});

test('removing a run kills its groups and remaining processes', async () => {
  const run = createRunFolder(temporaryFolder());
  const noted = site().start('echo $$; read go');
  const hidden = site().start('echo; read go', {
    env: { PATH: process.env['PATH'] ?? '', MARK: createScenarioFolder(run) },
  });
  await Promise.all([noted.spoke, hidden.spoke]);
  noteGroup(run, Number(noted.stdout().toString()));
  await removeRunFolder(run);
  expect(existsSync(run.path)).toBe(false);
  expect([(await noted.codex.ended).signal, (await hidden.codex.ended).signal]).toEqual(['SIGKILL', 'SIGKILL']);
});

test('an exit of the process kills groups and removes folders', async () => {
  const { start, runFolder } = site();
  const { codex, spoke } = start('echo; read go');
  await spoke;
  const onExit = process.listeners('exit').find(({ name }) => name === 'removeOpenFolders');
  onExit!(0);
  expect(existsSync(runFolder.path)).toBe(false);
  expect((await codex.ended).signal).toBe('SIGKILL');
});

test('withRunFolder removes the folder after success and failure', async () => {
  const { signal } = new AbortController();
  const folder = await withRunFolder(signal, async (one) => ({ one, existed: existsSync(one.path) }));
  expect([folder.existed, existsSync(folder.one.path)]).toEqual([true, false]);
  let path = '';
  const failing = withRunFolder(signal, (one) => {
    path = one.path;
    return Promise.reject(new Error('no'));
  });
  expect([(await failureOf(() => failing)).message, existsSync(path)]).toEqual(['no', false]);
});

test('an aborted signal interrupts the run', async () => {
  const abortion = new AbortController();
  const { start } = site();
  const endedBy = await withRunFolder(abortion.signal, async (runFolder) => {
    const { codex, spoke } = start('echo; exec sleep 1000', { runFolder });
    await spoke;
    abortion.abort();
    return (await codex.ended).endedBy;
  });
  expect(endedBy).toBe('interrupt');
});

test('a signal that is aborted already creates no folder', async () => {
  const signal = AbortSignal.abort(new Error('Interrupted.'));
  let called = false;
  const { message } = await failureOf(() => withRunFolder(signal, async () => void (called = true)));
  expect([message, called]).toEqual(['Interrupted.', false]);
});

test('a run without a folder is interrupted, plays no scenario', async () => {
  const run = createRunFolder(temporaryFolder());
  await removeRunFolder(run);
  expect(isInterrupted(run)).toBe(true);
  expect(() => createScenarioFolder(run)).toThrow('ENOENT');
  expect(existsSync(run.path)).toBe(false);
});

test('removing a run twice is no error', async () => {
  const run = createRunFolder(temporaryFolder());
  await removeRunFolder(run);
  await removeRunFolder(run);
  expect(existsSync(run.path)).toBe(false);
});

test('a sweep removes the folders of dead owners and nothing else', async () => {
  const parent = temporaryFolder();
  const [dead, living] = [runOf(String(deadProcess()), parent), runOf(String(process.ppid), parent)];
  const mine = createRunFolder(parent).path;
  const strange = ['', '0', '-1', '1.5', 'somebody'].map((owner) => runOf(owner, parent));
  const ownerless = join(parent, `codex-conformance-run-${deadProcess()}`);
  mkdirSync(ownerless);
  const others = join(parent, `other-codex-conformance-run-${deadProcess()}-abcdef`);
  mkdirSync(others);
  await sweepDeadRuns(parent);
  expect(existsSync(dead)).toBe(false);
  expect([living, mine, ...strange, ownerless, others].filter((path) => !existsSync(path))).toEqual([]);
});

test('a sweep removes a half-made folder of a dead owner', async () => {
  const parent = temporaryFolder();
  const bare = join(parent, `codex-conformance-run-${deadProcess()}-abcdef`);
  mkdirSync(bare);
  await sweepDeadRuns(parent);
  expect(existsSync(bare)).toBe(false);
});

test('a sweep kills only processes of a dead owner', async () => {
  const parent = temporaryFolder();
  const dead = runOf(String(deadProcess()), parent);
  const leftOver = site().start('echo; read go', {
    env: { PATH: process.env['PATH'] ?? '', MARK: join(dead, 'world-1') },
  });
  const mine = site().start('echo $$; read go');
  await Promise.all([leftOver.spoke, mine.spoke]);
  // The number of a group of the dead run was given to a process of a living one.
  noteGroup({ path: dead }, Number(mine.stdout().toString()));
  await sweepDeadRuns(parent);
  expect(existsSync(dead)).toBe(false);
  expect((await leftOver.codex.ended).signal).toBe('SIGKILL');
  mine.codex.stdin.end('go\n');
  expect((await mine.codex.ended).exitCode).toBe(0);
});

test('a folder is removed although something still writes to it', async () => {
  const { start, folder } = site();
  const target = join(folder, 'target');
  const { codex, spoke } = start(
    'mkdir -p target/a/b; echo; i=0; while [ $i -lt 3000 ]; do : > target/a/b/$i || exit 0; i=$((i+1)); done',
  );
  await spoke;
  removeTree(target);
  await codex.ended;
  expect(existsSync(target)).toBe(false);
});
