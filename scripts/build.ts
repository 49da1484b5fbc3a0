import { cpSync, rmSync } from 'node:fs';
import { execa } from 'execa';
import { buildCodeBundle } from '../bin/build-code-bundle.js';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';

/** What the sources read below their own folders. */
const READ = ['inputs', 'helpers/formats/assets', 'helpers/scenarios/dsl/mcp-server.mjs'];

process.chdir(SUITE_ROOT);
rmSync('dist', { recursive: true, force: true });
await execa({ preferLocal: true, stdio: 'inherit' })`tsc -p tsconfig.build.json`;
for (const folder of READ) cpSync(folder, `dist/${folder}`, { recursive: true });
await buildCodeBundle(SUITE_ROOT, ['dist/helpers/cli/main.js', 'dist/helpers/cli/io.js'], `${SUITE_ROOT}/dist/bundle`);
