import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const VITEST = /^(?:vitest|vite)(?:\/|$)/;

export async function buildCodeBundle(root, modules, folder) {
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(join(dirname(folder), 'unfinished-'));
  try {
    await bundle(root, modules, unfinished);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process was quicker.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
}

async function bundle(root, modules, folder) {
  const { rolldown } = await import(rolldownUrl());
  const build = await rolldown({
    cwd: root,
    input: modules.map((path) => join(root, path)),
    platform: 'node',
    // jsonc-parser has a `main` that no bundler understands.
    resolve: { mainFields: ['module', 'main'] },
    external: VITEST,
    logLevel: 'silent',
    transform: { define: { 'import.meta.url': '__source_url' } },
    plugins: [
      {
        name: 'source-url',
        transform: {
          filter: { code: 'import.meta.url' },
          handler(code, id) {
            const path = JSON.stringify(relative(folder, id));
            // On the first line, which keeps the numbers of all lines.
            return { code: `const __source_url = new URL(${path}, import.meta['url']).href; ${code}`, map: null };
          },
        },
      },
    ],
  });
  await build.write({
    dir: folder,
    sourcemap: true,
    // They are beside the bundle.
    sourcemapExcludeSources: true,
    // Node.js reads and hashes all of it in each process. Names stay, for stacks.
    minify: { compress: false, mangle: false, codegen: true },
    // By this ending Node.js knows modules without a look into them.
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
  });
  await build.close();
}

/** Vite has it, wherever a package manager puts that. */
function rolldownUrl() {
  const vitest = createRequire(import.meta.url).resolve('vitest/package.json');
  const vite = createRequire(vitest).resolve('vite/package.json');
  return pathToFileURL(createRequire(vite).resolve('rolldown')).href;
}
