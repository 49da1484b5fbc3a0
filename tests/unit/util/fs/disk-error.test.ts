import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SuiteError } from '../../../../helpers/util/errors.ts';
import { diskError } from '../../../../helpers/util/fs/disk-error.ts';

test('names the failure, the path and what to do', () => {
  const codes = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENAMETOOLONG', 'EIO'];
  expect(
    codes.map((code) => {
      const error = diskError(systemError(code), 'write', '/out/run.json') as SuiteError;
      return `${error.kind}: ${error.message} ${error.hint}`;
    }),
  ).toMatchInlineSnapshot(`
    [
      "environment: Cannot write /out/run.json: permission denied (EACCES). Allow this user to write in /out, or choose another folder.",
      "environment: Cannot write /out/run.json: the operation is not permitted (EPERM). Allow this user to write in /out, or choose another folder.",
      "environment: Cannot write /out/run.json: the file system is read-only (EROFS). Choose a folder other than /out.",
      "environment: Cannot write /out/run.json: no space is left on the disk (ENOSPC). Free some space on the disk of /out, or choose a folder on another disk.",
      "environment: Cannot write /out/run.json: the disk quota is used up (EDQUOT). Free some space on the disk of /out, or choose a folder on another disk.",
      "environment: Cannot write /out/run.json: a part of the path is a file, not a folder (ENOTDIR). Move away the file or folder at or above /out, or choose another folder.",
      "environment: Cannot write /out/run.json: a part of the path is a file, not a folder (EEXIST). Move away the file or folder at or above /out, or choose another folder.",
      "environment: Cannot write /out/run.json: a folder has this name (EISDIR). Move away the file or folder at or above /out, or choose another folder.",
      "environment: Cannot write /out/run.json: the name is too long for the file system (ENAMETOOLONG). Choose a folder other than /out.",
      "environment: Cannot write /out/run.json: EIO: as the system put it (EIO). Choose a folder other than /out.",
    ]
  `);
});

test('keeps the error of the operating system as the cause', () => {
  let thrown: unknown;
  try {
    readFileSync('/no/such/file');
  } catch (error) {
    thrown = error;
  }
  expect((diskError(thrown, 'read', '/no/such/file') as SuiteError).cause).toBe(thrown);
});

test('what is no error of the operating system stays as it is', () => {
  const others = [
    new TypeError('a defect'),
    Object.assign(new Error('with a code'), { code: 'EACCES' }),
    'text',
    undefined,
  ];
  expect(others.map((other) => diskError(other, 'write', '/x') === other)).toEqual([true, true, true, true]);
});

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as the system put it`), { code, syscall: 'open' });
}
