import { expect, test } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { loadCases } from '../../../../helpers/inputs/cases.ts';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import { planOf } from '../../../../helpers/scenarios/plan.ts';
import { capturedIo } from '../captured-io.ts';

async function listed(
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const io = capturedIo();
  return { code: await main(['list', ...argv], io), ...io.written };
}

/** Of each scenario the name and how many checks stand below it. */
function outline(text: string): unknown[] {
  return text
    .trimEnd()
    .split(/\n(?! )/)
    .map((block) => [block.split('\n')[0], block.split('\n').length - 1]);
}

test('lists each scenario with its checks', async () => {
  const { code, stdout, stderr } = await listed();
  const planned = planOf({ cases: await loadCases(), only: [], extended: true });
  expect([code, stderr]).toEqual([0, '']);
  expect(outline(stdout)).toEqual(planned.map(({ scenario, checks }) => [scenario.name, checks.length]));
});

test('shows id, level and clause of a check', async () => {
  const { stdout } = await listed('--only', 'exec/resume/same-*');
  expect(stdout.replaceAll(/ {2,}(?=\S)/g, '  ')).toMatchInlineSnapshot(`
    "exec/persistent/recall
      exec/resume/same-thread  must  A resumed turn reports the id of the resumed thread.
      exec/resume/same-cache-key  should  A resumed turn uses the prompt cache of the turns before it.
    exec/usage/of-resumed-turn
      exec/resume/same-thread  must  A resumed turn reports the id of the resumed thread.
      exec/resume/same-cache-key  should  A resumed turn uses the prompt cache of the turns before it.
    exec/resume/sandbox
      exec/resume/same-thread  must  A resumed turn reports the id of the resumed thread.
      exec/resume/same-cache-key  should  A resumed turn uses the prompt cache of the turns before it.
    exec/resume/other-settings
      exec/resume/same-thread  must  A resumed turn reports the id of the resumed thread.
      exec/resume/same-cache-key  should  A resumed turn uses the prompt cache of the turns before it.
    "
  `);
});

test('aligns the columns of all scenarios', async () => {
  const { stdout } = await listed();
  const columns = stdout
    .split('\n')
    .flatMap((line) => /^ {2}\S+ +(?=(?:must|should|may) +)/.exec(line)?.[0].length ?? []);
  expect(new Set(columns).size).toBe(1);
});

test('prints the same as JSON', async () => {
  const { code, stdout, stderr } = await listed('--json', '--only', 'exec/resume/settings-reach-model');
  expect([code, stderr, stdout.endsWith('}\n')]).toEqual([0, '', true]);
  expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
    {
      "scenarios": [
        {
          "checks": [
            {
              "clause": "The model that a resumed turn names is the one that gets its requests.",
              "id": "exec/resume/settings-reach-model",
              "level": "must",
            },
          ],
          "mode": "exec_persistent",
          "scenario": "exec/resume/other-settings",
        },
      ],
      "schema_version": 1,
    }
  `);
});

test('--mutants shows the mutants of each check', async () => {
  const only = ['--only', 'exec/resume/settings-reach-model'];
  const { stdout } = await listed('--mutants', ...only);
  const names = Object.keys(CHECKS.find(({ id }) => id === 'exec/resume/settings-reach-model')!.mutants());
  expect(stdout.split('\n').slice(2)).toEqual([...names.map((name) => `    ${name}`), '']);
  const { scenarios } = JSON.parse((await listed('--mutants', '--json', ...only)).stdout) as {
    scenarios: { checks: { mutants: string[] }[] }[];
  };
  expect(scenarios.map(({ checks }) => checks.map(({ mutants }) => mutants))).toEqual([[names]]);
});

test('rejects a pattern without a match', async () => {
  const error = 'error: Nothing matches --only nope --only nor/this.\nhint: List everything: codex-conformance list\n';
  const only = ['--only', 'nope', '--only', 'nor/this'];
  expect([await listed(...only), await listed('--json', ...only)]).toEqual([
    { code: 2, stdout: '', stderr: error },
    { code: 2, stdout: '', stderr: error },
  ]);
});
