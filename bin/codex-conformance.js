#!/usr/bin/env node
// Read by every Node.js that there is: no syntax and no module newer than Node 12.17 here.
import { existsSync, readFileSync } from 'fs';
import * as nodeModule from 'module';
import { join } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';
import { compileCacheFolder } from './compile-cache.js';
import { nodeProblem } from './supported-node.js';

const ENVIRONMENT = 3;
const INTERNAL_DEFECT = 70;
const ENTRY_MODULES = ['helpers/cli/main.ts', 'helpers/cli/io.ts'];

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
// The published package has no sources: Node.js does not run TypeScript below node_modules.
const fromSource = existsSync(join(root, 'helpers'));
const runsIt = !fromSource || Boolean(process.features.typescript);
const problem = nodeProblem(process.versions.node, manifest.engines.node, runsIt);

if (problem === null) {
  // Loading the suite costs as much as a turn of codex. A folder that cannot be written is no error.
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache(compileCacheFolder(process.env));
  // Stacks are printed only then, and source maps take time to read.
  if (process.argv.includes('--verbose') || process.env.CODEX_CONFORMANCE_DEBUG === '1') {
    process.setSourceMapsEnabled(true);
  }
  bundleFolder()
    .then(function (folder) {
      return Promise.all(
        folder === null
          ? [import('../helpers/cli/main.ts'), import('../helpers/cli/io.ts')]
          : [importFile(join(folder, 'main.mjs')), importFile(join(folder, 'io.mjs'))],
      );
    })
    .then(function (modules) {
      return modules[0].main(process.argv.slice(2), modules[1].processIo());
    })
    .then(exit, function (error) {
      fail('internal error: ' + error.stack, INTERNAL_DEFECT);
    });
} else {
  fail(problem, ENVIRONMENT);
}

/** Null where the sources themselves are to be loaded. */
function bundleFolder() {
  if (!fromSource) return Promise.resolve(join(root, 'dist', 'bundle'));
  return import('./code-bundle.js').then(function (bundle) {
    return bundle.codeBundle(root, ENTRY_MODULES);
  });
}

function importFile(path) {
  return import(pathToFileURL(path).href);
}

function fail(message, code) {
  process.stderr.write(message + '\n');
  exit(code);
}

/** Not process.exit(): it would cut off what is still being written to a pipe. */
function exit(code) {
  process.exitCode = code;
}
