import { expect, test } from 'vitest';
import { parseShard, shareOf } from '../../../helpers/scenarios/shard.ts';
import { failureOf } from '../codex/temporary.ts';

test('takes every n-th item, so that each is in one shard', () => {
  const items = ['a', 'b', 'c', 'd', 'e'];
  const shares = [1, 2, 3].map((index) => shareOf(items, parseShard(`${index}/3`)));
  expect(shares).toEqual([['a', 'd'], ['b', 'e'], ['c']]);
});

test.for(['0/3', '4/3', '1', '1/', '-1/3', '1.5/3', '1/3/5'])('rejects %j as a shard', async (text) => {
  expect(await failureOf(() => parseShard(text))).toEqual({
    kind: 'usage',
    message: `--shard expects the number of a shard and the number of shards, received "${text}".`,
    hint: 'Write it as in --shard 1/4.',
  });
});
