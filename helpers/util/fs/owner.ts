import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import * as z from 'zod';

/** A process of another machine, or of another container, cannot be asked whether it lives. */
const FOREIGN_LIVES_MS = 60 * 60 * 1000;

const Owner = z.object({ pid: z.int().positive(), host: z.string(), birth: z.string().nullable(), token: z.string() });

/** The process that something in the store belongs to. */
export type Owner = z.infer<typeof Owner>;

/** This process, with a token that nothing else has. */
export function newOwner(): Owner {
  return { pid: process.pid, host: hostname(), birth: birthOf(process.pid), token: randomUUID() };
}

/** What {@link newOwner} wrote as JSON, or null for anything else. */
export function parseOwner(text: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * True while the process of an owner lives. A number that was given to another process since then does not count, nor
 * does a zombie. Owners on other machines count as alive for an hour.
 *
 * @param ageMs milliseconds since the owner was written down
 */
export function isAlive({ pid, host, birth }: Owner, ageMs: number): boolean {
  if (host !== hostname()) return ageMs < FOREIGN_LIVES_MS;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return birth === null || birthOf(pid) === birth;
}

/** When a live process was started, in the kernel's own count; null where the system does not show it. */
function birthOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
