import { expect, test } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { loadCases } from '../../../../helpers/inputs/cases.ts';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import { planOf } from '../../../../helpers/scenarios/plan.ts';
import { capturedIo } from '../captured-io.ts';

interface Listed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function listed(argv: readonly string[], terminal?: { readonly columns: number }): Promise<Listed> {
  const io = capturedIo(terminal);
  const code = await main(['list', ...argv], { ...io, isTTY: terminal !== undefined });
  return { code, ...io.written };
}

/** The rows of a table, without the last line, each split into its cells. */
function rowsOf(text: string): string[][] {
  return text
    .trimEnd()
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(/ {2,}/));
}

const SHORT = ['--only', 'exec/stdin/open-pipe', '--only', 'exec/stateless/sum', '--only', 'exec/persistent/recall'];

test('lists each scenario with what it does', async () => {
  const { code, stdout, stderr } = await listed([]);
  const planned = planOf({ cases: await loadCases(), only: [], extended: true, thorough: true });
  expect([code, stderr]).toEqual([0, '']);
  expect(rowsOf(stdout).map(([name]) => name)).toEqual(planned.map(({ scenario }) => scenario.name));
  expect(rowsOf(stdout).filter(([, about = '']) => !/^[A-Z].+\.$/.test(about))).toEqual([]);
});

test('aligns the column of what scenarios do', async () => {
  expect((await listed(SHORT)).stdout).toMatchInlineSnapshot(`
    "exec/stateless/sum      A case: one turn with a known reply.
    exec/persistent/recall  A case: two turns, the second in another process, with known replies.
    exec/stdin/open-pipe    The prompt is an argument, and stdin is a pipe that stays open.
    3 scenarios. To see their checks: codex-conformance list --checks
    "
  `);
});

test('wraps what a scenario does in a terminal', async () => {
  expect((await listed(SHORT, { columns: 60 })).stdout).toMatchInlineSnapshot(`
    "exec/stateless/sum      A case: one turn with a known reply.
    exec/persistent/recall  A case: two turns, the second in
                            another process, with known replies.
    exec/stdin/open-pipe    The prompt is an argument, and stdin
                            is a pipe that stays open.
    3 scenarios. To see their checks: codex-conformance list --checks
    "
  `);
});

test('prints one line for each scenario in a narrow terminal', async () => {
  expect((await listed(SHORT, { columns: 50 })).stdout).toBe((await listed(SHORT)).stdout);
});

test('--checks lists each check once', async () => {
  const { code, stdout, stderr } = await listed(['--checks']);
  expect([code, stderr]).toEqual([0, '']);
  expect(rowsOf(stdout)).toEqual(CHECKS.map(({ id, level, clause }) => [id, level, clause]));
});

test('--checks lists only the checks of chosen scenarios', async () => {
  const { stdout } = await listed(['--checks', '--only', 'exec/stdin/open-pipe']);
  const planned = planOf({ cases: await loadCases(), only: ['exec/stdin/open-pipe'], extended: true });
  expect(rowsOf(stdout).map(([id]) => id)).toEqual(planned[0]!.checks.map(({ id }) => id));
  expect((await listed(['--checks', '--only', 'exec/resume/same-*'])).stdout).toMatchInlineSnapshot(`
    "exec/resume/same-thread     must    A resumed turn reports the id of the resumed thread.
    exec/resume/same-cache-key  should  A resumed turn uses the prompt cache of the turns before it.
    2 checks. To see all of one: codex-conformance explain CHECK
    "
  `);
});

test('prints scenarios with their checks as JSON', async () => {
  const { code, stdout, stderr } = await listed(['--json', '--only', 'exec/resume/settings-reach-model']);
  expect([code, stderr, stdout.endsWith('}\n')]).toEqual([0, '', true]);
  expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
    {
      "scenarios": [
        {
          "about": "The resumed turn names another model, another effort and other instructions.",
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

test('prints the same JSON with and without --checks', async () => {
  expect(await listed(['--json', '--checks', ...SHORT])).toEqual(await listed(['--json', ...SHORT]));
});

test('--mutants lists the mutants below each check', async () => {
  const only = ['--only', 'exec/resume/settings-reach-model'];
  const { stdout } = await listed(['--mutants', ...only]);
  const names = Object.keys(CHECKS.find(({ id }) => id === 'exec/resume/settings-reach-model')!.mutants());
  expect(stdout.split('\n').slice(1, -2)).toEqual(names.map((name) => `    ${name}`));
  const { scenarios } = JSON.parse((await listed(['--mutants', '--json', ...only])).stdout) as {
    scenarios: { checks: { mutants: string[] }[] }[];
  };
  expect(scenarios.map(({ checks }) => checks.map(({ mutants }) => mutants))).toEqual([[names]]);
});

test.for([[], ['--json'], ['--checks']])('rejects patterns without a match with %j', async (flags) => {
  const only = ['--only', 'exec/stdn/*', '--only', 'exec', '--only', 'no/such'];
  expect(await listed([...flags, ...only])).toEqual({
    code: 2,
    stdout: '',
    stderr: "error: Nothing matches --only exec/stdn/* --only no/such.\nhint: Did you mean 'exec/stdin/*'?\n",
  });
});

test('names the lists when no name is similar', async () => {
  expect((await listed(['--only', 'no/such'])).stderr).toBe(
    'error: Nothing matches --only no/such.\nhint: Run codex-conformance list to see all scenarios, and list --checks to see all checks.\n',
  );
});
