import { expect, test } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { loadCases } from '../../../../helpers/inputs/cases.ts';
import { MUTANTS } from '../../../../helpers/mutants/registry.ts';
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

test('lists each scenario and below it the checks that judge it', async () => {
  const { code, stdout, stderr } = await listed();
  const planned = planOf({ cases: await loadCases(), only: [], depth: true });
  expect([code, stderr]).toEqual([0, '']);
  expect(outline(stdout)).toEqual(planned.map(({ name, checks }) => [name, checks.length]));
});

test('shows of a check its id, its level and its clause', async () => {
  const { stdout } = await listed(
    '--only',
    'run/process/leaves-no-child',
    '--only',
    'exec/resume/settings-reach-model',
  );
  expect(stdout.replaceAll(/ {2,}(?=\S)/g, '  ')).toMatchInlineSnapshot(`
    "exec/stateless/sum
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/persistent/recall
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/turn/sum
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/stdin/prompt-as-argument
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/stdin/open-pipe
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/stdin/as-prompt
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/stdin/beside-prompt
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/stdin/no-prompt
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/stdin/long-prompt
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/command/succeeds
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/command/succeeds-for-catalogue-model
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/config/refused
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/config/outdated
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/config/unknown-key
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/config/overrides
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/config/profile
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/config/project
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/environment/of-commands
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/environment/key-of-provider
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/environment/codex-api-key
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/environment/no-key
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/environment/no-codex-home
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/environment/nowhere-to-keep
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/flags/refused
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/flags/full-auto
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/flags/without-sandbox
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/flags/experimental-json
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/flags/help
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/flags/outside-repository
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/flags/folder
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/schema/sent
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/schema/unreadable
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/image/attached
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/context/agents-files
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/context/agents-override
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/last-message/two-messages
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/last-message/nothing-said
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/last-message/failed-turn
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/last-message/no-folder
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/text/for-people
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/mcp/results
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/mcp/approvals
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/mcp/catalogue-model
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/mcp/optional-server-fails
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/mcp/required-server-fails
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/mcp-server/handshake
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/sandbox
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/other-settings
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
      exec/resume/settings-reach-model  must  The model that a resumed turn names is the one that is asked.
    exec/resume/flags-after
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/damaged-session
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/damaged-state
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/fork/with-prompt
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/review/output
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/unknown-id
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/unknown-name
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/last-of-none
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/ephemeral-thread
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/ephemeral-turn
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/resume/last-by-folder
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/runs/two-at-once
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/runs/as-shipped
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    exec/packaging/binary-alone
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/handshake/out-of-order
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/handshake/opt-out
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/handshake/experimental
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/framing/broken-lines
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/framing/ids
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/framing/odd-lines
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/framing/at-once
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/requests/refused
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/requests/first-version
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/requests/first-version-conversation
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    app-server/turns/two-in-one-thread
      run/process/leaves-no-child  must  When codex has exited, no process that it started is left.
    "
  `);
});

test('the columns of all scenarios stand below each other', async () => {
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
              "clause": "The model that a resumed turn names is the one that is asked.",
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

test('shows the mutants of each check if that is asked for', async () => {
  const only = ['--only', 'exec/resume/settings-reach-model'];
  const { stdout } = await listed('--mutants', ...only);
  const names = MUTANTS.filter(({ check }) => check === 'exec/resume/settings-reach-model').map(({ mutant }) => mutant);
  expect(stdout.split('\n').slice(2)).toEqual([...names.map((name) => `    ${name}`), '']);
  const { scenarios } = JSON.parse((await listed('--mutants', '--json', ...only)).stdout) as {
    scenarios: { checks: { mutants: string[] }[] }[];
  };
  expect(scenarios.map(({ checks }) => checks.map(({ mutants }) => mutants))).toEqual([[names]]);
});

test('nothing that matches is an error, also as JSON', async () => {
  const error = 'error: Nothing matches --only nope --only nor/this.\nhint: List everything: codex-conformance list\n';
  const only = ['--only', 'nope', '--only', 'nor/this'];
  expect([await listed(...only), await listed('--json', ...only)]).toEqual([
    { code: 2, stdout: '', stderr: error },
    { code: 2, stdout: '', stderr: error },
  ]);
});
