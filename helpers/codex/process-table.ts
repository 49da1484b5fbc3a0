import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { platform } from 'node:os';

/** A live process. */
export interface LiveProcess {
  readonly pid: number;
  readonly pgid: number;
  readonly command: string;
}

/**
 * The live processes of a run: those in its process groups and, on Linux, those that left their group but have the folder
 * in their environment or work below it. Zombies are not alive.
 *
 * @param folder absolute path that no process of another run has in its environment
 */
export function processesOf(groups: ReadonlySet<number>, folder: string): LiveProcess[] {
  const all = platform() === 'linux' ? fromProc(groups, folder) : fromPs(groups);
  return all.filter(({ pid }) => pid !== process.pid);
}

/** The process group of kernel threads. */
const KERNEL = 0;

function fromProc(groups: ReadonlySet<number>, folder: string): LiveProcess[] {
  const found: LiveProcess[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = parseStat(readOr(`/proc/${pid}/stat`));
    if (stat === undefined || stat.state === 'Z' || stat.state === 'X' || stat.pgid === KERNEL) continue;
    if (!groups.has(stat.pgid) && !carries(pid, folder)) continue;
    const command = readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
    found.push({ pid, pgid: stat.pgid, command: command === '' ? stat.name : command });
  }
  return found;
}

/** The name is in brackets and may contain brackets and spaces, so the fields are counted from the last bracket. */
function parseStat(text: string): { name: string; state: string; pgid: number } | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return undefined;
  const [state, , pgid] = text.slice(close + 2).split(' ');
  return { name: text.slice(open + 1, close), state: state!, pgid: Number(pgid) };
}

function carries(pid: number, folder: string): boolean {
  return readOr(`/proc/${pid}/environ`).includes(folder) || linkOr(`/proc/${pid}/cwd`).startsWith(folder);
}

function fromPs(groups: ReadonlySet<number>): LiveProcess[] {
  return parsePs(execFileSync('ps', ['-A', '-o', 'pid=,pgid=,stat=,command='], { encoding: 'utf8' }), groups);
}

/** The live processes of these groups in the output of `ps -A -o pid=,pgid=,stat=,command=`. */
export function parsePs(text: string, groups: ReadonlySet<number>): LiveProcess[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (match === null || match[3]!.startsWith('Z') || !groups.has(Number(match[2]))) return [];
    return [{ pid: Number(match[1]), pgid: Number(match[2]), command: match[4]! }];
  });
}

/** A process may exit at any time, or belong to another user. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function linkOr(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
