import { expect, test } from 'vitest';
import { scenariosMatching } from '../../../helpers/versions/load-version.ts';

async function matching(...only: readonly string[]): Promise<string[]> {
  return await scenariosMatching({ cwd: '/', env: {}, only });
}

test('matches scenarios, not the ids of checks', async () => {
  const names = await matching('exec/errors/**');
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => !name.startsWith('exec/errors/'))).toEqual([]);
});

test('takes all scenarios without a pattern', async () => {
  expect((await matching()).length).toBeGreaterThan(100);
});

test('rejects a pattern of checks alone', async () => {
  await expect(matching('turn/reply/exact')).rejects.toThrow('No scenario matches --only turn/reply/exact.');
});
