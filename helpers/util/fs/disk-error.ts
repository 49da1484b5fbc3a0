import { dirname } from 'node:path';
import { SuiteError } from '../errors.ts';

const FAILURES: Readonly<
  Record<string, { readonly reason: string; readonly hint: (folder: string, action: string) => string }>
> = {
  EACCES: { reason: 'permission denied', hint: allow },
  EPERM: { reason: 'the operation is not permitted', hint: allow },
  EROFS: { reason: 'the file system is read-only', hint: chooseFolder },
  ENOSPC: { reason: 'no space is left on the disk', hint: freeSpace },
  EDQUOT: { reason: 'the disk quota is used up', hint: freeSpace },
  ENOTDIR: { reason: 'a part of the path is a file, not a folder', hint: removeOrChoose },
  EEXIST: { reason: 'a part of the path is a file, not a folder', hint: removeOrChoose },
  EISDIR: { reason: 'there is a folder with this name', hint: removeOrChoose },
  ENAMETOOLONG: { reason: 'the name is too long for the file system', hint: chooseFolder },
};

/**
 * Turns what a failed operation on a file or folder threw into an error that says which folder it was and what to do.
 * What did not come from the operating system comes back as it is.
 *
 * @param action what was tried, such as `write`
 * @param path the file or folder that it was tried on
 */
export function diskError(thrown: unknown, action: string, path: string): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown) || !('syscall' in thrown)) return thrown;
  const failure = FAILURES[String(thrown.code)];
  const folder = dirname(path);
  return new SuiteError(
    'environment',
    `Cannot ${action} ${path}: ${failure?.reason ?? thrown.message} (${String(thrown.code)}).`,
    {
      hint: failure?.hint(folder, action) ?? chooseFolder(folder),
      cause: thrown,
    },
  );
}

function allow(folder: string, action: string): string {
  return `Allow this user to ${action} in ${folder}, or choose another folder.`;
}

function freeSpace(folder: string): string {
  return `Free some space on the disk of ${folder}, or choose a folder on another disk.`;
}

function removeOrChoose(folder: string): string {
  return `Move away what is in the way at or above ${folder}, or choose another folder.`;
}

function chooseFolder(folder: string): string {
  return `Choose another folder than ${folder}.`;
}
