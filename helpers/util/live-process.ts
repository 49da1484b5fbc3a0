import { readFileSync } from 'node:fs';

/**
 * True for a process that runs. A zombie does not.
 *
 * @param birth its {@link birthOf}, where it is known: the number of a dead process may be given to another one
 */
export function isAlive(pid: number, birth?: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return birth === undefined || birthOf(pid) === birth;
}

/** The start of a running process in the kernel's own count; empty where the system does not show it. */
export function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}
