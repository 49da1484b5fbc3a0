import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { expect, test } from 'vitest';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';

/** Imports that are loaded with a module: those of types are stripped. */
const STATIC = /^(?:import|export)\s(?!type\b)(?:[^'"]*?\sfrom\s)?\s*'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'/gm;

/** The packages and the files that a file loads, directly or not. */
function loadedBy(file: string, patterns: readonly RegExp[], seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, specifier] of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
    if (!specifier!.startsWith('.')) seen.add(specifier!);
    else if (specifier!.endsWith('.ts')) loadedBy(join(dirname(file), specifier!), patterns, seen);
  }
  return seen;
}

test('no command but run loads Vitest', () => {
  const actions = globSync('helpers/cli/actions/*.ts', { cwd: SUITE_ROOT }).filter((file) =>
    [...loadedBy(join(SUITE_ROOT, file), [STATIC, DYNAMIC])].some((name) => /^vitest(?:\/|$)/.test(name)),
  );
  expect(actions.map((file) => basename(file))).toEqual(['run.ts']);
});

test('help loads no package but commander', () => {
  const loaded = [...loadedBy(join(SUITE_ROOT, 'helpers/cli/main.ts'), [STATIC])];
  expect(loaded.filter((name) => !isAbsolute(name) && !isBuiltin(name))).toEqual(['@commander-js/extra-typings']);
  expect(loaded.filter((name) => name.includes('/cli/actions/'))).toEqual([]);
});

/** Commands that need no codex; some of them can play one, and load what plays when they do. */
const PORTABLE = ['judge', 'diff', 'can-i-upgrade', 'list', 'explain', 'history', 'completion', 'baseline'];

test('what plays nothing loads nothing that starts or signals a process', () => {
  const sources = PORTABLE.flatMap((name) => {
    const loaded = [...loadedBy(join(SUITE_ROOT, `helpers/cli/actions/${name}.ts`), [STATIC])];
    expect(loaded.filter((one) => /^(?:node:)?child_process$|^execa$/.test(one))).toEqual([]);
    return loaded.filter((one) => isAbsolute(one));
  });
  const posix = [...new Set(sources)].filter((file) =>
    /['"`]\/proc\b|process\.kill\(/.test(readFileSync(file, 'utf8')),
  );
  expect(posix).toEqual([]);
});

test('what plays loads the process table', () => {
  const loaded = [...loadedBy(join(SUITE_ROOT, 'helpers/cli/actions/run.ts'), [STATIC])];
  expect(loaded.some((file) => isAbsolute(file) && readFileSync(file, 'utf8').includes("'/proc'"))).toBe(true);
});
