import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isAlive, newOwner, parseOwner } from '../../../../helpers/util/fs/owner.ts';

test('this process is alive', () => {
  expect(isAlive(newOwner(), 0)).toBe(true);
});

test('a process that ended is not alive', () => {
  const { pid } = spawnSync('true');
  expect(isAlive({ ...newOwner(), pid, birth: '1' }, 0)).toBe(false);
  expect(isAlive({ ...newOwner(), pid, birth: null }, 0)).toBe(false);
});

test('a process that got the number of another is not that one', () => {
  expect(isAlive({ ...newOwner(), birth: '1' }, 0)).toBe(false);
});

test('a process of another machine counts as alive for an hour', () => {
  const owner = { ...newOwner(), host: 'elsewhere', pid: 4_000_000 };
  expect([0, 3_599_999, 3_600_000].map((age) => isAlive(owner, age))).toEqual([true, true, false]);
});

test('an owner is read as it was written, and nothing else is one', () => {
  const owner = newOwner();
  expect(parseOwner(JSON.stringify(owner))).toEqual(owner);
  expect(['', '{}', 'null', '{"pid":0}'].map(parseOwner)).toEqual([null, null, null, null]);
});
