import { describe, type TestContext } from 'vitest';
import { publish } from './published.ts';
import { test } from './sandbox-test.ts';
import type { Sandbox } from './sandbox.ts';
import { codexAs } from './wrapper.ts';

const CHECK = 'exec/stdout/jsonl-only@exec/stateless/sum';

/** A registry of five versions; the last two print a greeting before their first event. */
async function history(sandbox: Sandbox, onTestFinished: TestContext['onTestFinished']) {
  const greets = 'exec) echo hello ;;';
  const branches = { '0.1.0': '', '0.2.0': '', '0.3.0': '', '0.4.0': greets, '0.5.0': greets };
  const scripts = Object.entries(branches).map(([version, branch]) => [version, codexAs(version, branch)]);
  return await publish(Object.fromEntries(scripts), sandbox, onTestFinished);
}

describe('bisect', { concurrent: true, timeout: 120_000 }, () => {
  test('finds the first bad version and writes a bundle', async ({ sandbox, expect, onTestFinished }) => {
    const env = await history(sandbox, onTestFinished);
    const args = ['bisect', CHECK, '--good', '0.1.0', '--bad', '0.5.0', '--out', 'found'];
    const { exitCode, stdout } = await sandbox.run(args, { env });
    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "exec/stdout/jsonl-only
      With --json, each line of stdout is one JSON object in UTF-8, ended by a line feed.

      last good  0.3.0
      first bad  0.4.0
      authority  documented: Codex documentation, Non-interactive mode: --json makes stdout a JSON Lines stream; RFC 8259 §8.1
      probed     0.1.0 good, 0.5.0 bad, 0.3.0 good, 0.4.0 bad

      exec/stateless/sum in 0.4.0
        not JSON: Unexpected token 'h', "hello" is not valid JSON (stdout.jsonl:1): hello

      To reproduce it without this suite: found/0.4.0/exec/stateless/sum"
    `);
    expect(sandbox.filesIn('found').map((path) => path.slice(sandbox.root.length + 1))).toEqual([
      'found/0.4.0/exec/stateless/sum/README.md',
      'found/0.4.0/exec/stateless/sum/repro.mjs',
      'found/0.4.0/exec/stateless/sum/script.json',
    ]);
  });

  test('searches nothing if the bad end is good', async ({ sandbox, expect, onTestFinished }) => {
    const env = await history(sandbox, onTestFinished);
    const { exitCode, stdout } = await sandbox.run(['bisect', CHECK, '--good', '0.1.0', '--bad', '0.2.0'], { env });
    expect({ exitCode, last: stdout.split('\n').at(-1) }).toEqual({
      exitCode: 1,
      last: 'Nothing to search: 0.1.0 is good, 0.2.0 is good.',
    });
  });

  test('names missing ends and unknown checks', async ({ sandbox, expect }) => {
    const ends = ['--good', '0.1.0', '--bad', '0.2.0'];
    const said: string[] = [];
    for (const args of [
      ['bisect', CHECK],
      ['bisect', 'exec/stdout/json-only', ...ends],
      ['bisect', 'exec/stdout/jsonl-only@exec/none', ...ends],
    ]) {
      const { exitCode, stderr } = await sandbox.run(args);
      said.push(`${exitCode} ${stderr}`);
    }
    expect(said).toMatchInlineSnapshot(`
      [
        "2 error: required option '--good <A>' not specified
      hint: Write it as in: codex-conformance bisect exec/stdin/open-pipe-not-awaited --good 0.98.0 --bad latest",
        "2 error: Unknown check "exec/stdout/json-only".
      hint: Did you mean exec/stdout/jsonl-only?",
        "2 error: exec/stdout/jsonl-only does not judge a scenario exec/none.
      hint: To see the scenarios of the check: codex-conformance explain exec/stdout/jsonl-only",
      ]
    `);
  });
});
