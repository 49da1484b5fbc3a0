import { execa } from 'execa';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';

/** Seconds that a command took. */
export interface ProcessTimes {
  readonly wall: number;
  /** User and system time of the whole process tree. */
  readonly cpu: number;
}

/** Runs a command in the suite's folder, and returns its times and what it printed. */
export async function processTimes(
  program: string,
  args: readonly string[],
): Promise<ProcessTimes & { readonly stdout: string }> {
  // Node.js does not report the times of children.
  const script = `TIMEFORMAT='%R %U %S'; { time "$@" 2>&3; } 3>/dev/null`;
  const { stdout, stderr } = await execa('bash', ['-c', script, 'bash', program, ...args], {
    cwd: SUITE_ROOT,
    stdin: 'ignore',
  });
  const [wall, user, system] = stderr.split(' ').map(Number) as [number, number, number];
  return { wall, cpu: user + system, stdout };
}

/** The middle value, and the least and the greatest. */
export function spread(values: readonly number[], unit = ' s'): string {
  return `${median(values).toFixed(2)}${unit} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
