import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

/** Bytes. The README promises it. */
const LARGEST = 60e6;

test('the packed package runs from node_modules', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-package-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const modules = await install(folder);
  const installed = join(modules, 'codex-conformance');
  expect(await sizeOf(modules)).toBeLessThan(LARGEST);

  const { exitCode, stderr } = await execa({ cwd: folder, stdin: 'ignore', reject: false })`${process.execPath} ${join(
    installed,
    'bin/codex-conformance.js',
  )} run --core --codex ${join(SUITE_ROOT, 'node_modules/.bin/codex')} --out results`;

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const summary = JSON.parse(await readFile(join(folder, 'results/summary.json'), 'utf8')) as { all_success: boolean };
  expect(summary.all_success).toBe(true);
});

/** Installs like npm, but links the dependencies of the checkout, so that nothing is downloaded. Returns node_modules. */
async function install(folder: string): Promise<string> {
  const source = join(folder, 'source');
  await cp(SUITE_ROOT, source, {
    recursive: true,
    filter: (path) => !/\/(?:node_modules|outputs|\.git)$/.test(path),
  });
  await symlink(join(SUITE_ROOT, 'node_modules'), join(source, 'node_modules'));
  const { stdout } = await execa({ cwd: source, stdin: 'ignore' })`npm pack --json --pack-destination ${folder}`;
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ filename: string }];
  const modules = join(folder, 'node_modules');
  await mkdir(modules);
  await execa({ cwd: folder, stdin: 'ignore' })`tar -xzf ${filename}`;
  await cp(join(folder, 'package'), join(modules, 'codex-conformance'), { recursive: true });
  for (const path of await dependencies()) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(SUITE_ROOT, path), join(folder, path));
  }
  return modules;
}

/** Paths of the packages that npm installs with the package: all but those of development and of other systems. */
async function dependencies(): Promise<string[]> {
  const lock = JSON.parse(await readFile(join(SUITE_ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  return Object.entries(lock.packages).flatMap(([path, { dev, devOptional }]) =>
    path !== '' && dev !== true && devOptional !== true && existsSync(join(SUITE_ROOT, path)) ? [path] : [],
  );
}

/** Bytes of all files. On disk they take some more, in whole blocks. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.size;
  const sizes = await Promise.all((await readdir(path)).map(async (name) => await sizeOf(join(path, name))));
  return sizes.reduce((sum, one) => sum + one, 0);
}
