import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leafFiguresOf, leafScoreHead, leafScorePaths } from '../../../helpers/formats/leaf-score.ts';
import { leafFiguresSchema, sharesOf, worseFigures } from '../../../helpers/proof/leaves/figures.ts';
import type { LeafResult } from '../../../helpers/proof/leaves/score.ts';
import type { LeafTally } from '../../../helpers/proof/leaves/tally.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import packageJson from '../../../package.json' with { type: 'json' };

const text = (file: string): string => readFileSync(join(SUITE_ROOT, 'docs', file), 'utf8');
const committed = leafFiguresSchema.parse(JSON.parse(text('leaf-score.json')));
const pinned = packageJson.devDependencies['@openai/codex'];

test('the page shows the committed figures and the list', () => {
  expect(text('leaf-score.md').startsWith(`${leafScoreHead(committed)}\n\n## Paths of ${pinned}\n`)).toBe(true);
});

const figures = Object.entries(committed).flatMap(([version, groups]) =>
  Object.entries(groups).map(([group, tally]) => ({ version, group, tally })),
);

test.each(figures)('the score of $group reaches its goal on $version', ({ version, group, tally }) => {
  const { by_check, by_nothing } = sharesOf(tally);
  const isRequest = group.startsWith('requests');
  const [least, most] = isRequest
    ? [60, 5]
    : group.startsWith('values')
      ? [80, 100]
      : [version === pinned ? 90 : 85, group === 'wire' ? 2 : 1];
  expect(by_check).toBeGreaterThanOrEqual(least);
  if (version === pinned) expect(by_nothing).toBeLessThanOrEqual(most);
});

test.each(Object.entries(committed))('at most a tenth of the leaves of %s is left out', (_, groups) => {
  const leaves = Object.entries(groups).filter(([group]) => !group.startsWith('values'));
  const sum = (count: 'changes' | 'left_out'): number => leaves.reduce((all, [, tally]) => all + tally[count], 0);
  expect(sum('left_out') / sum('changes')).toBeLessThanOrEqual(0.1);
});

const TALLY: LeafTally = { changes: 1000, left_out: 0, by_check: 950, by_fact_only: 40, by_nothing: 10 };

function worse(change: Partial<LeafTally>): readonly string[] {
  return worseFigures({ wire: TALLY }, { wire: { ...TALLY, ...change } });
}

test('a share is worse only beyond what two plays differ by', () => {
  expect(worse({ by_check: 946, by_fact_only: 44 })).toEqual([]);
  expect(worse({ by_check: 940, by_fact_only: 50 })).toEqual(['wire: noticed by a check 94.0 %, committed 95.0 %']);
  expect(worse({ by_fact_only: 30, by_nothing: 20 })).toEqual(['wire: noticed by nothing 2.0 %, committed 1.0 %']);
  expect(worse({ changes: 1010, left_out: 10 })).toEqual(['wire: left out 1.0 %, committed 0.0 %']);
});

test('a group that is not measured, or not committed, is worse', () => {
  expect(worseFigures({ wire: TALLY }, {})).toEqual(['wire: no leaf was changed, expected about 1000']);
  expect(worseFigures({}, { wire: TALLY })).toEqual(['wire: no figure is committed']);
});

function result(path: string, check: string | null): LeafResult {
  const change = { channel: 'wire', kind: 'value', alone: false, before: 1, after: 2 } as const;
  return { ...change, path, scenario: 'app-server/a', group: 'wire', check, fact: false };
}

test('the page lists missed paths with counts, others by check', () => {
  const results = [
    result('turn/started params.b', 'app-server/b'),
    result('turn/started params.b', null),
    result('turn/started params.c', 'app-server/c'),
  ];
  const page = leafScorePaths('1.0.0', results);
  expect(page).toContain('\n    1     0     1     0  turn/started params.b  app-server/b\n```');
  expect(page).toContain('- `app-server/c`: `turn/started params.c`');
  expect(leafFiguresOf(results)['wire']).toMatchObject({ changes: 3, by_check: 2, by_nothing: 1 });
});
