import { expect, test } from 'vitest';
import type { Status } from '../../../../helpers/versions/bisect/search.ts';
import { firstBreaks } from '../../../../helpers/versions/upgrade/first-break.ts';
import type { Requirement } from '../../../../helpers/versions/upgrade/requirement.ts';

const [early, late, never] = ['early', 'late', 'never'].map((name): Requirement => ({
  kind: 'method',
  name,
  sources: ['methods[0]'],
}));
const VERSIONS = ['1.0.0', '2.0.0', '3.0.0', '4.0.0', '5.0.0'];
const HISTORY: Readonly<Record<string, readonly Status[]>> = {
  early: ['good', 'bad', 'good', 'bad', 'bad'],
  late: ['good', 'good', 'unknown', 'bad', 'bad'],
  never: ['good', 'good', 'good', 'unknown', 'unknown'],
};

async function search(requirements: readonly Requirement[]) {
  const asked: string[] = [];
  const breaks = await firstBreaks(requirements, VERSIONS, async (version, open) => {
    asked.push(`${version} ${open.map(({ name }) => name).join(' ')}`);
    return new Map(open.map((one) => [one, HISTORY[one.name]![VERSIONS.indexOf(version)]!]));
  });
  return { asked, breaks: Object.fromEntries([...breaks].map(([{ name }, found]) => [name, found])) };
}

test('finds the first bad version and unknown ones before it', async () => {
  expect((await search([early!, late!, never!])).breaks).toEqual({
    early: { firstBad: '2.0.0', lastGood: '1.0.0', between: [] },
    late: { firstBad: '4.0.0', lastGood: '2.0.0', between: ['3.0.0'] },
  });
});

test('evaluates no version once all breaks are found', async () => {
  expect((await search([early!, late!])).asked).toEqual(['2.0.0 early late', '3.0.0 late', '4.0.0 late']);
});
