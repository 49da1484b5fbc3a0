import { expect, test } from 'vitest';
import { overlookedChecks } from '../../../helpers/proof/overlooked.ts';
import { EXEC_ITEMS } from '../checks/exec-samples.ts';
import { RECORDINGS } from './recordings.ts';

test('no check overlooks what a recording shows', () => {
  const overlooked = RECORDINGS.flatMap((recording) =>
    overlookedChecks(recording).map(({ id }) => `${id} in ${recording.scenario} of ${recording.codex.version}`),
  );
  expect(overlooked).toEqual([]);
});

test('a scenario that omits a shown word overlooks its checks', () => {
  const recording = { ...EXEC_ITEMS, scenario: 'exec/unknown', expected: { ...EXEC_ITEMS.expected, shows: [] } };
  expect(overlookedChecks(recording).map(({ id }) => id)).toContain('exec/items/started-before-completed');
});
