import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunOptions } from '../../../helpers/cli/commands/run.ts';
import { onlyFailed } from '../../../helpers/cli/only-failed.ts';
import type { CheckResult } from '../../../helpers/checks/verdict.ts';
import { jsonText } from '../../../helpers/util/text/json-text.ts';
import { failureOf, temporaryFolder, write } from '../codex/temporary.ts';
import { check, failedCheck } from '../reporters/run-fixture.ts';
import { capturedIo } from './captured-io.ts';

/** What is left of a run of all, where the last one had these results. */
async function again(checks: readonly CheckResult[] | null, change: Partial<RunOptions> = {}, success = true) {
  const cwd = temporaryFolder();
  if (checks !== null) {
    write(join(cwd, 'out/checks.json'), jsonText({ schema_version: 1, checks }));
    write(join(cwd, 'out/summary.json'), jsonText({ all_success: success, codex: { version: '0.98.0' } }));
  }
  const options = { only: [], out: 'out', ...change } as unknown as RunOptions;
  return await onlyFailed(options, { ...capturedIo(), cwd });
}

test('selects each red scenario once, in a folder of its own', async () => {
  const red = ['exec/a', 'exec/b', 'exec/a'].map((scenario, index) => failedCheck({ scenario, id: `x/y/${index}` }));
  const others = [check({ scenario: 'exec/c' }), failedCheck({ scenario: 'exec/d', level: 'may' })];
  expect(await again([...red, ...others])).toMatchObject({ only: ['exec/a', 'exec/b'], out: 'out/failed' });
  expect(await again(others)).toBe(null);
});

test('needs results with a red scenario', async () => {
  expect([
    (await failureOf(() => again(null))).message,
    (await failureOf(() => again([check()], {}, false))).message,
  ]).toEqual(['out has no results of a run.', 'The run in out failed, but none of its scenarios is red.']);
});
