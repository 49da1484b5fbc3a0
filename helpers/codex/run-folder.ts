import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskError } from '../util/fs/disk-error.ts';
import { isAlive } from '../util/live-process.ts';
import { killAll, killGroup } from './kill.ts';

/**
 * The temporary folder of a run. It contains the worlds and a list of the started process groups, so that any process of
 * the run can clean up, and a later run can do so after a crash.
 */
export interface RunFolder {
  readonly path: string;
}

const PREFIX = 'codex-conformance-run-';

/**
 * The pid of the owner is in the name: a file inside would be written after the folder is created, and might be removed
 * before it.
 */
const OWNED = new RegExp(`^${PREFIX}(?<owner>\\d+)-`);
const GROUPS = 'groups';
const INTERRUPTED = 'interrupted';

/** The folders that this process has to remove before it exits. */
const open = new Set<string>();

/**
 * Runs a body with a run folder, which is removed afterwards, even if the process exits first. When the signal is aborted,
 * every codex of the run is killed, so that the body ends.
 *
 * @throws SuiteError `environment` if the folder cannot be created; the reason of a signal that was aborted before
 */
export async function withRunFolder<T>(signal: AbortSignal, body: (folder: RunFolder) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const folder = createRunFolder();
  const onAbort = (): void => interruptRun(folder);
  signal.addEventListener('abort', onAbort);
  try {
    return await body(folder);
  } finally {
    signal.removeEventListener('abort', onAbort);
    await removeRunFolder(folder);
  }
}

/**
 * Creates a run folder that this process owns. {@link removeRunFolder} removes it, or else the exit of this process.
 *
 * @param parent the folder to create it in
 * @default the system's folder for temporary files
 * @throws SuiteError `environment` if it cannot be written to
 */
export function createRunFolder(parent: string = tmpdir()): RunFolder {
  try {
    const path = realpathSync(mkdtempSync(join(parent, `${PREFIX}${process.pid}-`)));
    if (open.size === 0) process.on('exit', removeOpenFolders);
    open.add(path);
    mkdirSync(join(path, GROUPS));
    return { path };
  } catch (error) {
    throw diskError(error, 'create a temporary folder in', parent);
  }
}

/** Records a process group. */
export function noteGroup(folder: RunFolder, pgid: number): void {
  writeFileSync(join(folder.path, GROUPS, String(pgid)), '');
}

/** Removes the record of a process group that has ended: its number may be reused. */
export function forgetGroup(folder: RunFolder, pgid: number): void {
  rmSync(join(folder.path, GROUPS, String(pgid)), { force: true });
}

/** Kills every codex of the run and marks the run as interrupted. Never throws: signal handlers call it. */
export function interruptRun(folder: RunFolder): void {
  if (!existsSync(folder.path)) return;
  try {
    writeFileSync(join(folder.path, INTERRUPTED), '');
  } catch {
    // The disk is full, or the folder is being removed: killing is more important than the mark.
  }
  try {
    for (const pgid of groupsOf(folder.path)) killGroup(pgid);
  } catch {
    // The folder is being removed, and its groups are killed by that.
  }
}

/** True after {@link interruptRun} in any process, and after the removal of the folder. */
export function isInterrupted(folder: RunFolder): boolean {
  return existsSync(join(folder.path, INTERRUPTED)) || !existsSync(folder.path);
}

/** Kills the processes of the run and removes its folder. Gives up after seconds on a process that cannot be killed. */
export async function removeRunFolder({ path }: RunFolder): Promise<void> {
  await killAll(groupsOf(path), path);
  removeTree(path);
  open.delete(path);
  if (open.size === 0) process.off('exit', removeOpenFolders);
}

/** For an exit handler, which cannot await anything. */
function removeOpenFolders(): void {
  for (const path of open) {
    for (const pgid of groupsOf(path)) killGroup(pgid);
    removeTree(path);
  }
}

/**
 * Removes the folders of runs whose owner was killed, and kills their processes. Failures are ignored.
 *
 * @param parent the folder to look in
 * @default the system's folder for temporary files
 */
export async function sweepDeadRuns(parent: string = tmpdir()): Promise<void> {
  const real = realpathSync(parent);
  for (const name of readdirSync(real)) {
    const owner = OWNED.exec(name)?.groups?.['owner'];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const path = join(real, name);
    try {
      // The numbers of its groups may be reused; a process with its folder in the environment is certainly its own.
      await killAll(new Set(), path);
      removeTree(path);
    } catch {
      // It belongs to another user, or another run is removing it.
    }
  }
}

/** Creates a folder for one scenario. Throws after the removal of the run folder. */
export function createScenarioFolder(folder: RunFolder): string {
  return mkdtempSync(join(folder.path, 'world-'));
}

/** Removes a folder, even while a dying codex writes to it. */
export function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}

function groupsOf(path: string): Set<number> {
  const folder = join(path, GROUPS);
  return new Set(existsSync(folder) ? readdirSync(folder).map(Number) : []);
}
