import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

/** From the ground up. A file directly below `helpers/` is below them all. */
const FLOORS = [
  ['util'],
  ['codex', 'model', 'inputs'],
  ['recording'],
  ['exec', 'app-server'],
  ['queries'],
  ['mutations'],
  ['checks'],
  ['scenarios'],
  ['proof', 'judge-stream'],
  ['versions'],
  ['formats'],
  ['reporters'],
  ['cli'],
] as const;

interface Source {
  /** Relative to the root of the project. */
  readonly path: string;
  readonly text: string;
}

const helpers = sourcesIn('helpers/**/*.ts');
const tests = sourcesIn('tests/**/*.ts');
const users = [
  ...helpers,
  ...sourcesIn('tests/{,exec/,app-server/}*.ts'),
  ...sourcesIn('bench/*.ts'),
  ...sourcesIn('scripts/*.ts'),
  ...sourcesIn('*.ts'),
  ...sourcesIn('bin/*.js'),
];

test('a floor imports only from the floors below it and from its own folder', () => {
  const wrong = helpers.flatMap((source) => {
    const folder = folderOf(source.path);
    return importsOf(source)
      .filter((path) => path.startsWith('helpers/'))
      .filter(
        (path) => folderOf(path) !== folder && floorOf(folderOf(path)) >= floorOf(folder) && folderOf(path) !== '',
      )
      .map((path) => `${source.path} imports ${path}`);
  });
  expect(wrong).toEqual([]);
});

test('every folder of helpers has a floor', () => {
  const folders = new Set(helpers.map(({ path }) => folderOf(path)).filter((folder) => folder !== ''));
  expect([...folders].filter((folder) => floorOf(folder) < 0)).toEqual([]);
});

test('helpers import nothing from tests or bench', () => {
  const wrong = helpers.flatMap((source) =>
    importsOf(source)
      .filter((path) => /^(?:tests|bench)\//.test(path))
      .map((path) => `${source.path} imports ${path}`),
  );
  expect(wrong).toEqual([]);
});

test('every exported value is used by another file, or by its own file and a test', () => {
  const dead = helpers.flatMap((source) =>
    exportsOf(source)
      .filter((name) => !users.some((user) => user.path !== source.path && imports(user, name, source.path)))
      .filter((name) => !(occurrences(source, name) > 1 && tests.some((user) => imports(user, name, source.path))))
      .map((name) => `${source.path}: ${name}`),
  );
  // Vitest calls it by name, or only what judges recordings without a run needs it: the offline tests.
  expect(dead.toSorted()).toEqual([
    'helpers/proof/untestable.ts: UNTESTABLE',
    'helpers/scenarios/global-setup.ts: setup',
  ]);
});

function sourcesIn(pattern: string): Source[] {
  return globSync(pattern, { cwd: SUITE_ROOT }).map((path) => ({
    path,
    text: readFileSync(join(SUITE_ROOT, path), 'utf8'),
  }));
}

function exportsOf({ text }: Source): string[] {
  return [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map((match) => match[1]!);
}

function occurrences({ text }: Source, name: string): number {
  return [...text.matchAll(new RegExp(String.raw`\b${name}\b`, 'g'))].length;
}

function importsOf({ path, text }: Source): string[] {
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) =>
    relative('', join(dirname(path), match[1]!)),
  );
}

function imports(user: Source, name: string, from: string): boolean {
  return importsOf(user).includes(from) && new RegExp(String.raw`\b${name}\b`).test(user.text);
}

/** The first folder below `helpers/`; empty for a file that lies directly in it. */
function folderOf(path: string): string {
  const parts = path.split('/');
  return parts.length > 2 ? parts[1]! : '';
}

function floorOf(folder: string): number {
  return FLOORS.findIndex((names) => (names as readonly string[]).includes(folder));
}
