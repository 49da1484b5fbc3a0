import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { beforeAll, describe } from 'vitest';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import { test } from './sandbox-test.ts';
import type { Sandbox } from './sandbox.ts';

const HOOK = pathToFileURL(join(SUITE_ROOT, 'tests/self/module-log.mjs')).href;
const [OLDER, NEWER] = [join(SUITE_ROOT, 'fixtures/0.98.0'), join(SUITE_ROOT, 'fixtures/0.117.0')];
const ONLY = ['--codex', 'pinned', '--only', 'exec/stateless/sum'];

/** Runs a command. Gives the packages of a test runner that it imported. */
async function testRunnersIn(sandbox: Sandbox, args: readonly string[]): Promise<readonly string[]> {
  const log = sandbox.file('modules', '');
  const { stderr } = await sandbox.run(args, { env: { NODE_OPTIONS: `--import=${HOOK}`, MODULE_LOG: log } });
  if (stderr !== '') throw new Error(stderr);
  const modules = sandbox.text('modules').split('\n');
  if (modules.length < 2) throw new Error('The module log is empty.');
  return [
    ...new Set(modules.flatMap((url) => /.*node_modules\/(vite\b|vitest\b|@vitest\/[^/]+)/.exec(url)?.[1] ?? [])),
  ];
}

describe('the test runner', { concurrent: true, timeout: 120_000 }, () => {
  // The first command after an edit builds the code bundle, and imports the bundler of Vite for that.
  beforeAll(
    async () => void (await execa(process.execPath, ['bin/codex-conformance.js', '--version'], { cwd: SUITE_ROOT })),
  );

  test.for([
    ['--help'],
    ['list'],
    ['explain', 'turn/reply/exact'],
    ['judge', join(OLDER, 'exec/stateless/sum/stdout.jsonl')],
    ['diff', OLDER, NEWER],
    ['history', join(SUITE_ROOT, 'fixtures')],
    ['can-i-upgrade', '--from', OLDER, '--to', NEWER, '--from-stream', join(OLDER, 'exec/stateless/sum/stdout.jsonl')],
    ['replay', join(OLDER, 'exec/stateless/sum'), '--codex', 'pinned'],
    ['record', ...ONLY],
  ])('is not imported by %s', async (args, { sandbox, expect }) => {
    expect(await testRunnersIn(sandbox, args)).toEqual([]);
  });

  test('is not imported by matrix, nor by its merge', async ({ sandbox, expect }) => {
    expect(await testRunnersIn(sandbox, ['matrix', ...ONLY, '--shard', '1/1', '--out', 'shard'])).toEqual([]);
    expect(await testRunnersIn(sandbox, ['matrix', '--merge', 'shard', '--out', 'out'])).toEqual([]);
  });

  test('is imported by run', async ({ sandbox, expect }) => {
    expect(await testRunnersIn(sandbox, ['run', ...ONLY])).toContain('vitest');
  });
});
