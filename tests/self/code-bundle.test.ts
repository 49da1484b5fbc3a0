import { existsSync } from 'node:fs';
import { cp, mkdtemp, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { expect, onTestFinished, test, vi } from 'vitest';
import { buildCodeBundle } from '../../bin/build-code-bundle.js';
import { loadCases } from '../../helpers/inputs/cases.ts';
import * as sources from '../../helpers/scenarios/catalog.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

/** A copy of the checkout without its cache, to edit. */
async function checkout(): Promise<{ readonly root: string; readonly cache: string }> {
  const root = await mkdtemp(join(tmpdir(), 'codex-conformance-checkout-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const name of ['bin', 'helpers', 'inputs', 'package.json']) {
    await cp(join(SUITE_ROOT, name), join(root, name), { recursive: true });
  }
  await mkdir(join(root, 'node_modules'));
  for (const name of await readdir(join(SUITE_ROOT, 'node_modules'))) {
    if (name !== '.cache') await symlink(join(SUITE_ROOT, 'node_modules', name), join(root, 'node_modules', name));
  }
  return { root, cache: join(root, 'node_modules', '.cache', 'codex-conformance') };
}

function start(root: string, args: string, env: Readonly<Record<string, string>> = {}) {
  const program = join(root, 'bin', 'codex-conformance.js');
  return execa(process.execPath, [program, ...args.split(' ')], { cwd: root, env, stdin: 'ignore', reject: false });
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}

test('an edit of a source takes effect at once', async () => {
  const { root, cache } = await checkout();
  const before = await start(root, '--version');
  const [bundle] = await readdir(cache);
  await edit(join(root, 'helpers', 'cli', 'main.ts'), (text) => `process.stdout.write('edited ');\n${text}`);

  const after = await start(root, '--version');

  expect(after.stdout).toBe(`edited ${before.stdout}`);
  expect(await readdir(cache)).toEqual(expect.arrayContaining([bundle]));
});

test('the second start loads the bundle of the first', async () => {
  const { root, cache } = await checkout();
  await start(root, '--version');
  const [bundle] = await readdir(cache);
  await edit(join(cache, bundle!, 'main.mjs'), (text) => `process.stdout.write('from the bundle ');\n${text}`);
  expect((await start(root, '--version')).stdout).toMatch(/^from the bundle \d/);
});

test('a new bundle removes what Node.js compiled a day ago', async () => {
  const { root } = await checkout();
  const compiled = join(root, 'cache', 'codex-conformance', 'compiled', 'v24');
  await mkdir(compiled, { recursive: true });
  for (const name of ['old', 'new']) await writeFile(join(compiled, name), '');
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  await utimes(join(compiled, 'old'), yesterday, yesterday);
  await start(root, '--version', { XDG_CACHE_HOME: join(root, 'cache') });
  expect(await readdir(compiled)).toEqual(['new']);
});

test('commands that start at once share one bundle', async () => {
  const { root, cache } = await checkout();
  const started = await Promise.all(['list', 'list', 'list'].map(async (args) => await start(root, args)));
  expect(started.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
    started.map(() => ({ exitCode: 0, stderr: '' })),
  );
  expect(await readdir(cache)).toEqual([expect.stringMatching(/^[0-9a-f]+$/)]);
});

test('a bundle that is interrupted is never loaded', async () => {
  const { root, cache } = await checkout();
  const interrupted = start(root, 'list');
  const unfinished = async (): Promise<string[]> =>
    existsSync(cache) ? (await readdir(cache)).filter((name) => name.startsWith('unfinished-')) : [];
  await vi.waitUntil(async () => (await unfinished()).length > 0, { interval: 5, timeout: 60_000 });
  interrupted.kill('SIGINT');
  expect((await interrupted).signal).toBe('SIGINT');
  expect(await readdir(cache)).toEqual(await unfinished());

  const { exitCode, stderr } = await start(root, 'list');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect((await readdir(cache)).length).toBe((await unfinished()).length + 1);
});

test('the sources are loaded where no bundle can be written', async () => {
  const { root } = await checkout();
  await writeFile(join(root, 'node_modules', '.cache'), 'a file, not a folder');
  const { exitCode, stderr } = await start(root, 'list');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

test('the stack of an internal error names the source and its line', async () => {
  const { root } = await checkout();
  await edit(join(root, 'helpers', 'cli', 'actions', 'list.ts'), (text) => `${text}\nthrow new Error('defect');\n`);
  const lines = (await readFile(join(root, 'helpers', 'cli', 'actions', 'list.ts'), 'utf8')).split('\n').length - 1;
  const { exitCode, stderr } = await start(root, 'list', { CODEX_CONFORMANCE_DEBUG: '1' });
  expect(exitCode).toBe(70);
  expect(stderr).toContain(`helpers/cli/actions/list.ts:${lines}:`);
});

test('a bundle has the scenarios of the sources', async () => {
  const { root } = await checkout();
  const folder = join(root, 'bundle');
  await buildCodeBundle(SUITE_ROOT, ['helpers/scenarios/catalog.ts'], folder);
  const bundled = (await import(pathToFileURL(join(folder, 'catalog.mjs')).href)) as typeof sources;
  const cases = await loadCases();
  const fingerprints = [bundled, sources].map(({ scenariosIn }) =>
    scenariosIn({ cases, extended: true }).map(({ name, fingerprint }) => `${name} ${fingerprint}`),
  );
  expect(fingerprints[0]).toEqual(fingerprints[1]);
});
