#!/usr/bin/env node
// Read by every Node.js that there is: no syntax and no module newer than Node 12.17 here.
import { existsSync, readFileSync } from 'fs';
import * as nodeModule from 'module';
import { compileCacheFolder } from './compile-cache.js';
import { nodeProblem } from './supported-node.js';

const ENVIRONMENT = 3;
const INTERNAL_DEFECT = 70;

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
// The published package has no sources: Node.js does not run TypeScript below node_modules.
const fromSource = existsSync(new URL('../helpers', import.meta.url));
const runsIt = !fromSource || Boolean(process.features.typescript);
const problem = nodeProblem(process.versions.node, manifest.engines.node, runsIt);

if (problem === null) {
  // Loading the suite costs as much as a turn of codex. A folder that cannot be written is no error.
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache(compileCacheFolder(process.env));
  Promise.all(
    fromSource
      ? [import('../helpers/cli/main.ts'), import('../helpers/cli/io.ts')]
      : [import('../dist/helpers/cli/main.js'), import('../dist/helpers/cli/io.js')],
  )
    .then(function (modules) {
      return modules[0].main(process.argv.slice(2), modules[1].processIo());
    })
    .then(exit, function (error) {
      fail('internal error: ' + error.stack, INTERNAL_DEFECT);
    });
} else {
  fail(problem, ENVIRONMENT);
}

function fail(message, code) {
  process.stderr.write(message + '\n');
  exit(code);
}

/** Not process.exit(): it would cut off what is still being written to a pipe. */
function exit(code) {
  process.exitCode = code;
}
