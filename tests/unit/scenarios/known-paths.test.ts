import { mkdirSync, symlinkSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createWorld } from '../../../helpers/codex/world.ts';
import { createSanitiser } from '../../../helpers/recording/sanitise.ts';
import { livePaths, worldPaths } from '../../../helpers/scenarios/known-paths.ts';
import type { LiveOptions } from '../../../helpers/scenarios/run-config.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { temporaryFolder } from '../codex/temporary.ts';
import { miniatureCodex, preparedRun } from './miniature.ts';

const run = (): ReturnType<typeof preparedRun> => preparedRun(miniatureCodex);

/** What becomes of paths in a live run. */
function written(live: Partial<LiveOptions>, ...paths: readonly string[]): string[] {
  const known = livePaths({ workspace: '/work', env: {}, secrets: [], ...live }, run());
  const { text } = createSanitiser({ paths: known, secrets: [] });
  return paths.map(text);
}

test('a scripted run replaces each known folder by its name', ({ onTestFinished }) => {
  const prepared = run();
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('HOME', '/home/of-the-user');
  const root = join(prepared.runFolder.path, 'world-1');
  mkdirSync(root);
  const world = createWorld({ root, capabilities: [], pathDirs: [], modelUrl: '', proxyUrl: '', path: '' });
  const { text } = createSanitiser({ paths: worldPaths(world, prepared), secrets: [] });
  const paths = [
    join(root, 'workspace', 'a'),
    join(root, 'codex-home', 'a'),
    join(root, 'home', 'a'),
    join(root, 'tmp', 'a'),
    root,
    join(SUITE_ROOT, 'a'),
    '/home/of-the-user/a',
    '/home/of-the-user-2',
  ];
  expect(paths.map(text)).toEqual([
    '<WORKSPACE_ROOT>/a',
    '<CODEX_HOME>/a',
    '<HOME>/a',
    '<TMPDIR>/a',
    '<RUN_FOLDER>/world-1',
    '<SUITE_ROOT>/a',
    '<HOME>/a',
    '/home/of-the-user-2',
  ]);
});

test('a live run replaces workspace, CODEX_HOME and HOME', () => {
  const env = { CODEX_HOME: '/home/u/.codex-2', HOME: '/home/u' };
  expect(written({ env }, '/work/a', '/home/u/.codex-2/a', '/home/u/.codex/a', join(SUITE_ROOT, 'a'))).toEqual([
    '<WORKSPACE_ROOT>/a',
    '<CODEX_HOME>/a',
    '<HOME>/.codex/a',
    '<SUITE_ROOT>/a',
  ]);
});

test('a folder that a link leads to has the same word', () => {
  const folder = temporaryFolder();
  for (const name of ['work', 'codex-home', 'home']) {
    mkdirSync(join(folder, `real-${name}`));
    symlinkSync(join(folder, `real-${name}`), join(folder, name));
  }
  const env = { CODEX_HOME: join(folder, 'codex-home'), HOME: join(folder, 'home') };
  const paths = ['work', 'real-work', 'codex-home', 'real-codex-home', 'home', 'real-home'];
  expect(written({ workspace: join(folder, 'work'), env }, ...paths.map((name) => join(folder, name)))).toEqual([
    '<WORKSPACE_ROOT>',
    '<WORKSPACE_ROOT>',
    '<CODEX_HOME>',
    '<CODEX_HOME>',
    '<HOME>',
    '<HOME>',
  ]);
});

test('an empty CODEX_HOME or HOME is not the current folder', () => {
  const cwd = process.cwd();
  const env = { CODEX_HOME: '', HOME: '' };
  const paths = livePaths({ workspace: '/work', env, secrets: [] }, run());
  expect(paths.filter(({ path, placeholder }) => path === cwd && placeholder !== '<SUITE_ROOT>')).toEqual([]);
  expect(paths.find(({ placeholder }) => placeholder === '<HOME>')?.path).toBe(userInfo().homedir);
});
