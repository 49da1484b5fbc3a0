import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchTurn, type Shown } from '../../../../helpers/versions/bisect/search.ts';

/** A history as letters: `g` good, `b` bad, `?` nothing can be said. Versions are named by their place. */
async function search(history: string, known: Readonly<Record<string, Shown>> = {}) {
  const words: Readonly<Record<string, Shown>> = { g: 'good', b: 'bad' };
  const versions = Array.from(history, (_, index) => String(index));
  const ask = (version: string) => Promise.resolve(words[history.charAt(Number(version))] ?? 'unknown');
  return await searchTurn(versions, ask, new Map(Object.entries(known)));
}

test('finds the turn of a history that turns once, with few looks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), async (good, bad) => {
      const found = await search('g'.repeat(good) + 'b'.repeat(bad));
      expect(found).toMatchObject({ kind: 'found', lastGood: String(good - 1), firstBad: String(good), between: [] });
      expect(found.looks.length).toBeLessThanOrEqual(Math.ceil(Math.log2(good + bad)) + 2);
    }),
  );
});

test('no version is asked twice', async () => {
  const { looks } = await search('gggggggg??bbbbbbb');
  expect(new Set<string>(looks.map(({ version }) => version)).size).toBe(looks.length);
});

test('a turn among versions that say nothing lies between the last good and the first bad', async () => {
  expect(await search('ggg???bb')).toMatchObject({ lastGood: '2', firstBad: '6', between: ['3', '4', '5'] });
});

test('finds a turn behind versions that say nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('g', '?')),
      fc.array(fc.constantFrom('b', '?')),
      async (before, after) => {
        const history = `g${before.join('')}${after.join('')}b`;
        const found = await search(history);
        expect(found).toMatchObject({
          kind: 'found',
          lastGood: String(history.lastIndexOf('g')),
          firstBad: String(history.indexOf('b')),
        });
      },
    ),
  );
});

test.for([
  ['ggg', 'good', 'good'],
  ['bgb', 'bad', 'bad'],
  ['?gb', 'unknown', 'bad'],
  ['gg?', 'good', 'unknown'],
] as const)('searches nothing where the ends are not as they were said to be: %s', async ([history, good, bad]) => {
  const found = await search(history);
  expect(found).toEqual({
    kind: 'no-turn',
    good: { version: '0', shown: good },
    bad: { version: '2', shown: bad },
    looks: [
      { version: '0', shown: good },
      { version: '2', shown: bad },
    ],
  });
});

test('what is known of other versions shows a history that turns more than once', async () => {
  const known = { '1': 'bad', '2': 'good', '6': 'good', '7': 'bad', '5': 'unknown' } as const;
  expect(await search('ggggbbbbb', known)).toMatchObject({
    contradictions: [
      { version: '1', shown: 'bad' },
      { version: '6', shown: 'good' },
    ],
  });
});

test('what goes wrong while a version is asked is passed on', async () => {
  await expect(searchTurn(['1', '2'], () => Promise.reject(new Error('no such version')))).rejects.toThrow(
    'no such version',
  );
});
