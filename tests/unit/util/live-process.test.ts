import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { birthOf, isAlive } from '../../../helpers/util/live-process.ts';

test('this process is alive, with its own birth only', () => {
  const birth = birthOf(process.pid);
  expect([isAlive(process.pid), isAlive(process.pid, birth), isAlive(process.pid, '1')]).toEqual([true, true, false]);
});

test('a process that ended is not alive and has no birth', () => {
  const { pid } = spawnSync('true');
  expect([isAlive(pid), isAlive(pid, '1'), birthOf(pid)]).toEqual([false, false, '']);
});

test('a process of another user is alive', () => {
  expect(isAlive(1)).toBe(true);
});
