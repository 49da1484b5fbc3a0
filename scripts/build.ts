import { cpSync, globSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { execa } from 'execa';
import { buildCodeBundle } from '../bin/build-code-bundle.js';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';

/** What the sources read below their own folders. */
const READ = ['inputs', 'helpers/formats/assets', 'helpers/scenarios/dsl/mcp-server.mjs'];

const BUNDLE = 'dist/bundle';

process.chdir(SUITE_ROOT);
rmSync('dist', { recursive: true, force: true });
await execa({ preferLocal: true, stdio: 'inherit' })`tsc -p tsconfig.build.json`;
for (const folder of READ) cpSync(folder, `dist/${folder}`, { recursive: true });
await buildCodeBundle(SUITE_ROOT, ['dist/helpers/cli/main.js', 'dist/helpers/cli/io.js'], join(SUITE_ROOT, BUNDLE));
writeFileSync(join(BUNDLE, 'LICENSES.txt'), bundledPackages().map(licenceOf).join('\n\n'));

/** The folders of the packages of which the bundle has parts, sorted. */
function bundledPackages(): string[] {
  const maps = globSync(`${BUNDLE}/*.map`).map(
    (path) => JSON.parse(readFileSync(path, 'utf8')) as { sources: string[] },
  );
  const paths = maps.flatMap(({ sources }) => sources.map((source) => relative('.', resolve(BUNDLE, source))));
  return [...new Set(paths.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))].toSorted();
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return [
    `${name} ${version}, ${license}`,
    ...(file === undefined ? [] : [readFileSync(join(folder, file), 'utf8')]),
  ].join('\n\n');
}
