import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskError } from '../util/fs/disk-error.ts';
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

/**
 * Creates the folder of a run, with a name that says that this process owns it.
 *
 * @param parent the folder to create it in
 * @default the system's folder for temporary files
 * @throws SuiteError `environment` if it cannot be written to
 */
export function createRunFolder(parent: string = tmpdir()): RunFolder {
  try {
    const path = realpathSync(mkdtempSync(join(parent, `${PREFIX}${process.pid}-`)));
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

/** True once {@link interruptRun} was called, in whatever process. */
export function isInterrupted(folder: RunFolder): boolean {
  return existsSync(join(folder.path, INTERRUPTED));
}

/** Kills what is left of the run and removes its folder. What cannot be killed is given up after seconds. */
export async function removeRunFolder(folder: RunFolder): Promise<void> {
  await killAll(groupsOf(folder.path), folder.path);
  removeTree(folder.path);
}

/** The same from an exit handler, where nothing can be awaited. */
export function removeRunFolderNow(folder: RunFolder): void {
  for (const pgid of groupsOf(folder.path)) killGroup(pgid);
  removeTree(folder.path);
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

/** Creates a folder of its own for one scenario. */
export function createScenarioFolder(folder: RunFolder): string {
  mkdirSync(folder.path, { recursive: true });
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
