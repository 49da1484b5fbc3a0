import { describe } from 'vitest';
import { checksSchema } from '../../helpers/formats/run/checks.ts';
import { failuresIn, groupFailures } from '../../helpers/formats/failure-groups.ts';
import { isRed } from '../../helpers/checks/verdict.ts';
import { test } from './sandbox-test.ts';
import { wrapPinnedCodex } from './wrapper.ts';

/** Characters of a line of a CI log. */
const COLUMNS = 100;

describe('a run on a codex that ends no turn', { concurrent: true, timeout: 300_000 }, () => {
  test('is told in 40 lines, the cause first', async ({ sandbox, expect }) => {
    const codex = wrapPinnedCodex('ends-no-turn.js', sandbox.root);
    const { exitCode, stdout, stderr } = await sandbox.run(['run', '--codex', codex, '--out', 'out', '--only', 'exec']);
    const lines = `${stdout}\n${stderr}`.trimEnd().split('\n');
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / COLUMNS)), 0);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(rows).toBeLessThanOrEqual(40);
    expect(lines.find((line) => line.startsWith('✗ exec/'))).toMatch(
      /^✗ exec\/events\/frame-of-each-asker {2}must: fails in \d\d scenarios, \d{3} failures in all$/,
    );

    const { checks } = checksSchema.parse(JSON.parse(sandbox.text('out/checks.json')));
    const groups = groupFailures(checks);
    expect(groups.reduce((sum, group) => sum + failuresIn(group), 0)).toBe(checks.filter(isRed).length);
  });
});
