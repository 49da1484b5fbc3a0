import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { removeTree } from '../../helpers/codex/run-folder.ts';
import { Sandbox, type StartOptions } from './sandbox.ts';

const cache = realpathSync(mkdtempSync(join(tmpdir(), 'command-line-cache-')));
afterAll(() => removeTree(cache));

/** Runs a command that is to fail before anything is driven: its exit code and message. Throws if it says anything else. */
async function refusal(args: readonly string[], prepare: (sandbox: Sandbox) => StartOptions | void = () => undefined) {
  const sandbox = new Sandbox(cache);
  try {
    const { exitCode, stdout, stderr } = await sandbox.run(args, prepare(sandbox) ?? {});
    if (stdout !== '') throw new Error(`stdout is not empty: ${stdout}`);
    return `${exitCode}\n${stderr}`;
  } finally {
    sandbox.remove();
  }
}

describe('the command line', { concurrent: true, timeout: 60_000 }, () => {
  test('names a codex that is not there', async ({ expect }) => {
    expect(await refusal(['run', '--codex', './codex'])).toMatchInlineSnapshot();
  });

  test('names a CODEX_BIN that is not there', async ({ expect }) => {
    expect(await refusal(['run'], () => ({ env: { CODEX_BIN: '/nowhere/codex' } }))).toMatchInlineSnapshot();
  });

  test('says that there is no codex on PATH', async ({ expect }) => {
    expect(await refusal(['run'], (sandbox) => ({ env: { PATH: sandbox.home } }))).toMatchInlineSnapshot();
  });

  test('names a codex that cannot be executed', async ({ expect }) => {
    const prepare = (sandbox: Sandbox): void => void sandbox.file('codex', 'text');
    expect(await refusal(['run', '--codex', './codex'], prepare)).toMatchInlineSnapshot();
  });

  test('names a codex that is a folder', async ({ expect }) => {
    expect(await refusal(['run', '--codex', 'home'])).toMatchInlineSnapshot();
  });

  test('names a program that is not codex', async ({ expect }) => {
    const prepare = (sandbox: Sandbox): void => void sandbox.script('codex', 'echo "GNU bash, version 5.2"');
    expect(await refusal(['run', '--codex', './codex'], prepare)).toMatchInlineSnapshot();
  });

  test('names a file that is executable but no program', async ({ expect }) => {
    const prepare = (sandbox: Sandbox): void => {
      const path = sandbox.script('codex', '');
      sandbox.file('codex', '\u007fELF but not really');
      execFileSync('test', ['-x', path]);
    };
    expect(await refusal(['run', '--codex', './codex'], prepare)).toMatchInlineSnapshot();
  });

  test('names a codex that is killed at its start', async ({ expect }) => {
    const prepare = (sandbox: Sandbox): void => void sandbox.script('codex', 'kill -KILL $$');
    expect(await refusal(['run', '--codex', './codex'], prepare)).toMatchInlineSnapshot();
  });

  test('quotes a codex that fails at its start', async ({ expect }) => {
    const prepare = (sandbox: Sandbox): void =>
      void sandbox.script('codex', 'echo "error while loading shared libraries: libssl.so.3" >&2\nexit 3');
    expect(await refusal(['run', '--codex', './codex'], prepare)).toMatchInlineSnapshot();
  });

  test('names a cases file that is not there', async ({ expect }) => {
    expect(await refusal(['run', '--codex', 'pinned', '--cases', 'mine.json'])).toMatchInlineSnapshot();
  });

  test('points at the place where a cases file is not JSON', async ({ expect }) => {
    const prepare = (sandbox: Sandbox): void => void sandbox.file('mine.json', '{\n  "exec_stateless": [,]\n}\n');
    expect(await refusal(['run', '--codex', 'pinned', '--cases', 'mine.json'], prepare)).toMatchInlineSnapshot();
  });

  test('lists all that is wrong in a cases file', async ({ expect }) => {
    const cases = { exec_stateless: [], exec_persistent: 'all', app_server: { name: 'sum', prompt: 7, expected: '42' } };
    const prepare = (sandbox: Sandbox): void => void sandbox.file('mine.json', JSON.stringify(cases));
    expect(await refusal(['run', '--codex', 'pinned', '--cases', 'mine.json'], prepare)).toMatchInlineSnapshot();
  });

  test('says that nothing matches', async ({ expect }) => {
    expect(await refusal(['run', '--codex', 'pinned', '--only', 'exec/teleport', '--only', 'mcp'])).toMatchInlineSnapshot();
  });

  test('guesses what an unknown option is meant to be', async ({ expect }) => {
    expect(await refusal(['run', '--codec', 'pinned'])).toMatchInlineSnapshot();
  });

  test('names what is in the way of the results', async ({ expect }) => {
    const prepare = (sandbox: Sandbox): void => void sandbox.file('taken', '');
    expect(await refusal(['run', '--codex', 'pinned', '--out', 'taken/results'], prepare)).toMatchInlineSnapshot();
  });

  test('names a folder for results that cannot be made', async ({ expect }) => {
    expect(await refusal(['run', '--codex', 'pinned', '--out', '/proc/results'])).toMatchInlineSnapshot();
  });

  test('names a workspace that is not there', async ({ expect }) => {
    expect(await refusal(['run', '--codex', 'pinned', '--live', '--workspace', 'work'])).toMatchInlineSnapshot();
  });

  test('names a CODEX_HOME that is not there', async ({ expect }) => {
    const prepare = (): StartOptions => ({ env: { CODEX_HOME: '/nowhere' } });
    expect(await refusal(['run', '--codex', 'pinned', '--live'], prepare)).toMatchInlineSnapshot();
  });

  test('asks for another Node.js where it is started with an old one', async ({ expect, skip }) => {
    const node = '/usr/bin/node';
    const version = existsSync(node) ? execFileSync(node, ['--version'], { encoding: 'utf8' }).trim() : 'none';
    skip(!version.startsWith('v20.'), `there is no Node.js 20 at ${node}`);
    expect((await refusal(['run'], () => ({ node }))).replace(version.slice(1), '<VERSION>')).toMatchInlineSnapshot();
  });
});
