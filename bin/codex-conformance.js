#!/usr/bin/env node
// Read by every Node.js that there is: no syntax and no module newer than Node 12.17 here.
import { readFileSync } from 'fs';
import { nodeProblem } from './supported-node.js';

const ENVIRONMENT = 3;
const INTERNAL_DEFECT = 70;

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const problem = nodeProblem(process.versions.node, manifest.engines.node, Boolean(process.features.typescript));

if (problem === null) {
  Promise.all([import('../helpers/cli/main.ts'), import('../helpers/cli/io.ts')])
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
