import { expect, test } from 'vitest';
import { createPool } from '../../../helpers/scenarios/pool.ts';

/** Tasks that note when they start and end only when they are told to. */
function tasks(names: readonly string[]) {
  const log: string[] = [];
  const ends = new Map(names.map((name) => [name, Promise.withResolvers<string>()]));
  const task = (name: string) => async () => {
    log.push(name);
    return await ends.get(name)!.promise;
  };
  return {
    log,
    task,
    end: (name: string) => ends.get(name)!.resolve(`${name} is over`),
    fail: (name: string) => ends.get(name)!.reject(new Error(name)),
  };
}

test('starts tasks in order as slots become free', async () => {
  const { log, task, end } = tasks(['a', 'b', 'c', 'd']);
  const pool = createPool(2);
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => pool.run(task(name)));
  expect(log).toEqual(['a', 'b']);
  end('b');
  expect(await b).toBe('b is over');
  expect(log).toEqual(['a', 'b', 'c']);
  end('a');
  await a;
  expect(log).toEqual(['a', 'b', 'c', 'd']);
  end('c');
  end('d');
  expect(await Promise.all([c, d])).toEqual(['c is over', 'd is over']);
});

test('frees the slot of a task that fails', async () => {
  const { log, task, end, fail } = tasks(['a', 'b']);
  const pool = createPool(1);
  const [a, b] = ['a', 'b'].map((name) => pool.run(task(name)));
  fail('a');
  await expect(a).rejects.toThrow('a');
  end('b');
  expect([await b, log]).toEqual(['b is over', ['a', 'b']]);
});

test('keeps free slots for later tasks', async () => {
  const { log, task, end } = tasks(['a', 'b']);
  const pool = createPool(1);
  end('a');
  await pool.run(task('a'));
  end('b');
  await pool.run(task('b'));
  expect(log).toEqual(['a', 'b']);
});
