import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, vi } from 'vitest';
import { processesNaming } from './processes-naming.ts';
import { reportIn } from './report.ts';
import type { Running, Sandbox } from './sandbox.ts';
import { test } from './sandbox-test.ts';
import { wrapPinnedCodex } from './wrapper.ts';

/** The command that the wrappers end in. */
const STUCK = 'sleep 1000 ';

/** Milliseconds between two reads of the process table, which has no events. */
const LOOK_EVERY_MS = 20;

/** Milliseconds. A run is at that point in a few seconds, also on a busy machine. */
const LONGEST_WAIT_MS = 100_000;

/** Waits until a condition holds. Rejects if the run ends before. */
async function until(isSo: () => boolean, run: Running): Promise<void> {
  let isOver = false;
  void run.finally(() => (isOver = true));
  await vi.waitUntil(
    () => {
      if (isSo()) return true;
      if (isOver) throw new Error('The run was over too soon');
      return false;
    },
    { interval: LOOK_EVERY_MS, timeout: LONGEST_WAIT_MS },
  );
}

function stuckCodexes(sandbox: Sandbox): number {
  return processesNaming(sandbox.root).filter((command) => command === STUCK).length;
}

describe('an interrupted run', { concurrent: true, timeout: 120_000 }, () => {
  test('writes the results so far and leaves no process', async ({ sandbox, expect }) => {
    const codex = wrapPinnedCodex('never-ends-as-server.sh', sandbox.root);
    const run = sandbox.start(['run', '--core', '--verbose', '--codex', codex, '--out', 'out']);
    let progress = '';
    run.stdout.on('data', (text) => (progress += text));
    await until(() => progress.split('✓').length > 2 && stuckCodexes(sandbox) === 1, run);
    process.kill(run.pid!, 'SIGINT');
    const { exitCode, stdout, stderr } = await sandbox.end(run);
    expect(`${exitCode}\n${reportIn(stdout)}${stderr}`).toMatchInlineSnapshot(`
      "130
      codex <PINNED>  found by path, sha256 <SHA256>
      <SANDBOX>/never-ends-as-server.sh/codex

      ✓ exec, stateless   1 case, N checks passed, N not applicable  <TIME>
      ✓ exec, persistent  1 case, N checks passed  <TIME>
      - app-server        did not run

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Interrupted: the results so far cover 2 of 3 modes."
    `);
    const { all_success, interrupted, modes } = sandbox.result('summary.json');
    const success = Object.entries(modes as Record<string, { success: unknown }>).map(([mode, { success }]) => [
      mode,
      success,
    ]);
    expect({ all_success, interrupted, success }).toMatchInlineSnapshot(`
      {
        "all_success": false,
        "interrupted": true,
        "success": [
          [
            "exec_stateless",
            true,
          ],
          [
            "exec_persistent",
            true,
          ],
          [
            "app_server",
            null,
          ],
        ],
      }
    `);
  });

  test('by SIGTERM writes results without any codex', async ({ sandbox, expect }) => {
    const codex = wrapPinnedCodex('never-ends.sh', sandbox.root);
    const run = sandbox.start(['run', '--core', '--verbose', '--codex', codex, '--out', 'out']);
    await until(() => stuckCodexes(sandbox) === 3, run);
    process.kill(run.pid!, 'SIGTERM');
    const { exitCode, stdout, stderr } = await sandbox.end(run);
    expect(`${exitCode}\n${stdout}${stderr}`).toMatchInlineSnapshot(`
      "130

      no scenario came to a result

      - exec, stateless   did not run
      - exec, persistent  did not run
      - app-server        did not run

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Interrupted: the results so far cover 0 of 3 modes."
    `);
    expect(sandbox.result('summary.json')['interrupted']).toBe(true);
  });

  test('stops while the version of codex is probed', async ({ sandbox, expect }) => {
    const probed = join(sandbox.root, 'probed');
    const codex = sandbox.script('codex', `: > '${probed}'; exec ${STUCK.trim()}`);
    const run = sandbox.start(['run', '--core', '--verbose', '--codex', codex, '--out', 'out']);
    await until(() => existsSync(probed), run);
    process.kill(run.pid!, 'SIGINT');
    expect(await sandbox.end(run)).toEqual({ exitCode: 130, stdout: '', stderr: 'error: Interrupted.' });
  });

  test('starts no codex for the second turn', async ({ sandbox, expect }) => {
    const codex = wrapPinnedCodex('never-ends.sh', sandbox.root);
    const run = sandbox.start(['record', '--codex', codex, '--out', 'out', '--only', 'exec/persistent']);
    await until(() => stuckCodexes(sandbox) === 1, run);
    process.kill(run.pid!, 'SIGINT');
    expect(await sandbox.end(run)).toEqual({ exitCode: 130, stdout: '', stderr: '' });
    expect(sandbox.written()).toEqual([]);
  });
});
