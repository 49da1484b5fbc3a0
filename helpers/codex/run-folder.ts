import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskError } from '../util/fs/disk-error.ts';
import { isAlive } from '../util/live-process.ts';
import { killAll, killGroup } from './kill.ts';

/**
 * The folder of one run of the suite. Each world lies in it, and each process group that was started is noted in it,
 * so that any process of the run, or a later run, can clean up after one that was interrupted or crashed.
 */
export interface RunFolder {
  readonly path: string;
}

const PREFIX = 'codex-conformance-run-';

/**
 * The owner is in the name, because that alone is there from the first moment to the last: a file inside is written
 * after the folder was made, and may be the first thing that a removal takes away.
 */
const OWNED = new RegExp(`^${PREFIX}(?<owner>\\d+)-`);
const GROUPS = 'groups';
const INTERRUPTED = 'interrupted';

/** The folders that this process created and did not remove yet: none of them outlives it. */
const open = new Set<string>();

/**
 * Runs a body in the folder of a run, and removes the folder at the end, even if the process exits before that.
 * Once the signal is aborted every codex of the run is killed, so that the body comes to its end.
 *
 * @throws SuiteError `environment` if the folder cannot be created, and the reason of a signal that is aborted already
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
 * Creates the folder of a run, with this process as the owner in its name. It is removed when the process exits, unless
 * {@link removeRunFolder} did so before.
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

/** Notes a process group, before anything can go wrong with it. */
export function noteGroup(folder: RunFolder, pgid: number): void {
  writeFileSync(join(folder.path, GROUPS, String(pgid)), '');
}

/** Takes the note back once the group is gone: its number may be given to somebody else. */
export function forgetGroup(folder: RunFolder, pgid: number): void {
  rmSync(join(folder.path, GROUPS, String(pgid)), { force: true });
}

/** Kills every codex of the run and lets its drivers know why. Never throws: it is called by signal handlers. */
export function interruptRun(folder: RunFolder): void {
  if (!existsSync(folder.path)) return;
  try {
    writeFileSync(join(folder.path, INTERRUPTED), '');
  } catch {
    // The disk is full, or the folder is being removed: to kill them counts more than to say why.
  }
  try {
    for (const pgid of groupsOf(folder.path)) killGroup(pgid);
  } catch {
    // The folder is being removed, and who removes it kills them.
  }
}

/** True once {@link interruptRun} was called in any process, or the run is over. */
export function isInterrupted(folder: RunFolder): boolean {
  return existsSync(join(folder.path, INTERRUPTED)) || !existsSync(folder.path);
}

/** Kills what is left of the run and removes its folder. A process that cannot be killed is given up after seconds. */
export async function removeRunFolder({ path }: RunFolder): Promise<void> {
  await killAll(groupsOf(path), path);
  removeTree(path);
  open.delete(path);
  if (open.size === 0) process.off('exit', removeOpenFolders);
}

/** Called at the exit of the process, where nothing can be awaited. */
function removeOpenFolders(): void {
  for (const path of open) {
    for (const pgid of groupsOf(path)) killGroup(pgid);
    removeTree(path);
  }
}

/**
 * Removes what runs left behind whose owner was killed before it could clean up. What cannot be removed stays.
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
      // The numbers of its groups may belong to others by now; what carries its folder is certainly its own.
      await killAll(new Set(), path);
      removeTree(path);
    } catch {
      // It is somebody else's, or another run sweeps it right now.
    }
  }
}

/** Creates a folder for one scenario. Throws once the folder of the run is removed. */
export function createScenarioFolder(folder: RunFolder): string {
  return mkdtempSync(join(folder.path, 'world-'));
}

/** Codex may still write while it is dying. */
export function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}

function groupsOf(path: string): Set<number> {
  const folder = join(path, GROUPS);
  return new Set(existsSync(folder) ? readdirSync(folder).map(Number) : []);
}
