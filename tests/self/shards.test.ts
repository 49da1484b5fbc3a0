import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe } from 'vitest';
import { checksSchema } from '../../helpers/formats/run/checks.ts';
import type { Sandbox } from './sandbox.ts';
import { test } from './sandbox-test.ts';

const ONLY = ['exec/stateless', 'exec/persistent', 'app-server/turn/sum', 'exec/stdin/no-prompt'].flatMap((name) => [
  '--only',
  name,
]);

/** An entry that passes, a pattern of which nothing fails, and a scenario that does not exist. */
const BASELINE = {
  known_failures: ['exec/stateless/sum', 'exec/persistent/**', 'exec/stateless/sums'].map((scenario) => ({
    check: 'turn/reply/exact',
    scenario,
    versions: '*',
    reason: 'For a test of stale entries.',
  })),
};

/** The files of a run, and its verdicts and summary without what differs between two runs. */
function resultsIn(sandbox: Sandbox, out: string) {
  const { volatile: _volatile, ...summary } = JSON.parse(sandbox.text(`${out}/summary.json`)) as Record<
    string,
    unknown
  >;
  const { checks } = checksSchema.parse(JSON.parse(sandbox.text(`${out}/checks.json`)));
  return {
    files: sandbox.filesIn(out).map((path) => relative(join(sandbox.root, out), path)),
    summary,
    verdicts: checks.map(({ scenario, id, verdict, known_failure }) => [scenario, id, verdict, known_failure]),
  };
}

describe('a run in shards', { concurrent: true, timeout: 180_000 }, () => {
  test('has the same results as a whole run', async ({ sandbox, expect }) => {
    sandbox.file('known.json', JSON.stringify(BASELINE));
    const run = ['run', ...ONLY, '--baseline', 'known.json'];
    const codex = ['--codex', 'pinned'];
    const exitCodes: unknown[] = [];
    for (const shard of ['1/2', '2/2']) {
      const { exitCode } = await sandbox.run([...run, ...codex, '--shard', shard, '--out', `shards/${shard[0]}`]);
      exitCodes.push(exitCode);
    }
    const merged = await sandbox.run([...run, '--merge', 'shards', '--out', 'merged']);
    const whole = await sandbox.run([...run, ...codex, '--out', 'whole']);
    expect([...exitCodes, merged.exitCode, whole.exitCode]).toEqual([0, 0, 1, 1]);
    expect(resultsIn(sandbox, 'merged')).toEqual(resultsIn(sandbox, 'whole'));
    expect(merged.stdout.trimEnd().split('\n').at(-1)).toBe(whole.stdout.trimEnd().split('\n').at(-1));
  });

  test('is merged only with all shards and the same options', async ({ sandbox, expect }) => {
    const shard = async (text: string, out: string) =>
      await sandbox.run(['run', '--codex', 'pinned', ...ONLY, '--shard', text, '--out', out]);
    await shard('1/2', 'shards/1');
    const merge = async (...options: readonly string[]): Promise<string> => {
      const { exitCode, stderr } = await sandbox.run(['run', '--merge', 'shards', ...options]);
      return `${exitCode} ${stderr.split('\n')[0]}`;
    };
    const alone = await merge(...ONLY);
    await shard('2/2', 'shards/2');
    expect([
      alone,
      await merge('--only', 'exec/stateless'),
      await merge(...ONLY, '--only', 'exec/stdin/prompt-as-argument'),
      await merge(...ONLY, '--codex', 'pinned'),
      await merge(...ONLY, '--out', 'shards/1'),
    ]).toMatchInlineSnapshot(`
      [
        "2 error: Found 1 shard of 2, missing: 2.",
        "2 error: The shards have 3 scenarios (app-server/turn/sum, exec/persistent/recall, exec/stdin/no-prompt) that the merge does not select.",
        "2 error: The shards lack 1 scenario (exec/stdin/prompt-as-argument).",
        "2 error: --merge and --codex exclude each other.",
        "2 error: --out <SANDBOX>/shards/1 is the folder of shard 1.",
      ]
    `);
    expect(existsSync(join(sandbox.root, 'outputs', 'summary.json'))).toBe(false);
  });
});
