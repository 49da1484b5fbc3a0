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
  ENOENT: { reason: 'it cannot be created there', hint: chooseFolder },
  EISDIR: { reason: 'a folder has this name', hint: removeOrChoose },
  ENAMETOOLONG: { reason: 'the name is too long for the file system', hint: chooseFolder },
};

/**
 * Explains an error of the operating system for a file or folder. Other errors are returned unchanged.
 *
 * @param action the failed action, such as `write`
 * @param path the file or folder
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
  return `Move away the file or folder at or above ${folder}, or choose another folder.`;
}

function chooseFolder(folder: string): string {
  return `Choose a folder other than ${folder}.`;
}
