import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { claimFolder, withClaim } from '../../../../helpers/util/fs/claim.ts';
import { newOwner } from '../../../../helpers/util/fs/owner.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';
import { failureOf, temporaryFolder, write } from '../../codex/temporary.ts';

test('a folder that another run has is refused at once, and free when that run has ended', async () => {
  const folder = join(temporaryFolder(), 'made');
  const exits = process.listenerCount('exit');
  const release = await claimFolder(folder);
  expect(await failureOf(() => withClaim(folder, () => Promise.resolve()))).toEqual({
    kind: 'environment',
    message: `Another run is writing to ${folder}.`,
    hint: 'Wait for its end, or choose another folder: --out DIR',
  });
  await release();
  expect(await withClaim(folder, () => Promise.resolve(readdirSync(folder)))).toEqual(['.in-use']);
  expect([readdirSync(folder), process.listenerCount('exit')]).toEqual([[], exits]);
});

test('the folder is free after an error, too', async () => {
  const folder = temporaryFolder();
  expect(await failureOf(() => withClaim(folder, () => Promise.reject(new Error('no'))))).toEqual({ message: 'no' });
  expect(readdirSync(folder)).toEqual([]);
});

test('a process that ends while it has a folder leaves nothing in it', async () => {
  const folder = temporaryFolder();
  const claim = JSON.stringify(join(SUITE_ROOT, 'helpers/util/fs/claim.ts'));
  const program = `const { claimFolder } = await import(${claim}); await claimFolder(process.argv[1]); process.exit(130);`;
  const { exitCode } = await execa(process.execPath, ['--input-type=module', '--eval', program, folder], {
    reject: false,
  });
  expect([exitCode, readdirSync(folder)]).toEqual([130, []]);
});

test('the claim of one that was killed is taken over, and nothing of it is left', async () => {
  const folder = temporaryFolder();
  write(join(folder, '.in-use', 'owner'), JSON.stringify({ ...newOwner(), birth: '1', token: 'dead' }));
  const release = await claimFolder(folder);
  expect(readdirSync(folder)).toEqual(['.in-use', '.in-use.dead-dead']);
  await release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that is gone before the claim ends is no error', async () => {
  const folder = join(temporaryFolder(), 'gone');
  const release = await claimFolder(folder);
  rmSync(folder, { recursive: true });
  await expect(release()).resolves.toBeUndefined();
});

test('a folder that cannot be written to is told as such', async () => {
  const file = write(join(temporaryFolder(), 'file'), '');
  expect(await failureOf(() => claimFolder(file))).toMatchObject({
    kind: 'environment',
    message: `Cannot write to ${file}: a part of the path is a file, not a folder (EEXIST).`,
  });
});
