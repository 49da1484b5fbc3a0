import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import process from 'node:process';

/**
 * The commands of the live processes, other than this one, that name a path in their arguments or their environment,
 * or work below it. Looks at /proc itself: the suite's own look at it is under test. Zombies have none of the three.
 */
export function processesNaming(path: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .flatMap((pid) => {
      const command = readOr(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      const environment = readOr(() => readFileSync(`/proc/${pid}/environ`, 'utf8'));
      const folder = readOr(() => readlinkSync(`/proc/${pid}/cwd`));
      return [command, environment, folder].some((text) => text.includes(path)) ? [command.replaceAll('\0', ' ')] : [];
    });
}

/** Empty for a process that has exited. */
function readOr(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
