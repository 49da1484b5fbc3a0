import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

test('the packed package runs from node_modules', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-package-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const installed = await install(folder);

  const { exitCode, stderr } = await execa({ cwd: folder, stdin: 'ignore', reject: false })`${process.execPath} ${join(
    installed,
    'bin/codex-conformance.js',
  )} run --core --codex ${join(SUITE_ROOT, 'node_modules/.bin/codex')} --out results`;

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const summary = JSON.parse(await readFile(join(folder, 'results/summary.json'), 'utf8')) as { all_success: boolean };
  expect(summary.all_success).toBe(true);
});

/** Installs like npm, but links the dependencies of the checkout, so that nothing is downloaded. */
async function install(folder: string): Promise<string> {
  const source = join(folder, 'source');
  await cp(SUITE_ROOT, source, {
    recursive: true,
    filter: (path) => !/\/(?:node_modules|outputs|fixtures|\.git)$/.test(path),
  });
  await symlink(join(SUITE_ROOT, 'node_modules'), join(source, 'node_modules'));
  const { stdout } = await execa({ cwd: source, stdin: 'ignore' })`npm pack --json --pack-destination ${folder}`;
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ filename: string }];
  const modules = join(folder, 'node_modules');
  await mkdir(modules);
  await execa({ cwd: folder, stdin: 'ignore' })`tar -xzf ${filename}`;
  await cp(join(folder, 'package'), join(modules, 'codex-conformance'), { recursive: true });
  for (const name of await readdir(join(SUITE_ROOT, 'node_modules'))) {
    if (!name.startsWith('.')) await symlink(join(SUITE_ROOT, 'node_modules', name), join(modules, name));
  }
  return join(modules, 'codex-conformance');
}
