import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe } from 'vitest';
import type { Sandbox, StartOptions } from './sandbox.ts';
import { test } from './sandbox-test.ts';

/** The exit code and the message of a command that fails before it starts codex. Throws if it prints anything else. */
async function refusal(sandbox: Sandbox, args: readonly string[], options: StartOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await sandbox.run(args, options);
  if (stdout !== '') throw new Error(`stdout is not empty: ${stdout}`);
  return `${exitCode}\n${stderr}`;
}

describe('the command line', { concurrent: true, timeout: 60_000 }, () => {
  test('reports a missing codex', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot(`
      "3
      error: --codex ./codex: no such file.
      hint: Give the path of a codex binary."
    `);
  });

  test('reports a missing CODEX_BIN', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run'], { env: { CODEX_BIN: '/nowhere/codex' } })).toMatchInlineSnapshot(`
      "3
      error: CODEX_BIN=/nowhere/codex: no such file.
      hint: Give the path of a codex binary."
    `);
  });

  test('reports that PATH has no codex', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run'], { env: { PATH: sandbox.home } })).toMatchInlineSnapshot(`
      "3
      error: No codex on PATH (1 folder searched).
      hint: Add --codex latest to download one, name a binary with --codex PATH or CODEX_BIN, or install it (npm install -g @openai/codex)."
    `);
  });

  test('reports a codex that is not executable', async ({ sandbox, expect }) => {
    sandbox.file('codex', 'text');
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot(`
      "3
      error: --codex ./codex is not executable.
      hint: Make it so: chmod +x <SANDBOX>/codex"
    `);
  });

  test('reports a codex that is a folder', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'home'])).toMatchInlineSnapshot(`
      "3
      error: --codex home is a folder, not a program.
      hint: Give the path of the codex binary in it."
    `);
  });

  test('reports a program that is not codex', async ({ sandbox, expect }) => {
    sandbox.script('codex', 'echo "GNU bash, version 5.2"');
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot(`
      "3
      error: <SANDBOX>/codex is not codex: --version prints "GNU bash, version 5.2".
      hint: A codex prints a line such as "codex-cli 0.98.0"."
    `);
  });

  test('reports a codex that is killed at its start', async ({ sandbox, expect }) => {
    sandbox.script('codex', 'kill -KILL $$');
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot(`
      "3
      error: <SANDBOX>/codex --version failed with signal SIGKILL.
      hint: The binary cannot run here. Check that it was built for this platform and is complete."
    `);
  });

  test('quotes a codex that fails at its start', async ({ sandbox, expect }) => {
    sandbox.script('codex', 'echo "error while loading shared libraries: libssl.so.3" >&2\nexit 3');
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot(`
      "3
      error: <SANDBOX>/codex --version failed with exit code 3: error while loading shared libraries: libssl.so.3.
      hint: The binary cannot run here. Check that it was built for this platform and is complete."
    `);
  });

  test('reports a missing cases file', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--cases', 'mine.json'])).toMatchInlineSnapshot(`
      "2
      error: <SANDBOX>/mine.json: cannot read the cases: there is no such file
      hint: Give the path of a cases file with --cases FILE, or omit it to use the shipped ones."
    `);
  });

  test('reports line and column of invalid JSON', async ({ sandbox, expect }) => {
    sandbox.file('mine.json', '{\n  "exec_stateless": [,]\n}\n');
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--cases', 'mine.json'])).toMatchInlineSnapshot(`
      "2
      error: <SANDBOX>/mine.json:2:22: not valid JSON: value expected, found ","
      hint: JSON has texts and keys in double quotes, no comments and no comma after the last entry."
    `);
  });

  test('lists all problems of a cases file', async ({ sandbox, expect }) => {
    const cases = {
      exec_stateless: [],
      exec_persistent: 'all',
      app_server: { name: 'sum', prompt: 7, expected: '42' },
    };
    sandbox.file('mine.json', JSON.stringify(cases));
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--cases', 'mine.json'])).toMatchInlineSnapshot(`
      "2
      error: <SANDBOX>/mine.json has 5 problems:
        line 1: exec_stateless: expected at least one case, found an empty list
        line 1: exec_persistent: expected a case (an object) or a list of cases, found "all"
        line 1: app_server.prompt: expected a text, found 7
        line 1: app_server.expected_reply: expected a text, found nothing
        line 1: app_server.expected: unknown key; did you mean "expected_reply"?
      hint: Correct the file; its schema is docs/schemas/cases.schema.json."
    `);
  });

  test('reports that --only matches nothing', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--only', 'exec/teleport', '--only', 'mcp']))
      .toMatchInlineSnapshot(`
        "2
        error: Nothing matches --only exec/teleport --only mcp.
        hint: Did you mean exec/mcp or app-server/mcp?"
      `);
  });

  test('suggests a similar option', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codec', 'pinned'])).toMatchInlineSnapshot(`
      "2
      error: unknown option '--codec'
      hint: Did you mean --codex?"
    `);
  });

  test('reports a file in place of the output folder', async ({ sandbox, expect }) => {
    sandbox.file('taken', '');
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--out', 'taken/results'])).toMatchInlineSnapshot(`
      "3
      error: Cannot write to <SANDBOX>/taken/results: a part of the path is a file, not a folder (EEXIST).
      hint: Move away the file or folder at or above <SANDBOX>/taken, or choose another folder."
    `);
  });

  test('reports an output folder that cannot be created', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--out', '/proc/results'])).toMatchInlineSnapshot(`
      "3
      error: Cannot write to /proc/results: it cannot be created there (ENOENT).
      hint: Choose a folder other than /proc."
    `);
  });

  test('reports a missing workspace', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--live', '--workspace', 'work']))
      .toMatchInlineSnapshot(`
      "2
      error: --workspace <SANDBOX>/work is not a folder.
      hint: Name the folder in which codex is to work."
    `);
  });

  test('reports a missing CODEX_HOME', async ({ sandbox, expect }) => {
    const env = { CODEX_HOME: '/nowhere' };
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--live'], { env })).toMatchInlineSnapshot(`
      "2
      error: CODEX_HOME=/nowhere is not a folder.
      hint: Create it and log in, or unset CODEX_HOME."
    `);
  });

  test('rejects an old Node.js with exit code 3', async ({ sandbox, expect, skip }) => {
    const node = '/usr/bin/node';
    const version = existsSync(node) ? execFileSync(node, ['--version'], { encoding: 'utf8' }).trim() : 'none';
    skip(!version.startsWith('v20.'), `there is no Node.js 20 at ${node}`);
    expect((await refusal(sandbox, ['run'], { node })).replace(version.slice(1), '<VERSION>')).toMatchInlineSnapshot(`
      "3
      error: codex-conformance needs Node.js ^22.12.0 || ^24.0.0 || >=26.0.0, found <VERSION>
      hint: In the checkout, \`npm run codex-conformance -- …\` brings its own Node.js 24 (after \`npm ci\`, without --ignore-scripts)."
    `);
  });
});
