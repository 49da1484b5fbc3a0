import { expect, test } from 'vitest';
import { condensed } from '../../../../helpers/formats/upgrade/condense.ts';
import type { Difference } from '../../../../helpers/versions/diff/difference.ts';
import { parseKey } from '../../../../helpers/versions/facts/fact-key.ts';
import { bad, good } from '../../../../helpers/versions/upgrade/evaluation.ts';
import type { RequirementResult } from '../../../../helpers/versions/upgrade/report.ts';

/** A fact that was removed in a version. */
function removed(name: string, firstBad: string): RequirementResult {
  const key = parseKey(name)!;
  const difference: Difference = {
    key,
    kind: 'field',
    before: 'string',
    after: null,
    class: 'breaking',
    affects: 'stream parsers',
    reason: 'removed',
    evidence: { before: null, after: null },
  };
  return {
    requirement: { kind: 'fact', name, key, sources: ['facts[0]'] },
    outcome: 'broken',
    before: good(),
    after: bad('removed', difference),
    breaks: { firstBad, lastGood: '1.0.0', between: [] },
  };
}

test('counts removed fields at what holds them', () => {
  const results = [
    removed('exec haiku', '2.0.0'),
    removed('exec haiku .lines', '2.0.0'),
    removed('exec haiku .lines[]', '2.0.0'),
    removed('exec haiku .author', '3.0.0'),
    removed('exec haikus .lines', '2.0.0'),
  ];
  expect(condensed(results).map(({ result, within }) => [result.requirement.name, within])).toEqual([
    ['exec haiku', 2],
    ['exec haiku .author', 0],
    ['exec haikus .lines', 0],
  ]);
});
