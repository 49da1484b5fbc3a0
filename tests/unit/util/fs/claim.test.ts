import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { claimFolder, withClaim } from '../../../../helpers/util/fs/claim.ts';
import { birthOf } from '../../../../helpers/util/live-process.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';
import { failureOf, temporaryFolder, write } from '../../codex/temporary.ts';

const OWN = `.in-use-${process.pid}-${birthOf(process.pid)}-${hostname()}`;

function claimOf(pid: number, birth: string, host: string = hostname()): string {
  return `.in-use-${pid}-${birth}-${host}`;
}

test('a claimed folder is refused until the claim ends', async () => {
  const folder = join(temporaryFolder(), 'made');
  const exits = process.listenerCount('exit');
  const release = await claimFolder(folder);
  expect(await failureOf(() => withClaim(folder, () => Promise.resolve()))).toEqual({
    kind: 'environment',
    message: `Another run is writing to ${folder}.`,
    hint: 'Wait for its end, or choose another folder: --out DIR',
  });
  await release();
  expect(await withClaim(folder, () => Promise.resolve(readdirSync(folder)))).toEqual([OWN]);
  expect([readdirSync(folder), process.listenerCount('exit')]).toEqual([[], exits]);
});

test('a body that fails ends the claim', async () => {
  const folder = temporaryFolder();
  expect(await failureOf(() => withClaim(folder, () => Promise.reject(new Error('no'))))).toEqual({ message: 'no' });
  expect(readdirSync(folder)).toEqual([]);
});

test('a body that fails leaves no folder that was created for it', async () => {
  const parent = temporaryFolder();
  const failing = () => withClaim(join(parent, 'outputs', 'matrix'), () => Promise.reject(new Error('no')));
  await failureOf(failing);
  expect(readdirSync(parent)).toEqual([]);
  write(join(parent, 'outputs', 'mine'), '');
  await failureOf(failing);
  expect(readdirSync(join(parent, 'outputs'))).toEqual(['mine']);
});

test('an exit of the process removes its claim', async () => {
  const folder = temporaryFolder();
  const claim = JSON.stringify(join(SUITE_ROOT, 'helpers/util/fs/claim.ts'));
  const program = `const { claimFolder } = await import(${claim}); await claimFolder(process.argv[1]); process.exit(130);`;
  const { exitCode } = await execa(process.execPath, ['--input-type=module', '--eval', program, folder], {
    reject: false,
  });
  expect([exitCode, readdirSync(folder)]).toEqual([130, []]);
});

test.each([
  ['a live process', claimOf(process.ppid, birthOf(process.ppid)), true],
  ['a dead process', claimOf(spawnSync('true').pid, '1'), false],
  ['a process whose number was given to another', claimOf(process.ppid, '1'), false],
  ['another machine', claimOf(1, '1', 'else-where.example'), true],
])('the claim of %s is valid or removed', async (_, name, isValid) => {
  const folder = temporaryFolder();
  write(join(folder, name), '');
  const claiming = withClaim(folder, () => Promise.resolve(readdirSync(folder)));
  if (isValid) await expect(claiming).rejects.toThrow('Another run is writing');
  else expect(await claiming).toEqual([OWN]);
  expect(readdirSync(folder)).toEqual(isValid ? [name] : []);
});

test('the claim of another machine expires after an hour', async () => {
  const folder = temporaryFolder();
  const old = Date.now() / 1000 - 3601;
  utimesSync(write(join(folder, claimOf(1, '1', 'elsewhere')), ''), old, old);
  expect(await withClaim(folder, () => Promise.resolve(readdirSync(folder)))).toEqual([OWN]);
});

test('of many processes at most one claims a folder', async () => {
  const folder = temporaryFolder();
  const claim = JSON.stringify(join(SUITE_ROOT, 'helpers/util/fs/claim.ts'));
  const program = `
    const { claimFolder } = await import(${claim});
    try { await claimFolder(process.argv[1]); console.log('claimed'); } catch (error) { console.log(error.message); }
    process.stdin.resume();`;
  const children = Array.from({ length: 4 }, () =>
    execa(process.execPath, ['--input-type=module', '--eval', program, folder], { buffer: false }),
  );
  const answers = await Promise.all(children.map(async ({ stdout }) => String(await once(stdout, 'data')).trim()));
  for (const { stdin } of children) stdin.end();
  await Promise.all(children);
  const refused = answers.filter((answer) => answer === `Another run is writing to ${folder}.`).length;
  expect(refused).toBeGreaterThanOrEqual(3);
  expect(answers.filter((answer) => answer === 'claimed').length).toBe(4 - refused);
});

test('a folder that vanished before the claim ends is no error', async () => {
  const folder = join(temporaryFolder(), 'gone');
  const release = await claimFolder(folder);
  rmSync(folder, { recursive: true });
  await expect(release()).resolves.toBeUndefined();
});

test('a folder that cannot be written to is named', async () => {
  const file = write(join(temporaryFolder(), 'file'), '');
  expect(await failureOf(() => claimFolder(file))).toMatchObject({
    kind: 'environment',
    message: `Cannot write to ${file}: a part of the path is a file, not a folder (EEXIST).`,
  });
});
