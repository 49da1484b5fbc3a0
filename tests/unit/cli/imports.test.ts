import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';

/** Each `import` that is left when the types are stripped. */
const IMPORT = /(?:^(?:import|export)\s(?!type\b)(?:[^'"]*?\sfrom\s)?|\bimport\()\s*'([^']+)'/gm;

/** What a module imports, and what that imports, also when it runs. */
function importsOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, specifier] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    if (!specifier!.startsWith('.')) seen.add(specifier!);
    else if (specifier!.endsWith('.ts')) importsOf(join(dirname(file), specifier!), seen);
  }
  return seen;
}

const usesVitest = (file: string): boolean => [...importsOf(file)].some((name) => /^vitest(?:\/|$)/.test(name));

test('no command but run loads Vitest', () => {
  const commands = globSync('helpers/cli/actions/*.ts', { cwd: SUITE_ROOT }).map((file) => join(SUITE_ROOT, file));
  expect(commands.filter(usesVitest).map((file) => basename(file))).toEqual(['run.ts']);
});

test('help loads no implementation of a command', () => {
  const declarations = globSync('helpers/cli/commands/*.ts', { cwd: SUITE_ROOT });
  const eager = declarations.flatMap((file) =>
    [...readFileSync(join(SUITE_ROOT, file), 'utf8').matchAll(/^import .* from '(.*actions\/.*)'/gm)].map(
      ([, path]) => `${file} imports ${path}`,
    ),
  );
  expect(eager).toEqual([]);
  expect(declarations.length).toBeGreaterThan(10);
});
