import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe } from 'vitest';
import type { Sandbox, StartOptions } from './sandbox.ts';
import { test } from './sandbox-test.ts';

/** Runs a command that is to fail before anything is driven: its exit code and message. Throws if it says anything else. */
async function refusal(sandbox: Sandbox, args: readonly string[], options: StartOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await sandbox.run(args, options);
  if (stdout !== '') throw new Error(`stdout is not empty: ${stdout}`);
  return `${exitCode}\n${stderr}`;
}

describe('the command line', { concurrent: true, timeout: 60_000 }, () => {
  test('names a codex that is not there', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot();
  });

  test('names a CODEX_BIN that is not there', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run'], { env: { CODEX_BIN: '/nowhere/codex' } })).toMatchInlineSnapshot();
  });

  test('says that there is no codex on PATH', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run'], { env: { PATH: sandbox.home } })).toMatchInlineSnapshot();
  });

  test('names a codex that cannot be executed', async ({ sandbox, expect }) => {
    sandbox.file('codex', 'text');
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot();
  });

  test('names a codex that is a folder', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'home'])).toMatchInlineSnapshot();
  });

  test('names a program that is not codex', async ({ sandbox, expect }) => {
    sandbox.script('codex', 'echo "GNU bash, version 5.2"');
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot();
  });

  test('names a codex that is killed at its start', async ({ sandbox, expect }) => {
    sandbox.script('codex', 'kill -KILL $$');
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot();
  });

  test('quotes a codex that fails at its start', async ({ sandbox, expect }) => {
    sandbox.script('codex', 'echo "error while loading shared libraries: libssl.so.3" >&2\nexit 3');
    expect(await refusal(sandbox, ['run', '--codex', './codex'])).toMatchInlineSnapshot();
  });

  test('names a cases file that is not there', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--cases', 'mine.json'])).toMatchInlineSnapshot();
  });

  test('points at the place where a cases file is not JSON', async ({ sandbox, expect }) => {
    sandbox.file('mine.json', '{\n  "exec_stateless": [,]\n}\n');
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--cases', 'mine.json'])).toMatchInlineSnapshot();
  });

  test('lists all that is wrong in a cases file', async ({ sandbox, expect }) => {
    const cases = { exec_stateless: [], exec_persistent: 'all', app_server: { name: 'sum', prompt: 7, expected: '42' } };
    sandbox.file('mine.json', JSON.stringify(cases));
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--cases', 'mine.json'])).toMatchInlineSnapshot();
  });

  test('says that nothing matches', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--only', 'exec/teleport', '--only', 'mcp'])).toMatchInlineSnapshot();
  });

  test('guesses what an unknown option is meant to be', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codec', 'pinned'])).toMatchInlineSnapshot();
  });

  test('names what is in the way of the results', async ({ sandbox, expect }) => {
    sandbox.file('taken', '');
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--out', 'taken/results'])).toMatchInlineSnapshot();
  });

  test('names a folder for results that cannot be made', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--out', '/proc/results'])).toMatchInlineSnapshot();
  });

  test('names a workspace that is not there', async ({ sandbox, expect }) => {
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--live', '--workspace', 'work'])).toMatchInlineSnapshot();
  });

  test('names a CODEX_HOME that is not there', async ({ sandbox, expect }) => {
    const env = { CODEX_HOME: '/nowhere' };
    expect(await refusal(sandbox, ['run', '--codex', 'pinned', '--live'], { env })).toMatchInlineSnapshot();
  });

  test('asks for another Node.js where it is started with an old one', async ({ sandbox, expect, skip }) => {
    const node = '/usr/bin/node';
    const version = existsSync(node) ? execFileSync(node, ['--version'], { encoding: 'utf8' }).trim() : 'none';
    skip(!version.startsWith('v20.'), `there is no Node.js 20 at ${node}`);
    expect((await refusal(sandbox, ['run'], { node })).replace(version.slice(1), '<VERSION>')).toMatchInlineSnapshot();
  });
});
