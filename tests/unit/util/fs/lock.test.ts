import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withLock } from '../../../../helpers/util/fs/lock.ts';
import { newOwner } from '../../../../helpers/util/fs/owner.ts';
import { failureOf, temporaryFolder, write } from '../../codex/temporary.ts';

/** Asks for a lock many times at once; gives the most that had it at the same time. */
async function mostAtOnce(path: string, times: number): Promise<number> {
  let now = 0;
  let most = 0;
  const enter = async (): Promise<void> => {
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    await new Promise(setImmediate);
    now -= 1;
  };
  await Promise.all(Array.from({ length: times }, () => withLock(path, enter)));
  return most;
}

test('one has it at a time, and nothing is left when all are done', async () => {
  const folder = temporaryFolder();
  expect(await mostAtOnce(join(folder, 'lock'), 8)).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('the result and the error of the body come through, and the lock is free after both', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'lock');
  expect(await withLock(path, () => Promise.resolve(7))).toBe(7);
  expect(await failureOf(() => withLock(path, () => Promise.reject(new Error('no'))))).toEqual({ message: 'no' });
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['whose owner died', JSON.stringify({ ...newOwner(), birth: '1', token: 'dead' })],
  ['whose owner cannot be read', ''],
])('a lock %s is put aside, once, though many ask for it', async (_, owner) => {
  const folder = temporaryFolder();
  write(join(folder, 'lock', 'owner'), owner);
  expect(await mostAtOnce(join(folder, 'lock'), 8)).toBe(1);
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^lock\.dead-/)]);
});

test('who comes late does not put aside what another took from the dead', async () => {
  const folder = temporaryFolder();
  const dead = { ...newOwner(), birth: '1', token: 'dead' };
  write(join(folder, 'lock.dead-dead', 'owner'), JSON.stringify(dead));
  write(join(folder, 'lock', 'owner'), JSON.stringify(dead));
  const failure = await failureOf(() =>
    withLock(join(folder, 'lock'), () => Promise.resolve(), { signal: AbortSignal.timeout(120) }),
  );
  expect(failure.message).toBe('The operation was aborted');
  expect(readdirSync(folder)).toEqual(['lock', 'lock.dead-dead']);
});

/** Takes a lock and keeps it until it is told to let go. */
async function taken(path: string): Promise<{ letGo: () => void; done: Promise<void> }> {
  const { promise: free, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: has, resolve: enter } = Promise.withResolvers<void>();
  const done = withLock(path, () => {
    enter();
    return free;
  });
  await has;
  return { letGo, done };
}

test('who waits is told so once, and gets it when it is free', async () => {
  const path = join(temporaryFolder(), 'lock');
  const first = await taken(path);
  let waits = 0;
  const second = await withLock(path, () => Promise.resolve('second'), {
    onWait: () => {
      waits += 1;
      first.letGo();
    },
  });
  await first.done;
  expect([second, waits]).toEqual(['second', 1]);
});

test('a signal ends the waiting and leaves the lock to its owner', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'lock');
  const first = await taken(path);
  const controller = new AbortController();
  const options = { signal: controller.signal, onWait: () => controller.abort() };
  expect(await failureOf(() => withLock(path, () => Promise.resolve(), options))).toEqual({
    message: 'The operation was aborted',
  });
  expect(readdirSync(folder)).toEqual(['lock']);
  first.letGo();
  await first.done;
});

test('a folder that cannot be made is an error of the system', async () => {
  const path = write(join(temporaryFolder(), 'file'), '');
  expect(await failureOf(() => withLock(join(path, 'lock'), () => Promise.resolve()))).toMatchObject({
    message: expect.stringContaining('EEXIST') as string,
  });
});
