import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf, type LiveProcess } from './process-table.ts';

/** Milliseconds between two looks at the process table: nothing announces the death of a process that is not our child. */
const LOOK_EVERY_MS = 10;

/** Milliseconds. A process that survives SIGKILL for so long is another user's, or stuck in the kernel: it stays. */
const GIVE_UP_AFTER_MS = 5000;

/** Sends SIGKILL to a whole process group. A group that is gone is no error. */
export function killGroup(pgid: number): void {
  signal(-pgid);
}

/**
 * Kills each process of a run, wherever it hid.
 *
 * @param limitMs milliseconds after which it gives up
 * @returns those that cannot be killed; as a rule nobody
 */
export async function killAll(
  groups: ReadonlySet<number>,
  folder: string,
  limitMs: number = GIVE_UP_AFTER_MS,
): Promise<LiveProcess[]> {
  const until = performance.now() + limitMs;
  for (;;) {
    const left = processesOf(groups, folder);
    if (left.length === 0) return left;
    // At least once: on a busy machine the first look alone may take as long as the limit.
    for (const { pid } of left) signal(pid);
    if (performance.now() >= until) return left;
    await sleep(LOOK_EVERY_MS);
  }
}

/**
 * The processes of a run that outlive their parent by more than a grace period (milliseconds): a helper that is on
 * its way out when codex exits is not a leak.
 */
export async function survivorsAfter(
  groups: ReadonlySet<number>,
  folder: string,
  graceMs: number,
): Promise<LiveProcess[]> {
  const until = performance.now() + graceMs;
  for (;;) {
    const left = processesOf(groups, folder);
    if (left.length === 0 || performance.now() >= until) return left;
    await sleep(LOOK_EVERY_MS);
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already, or may not be killed.
  }
}
