import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf, type LiveProcess } from './process-table.ts';

/** Milliseconds between two looks at the process table: there is no event for the exit of a process that is not a child. */
const POLL_MS = 10;

/** Milliseconds. A process that survives SIGKILL for longer belongs to another user or is stuck in the kernel. */
const GIVE_UP_AFTER_MS = 5000;

/** Sends SIGKILL to a process group. A missing group is no error. */
export function killGroup(pgid: number): void {
  signal(-pgid);
}

/**
 * Kills each process of a run, including those that left their group. See `processesOf`.
 *
 * @param limitMs milliseconds after which it gives up
 * @returns the processes that cannot be killed, usually none
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
    // At least once: on a busy machine the first look may exceed the limit.
    for (const { pid } of left) signal(pid);
    if (performance.now() >= until) return left;
    await sleep(POLL_MS);
  }
}

/**
 * The processes of a run that outlive their parent by more than a grace period (milliseconds): a helper that exits
 * shortly after codex is not a leak.
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
    await sleep(POLL_MS);
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has exited, or belongs to another user.
  }
}
