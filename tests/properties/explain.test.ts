import { expect, test } from 'vitest';
import { CHECKS } from '../../helpers/scenarios/catalog.ts';
import { explained } from '../unit/cli/explained.ts';
import { temporaryFolder } from '../unit/codex/temporary.ts';

test('explains every check with scenarios and mutants', async () => {
  const folder = temporaryFolder();
  const poor: string[] = [];
  for (const { id } of CHECKS) {
    const { stdout } = await explained(folder, id, '--json');
    const { scenarios, mutants, reads } = JSON.parse(stdout) as Record<string, string | readonly string[]>;
    if (scenarios?.length === 0 || mutants?.length === 0 || reads === '') poor.push(id);
  }
  expect(poor).toEqual([]);
});
