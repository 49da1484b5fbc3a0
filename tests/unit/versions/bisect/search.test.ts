import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTransition, type Status } from '../../../../helpers/versions/bisect/search.ts';

/** A history as letters: `g` good, `b` bad, `?` unknown. Versions are named by their index. */
async function search(history: string) {
  const words: Readonly<Record<string, Status>> = { g: 'good', b: 'bad' };
  const versions = Array.from(history, (_, index) => String(index));
  return await findTransition(versions, (version) =>
    Promise.resolve(words[history.charAt(Number(version))] ?? 'unknown'),
  );
}

test('finds a single transition in logarithmic time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), async (good, bad) => {
      const found = await search('g'.repeat(good) + 'b'.repeat(bad));
      expect(found).toMatchObject({ kind: 'found', lastGood: String(good - 1), firstBad: String(good), between: [] });
      expect(found.probes.length).toBeLessThanOrEqual(Math.ceil(Math.log2(good + bad)) + 2);
    }),
  );
});

test('probes no version twice', async () => {
  const { probes } = await search('gggggggg??bbbbbbb');
  expect(new Set<string>(probes.map(({ version }) => version)).size).toBe(probes.length);
});

test('lists unknown versions between last good and first bad', async () => {
  expect(await search('ggg???bb')).toMatchObject({ lastGood: '2', firstBad: '6', between: ['3', '4', '5'] });
});

test('finds a transition among unknown versions', async () => {
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
] as const)('searches nothing if an end is not as expected: %s', async ([history, good, bad]) => {
  const found = await search(history);
  expect(found).toEqual({
    kind: 'no-turn',
    good: { version: '0', status: good },
    bad: { version: '2', status: bad },
    probes: [
      { version: '0', status: good },
      { version: '2', status: bad },
    ],
  });
});

test('passes on the errors of a probe', async () => {
  await expect(findTransition(['1', '2'], () => Promise.reject(new Error('no such version')))).rejects.toThrow(
    'no such version',
  );
});
