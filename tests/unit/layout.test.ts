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

/** An exported declaration. Overloads of one function share a file. */
const DECLARATION = /^export (?:async |abstract )*(?:function\*?|const|class|type|interface) (\w+)/gm;

/** An exported type: its name and its declaration, up to the next empty line. */
const EXPORTED_TYPE = /^export (?:type|interface) (\w+)([^]*?)(?:\n\n|$(?![^]))/gm;

/** A field `verdict`, the type of that field, or a type inferred from the schema of a result. */
const HAS_VERDICT = /\bverdict\??:|\['verdict'\]|<typeof checkResultSchema>/;

/** A schema with a field `verdict` of its own, or with those of a result. */
const SCHEMA_WITH_VERDICT =
  /^(?:export )?const (\w+) = (?:checkResultSchema\.|[\w.]+\(\{\n(?: {2}.*\n)*? {2}verdict:)/gm;

interface Source {
  /** Relative to the root of the project. */
  readonly path: string;
  readonly text: string;
}

const helpers = sourcesIn('helpers/**/*.ts');

test('a floor imports only from lower floors and itself', () => {
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

test('no exported name of helpers is declared twice', () => {
  const places = new Map<string, Set<string>>();
  for (const { path, text } of helpers) {
    for (const [, name] of text.matchAll(DECLARATION)) places.set(name!, (places.get(name!) ?? new Set()).add(path));
  }
  const repeated = [...places].filter(([, paths]) => paths.size > 1);
  expect(repeated.map(([name, paths]) => `${name}: ${[...paths].join(', ')}`)).toEqual([]);
});

test('four exported types carry the verdict of a check', () => {
  const carriers = helpers.flatMap(({ text }) => {
    const schemas = new Set([...text.matchAll(SCHEMA_WITH_VERDICT)].map(([, name]) => name));
    return [...text.matchAll(EXPORTED_TYPE)]
      .filter(([, , body]) => HAS_VERDICT.test(body!) || schemas.has(/typeof (\w+)>/.exec(body!)?.[1]))
      .map(([, name]) => name!);
  });
  expect(carriers.toSorted()).toEqual(['CheckOutcome', 'CheckResult', 'MatrixFinding', 'Verdict']);
});

function sourcesIn(pattern: string): Source[] {
  return globSync(pattern, { cwd: SUITE_ROOT }).map((path) => ({
    path,
    text: readFileSync(join(SUITE_ROOT, path), 'utf8'),
  }));
}

function importsOf({ path, text }: Source): string[] {
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) =>
    relative('', join(dirname(path), match[1]!)),
  );
}

/** The first folder below `helpers/`; empty for a file that lies directly in it. */
function folderOf(path: string): string {
  const parts = path.split('/');
  return parts.length > 2 ? parts[1]! : '';
}

function floorOf(folder: string): number {
  return FLOORS.findIndex((names) => (names as readonly string[]).includes(folder));
}
