import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCodex, isOnThisMachine, type FindContext } from '../../../helpers/codex/locate.ts';
import { targetOf } from '../../../helpers/codex/platform.ts';
import { failureOf, program, temporaryFolder, write } from './temporary.ts';

const target = targetOf()!;

/** A machine with a codex in `bin/`, one in `other/`, and a suite without its pinned codex in `suite/`. */
function machine(env: FindContext['env'] = {}): { root: string; context: FindContext } {
  const root = temporaryFolder();
  program(join(root, 'bin/codex'), 'exit 0');
  program(join(root, 'other/codex'), 'exit 0');
  const PATH = `relative:${join(root, 'empty')}::${join(root, 'bin')}:${join(root, 'other')}`;
  return { root, context: { env: { PATH, ...env }, cwd: root, suiteRoot: join(root, 'suite') } };
}

/** The launcher of npm's package in a folder `node_modules/@openai/codex`. */
function launcher(root: string): string {
  return program(join(root, 'node_modules/@openai/codex/bin/codex.js'), '#!/usr/bin/env node\n');
}

async function refusal(spec: string | undefined, { root, context }: ReturnType<typeof machine>): Promise<object> {
  const failure = await failureOf(() => findCodex(spec, context));
  return JSON.parse(JSON.stringify(failure).replaceAll(root, '<root>')) as object;
}

test('without a spec CODEX_BIN comes before PATH', () => {
  const { root, context } = machine({ CODEX_BIN: 'other/codex' });
  expect(findCodex(undefined, context)).toEqual({
    path: join(root, 'other/codex'),
    foundBy: 'CODEX_BIN',
    pathDirs: [],
  });
});

test.each([undefined, ''])('takes the first codex on PATH with CODEX_BIN %o, no spec', (CODEX_BIN) => {
  const { root, context } = machine({ CODEX_BIN });
  expect(findCodex(undefined, context)).toEqual({ path: join(root, 'bin/codex'), foundBy: 'PATH', pathDirs: [] });
});

test('`path` means PATH even where CODEX_BIN is set', () => {
  const { root, context } = machine({ CODEX_BIN: 'other/codex' });
  expect(findCodex('path', context)).toEqual({ path: join(root, 'bin/codex'), foundBy: 'PATH', pathDirs: [] });
});

test('what cannot be executed on PATH is passed over', () => {
  const { root, context } = machine();
  rmSync(join(root, 'bin/codex'));
  mkdirSync(join(root, 'bin/codex'));
  write(join(root, 'empty/codex'), 'no program');
  expect(findCodex(undefined, context).path).toBe(join(root, 'other/codex'));
});

test('no codex on PATH is an error that says what to do', async () => {
  const place = machine({ PATH: '/nowhere:/neither' });
  expect(await refusal(undefined, place)).toMatchInlineSnapshot(`
    {
      "hint": "Add --codex latest to download one, name a binary with --codex PATH or CODEX_BIN, or install it (npm install -g @openai/codex).",
      "kind": "environment",
      "message": "No codex on PATH (2 folders searched).",
    }
  `);
  expect(await refusal('path', machine({ PATH: undefined }))).toMatchObject({
    message: 'No codex on PATH (0 folders searched).',
  });
});

test('a path is taken relative to the working folder', () => {
  const { root, context } = machine();
  expect(findCodex('./other/codex', context)).toEqual({
    path: join(root, 'other/codex'),
    foundBy: 'path',
    pathDirs: [],
  });
});

test('a link is driven under the name that it was given', () => {
  const { root, context } = machine();
  symlinkSync(join(root, 'other/codex'), join(root, 'link'));
  expect(findCodex('link', context).path).toBe(join(root, 'link'));
});

test('a path that is not there is an error that names it', async () => {
  expect(await refusal('no/codex', machine())).toMatchInlineSnapshot(`
    {
      "hint": "Give the path of a codex binary.",
      "kind": "environment",
      "message": "--codex no/codex: no such file.",
    }
  `);
  expect(await refusal(undefined, machine({ CODEX_BIN: '/no/codex' }))).toMatchInlineSnapshot(`
    {
      "hint": "Give the path of a codex binary.",
      "kind": "environment",
      "message": "CODEX_BIN=/no/codex: no such file.",
    }
  `);
});

test.each([
  ['lates', 'latest'],
  ['PINED', 'pinned'],
])('suggests the word that was meant: %s', async (spec, meant) => {
  expect(await refusal(spec, machine())).toMatchObject({ hint: `Did you mean --codex ${meant}?` });
});

test('a link that leads nowhere is an error', async () => {
  const place = machine();
  symlinkSync(join(place.root, 'gone'), join(place.root, 'link'));
  expect(await refusal('link', place)).toMatchObject({ message: '--codex link: no such file.' });
});

test('a folder is an error', async () => {
  expect(await refusal('other', machine())).toMatchInlineSnapshot(`
    {
      "hint": "Give the path of the codex binary in it.",
      "kind": "environment",
      "message": "--codex other is a folder, not a program.",
    }
  `);
});

test('a device is an error', async () => {
  expect(await refusal('/dev/null', machine())).toMatchInlineSnapshot(`
    {
      "hint": "Give the path of a codex binary.",
      "kind": "environment",
      "message": "--codex /dev/null is not a program.",
    }
  `);
});

test('reports how to make a file executable', async () => {
  const place = machine({ CODEX_BIN: 'text' });
  write(join(place.root, 'text'), 'no program');
  expect(await refusal(undefined, place)).toMatchInlineSnapshot(`
    {
      "hint": "Make it so: chmod +x <root>/text",
      "kind": "environment",
      "message": "CODEX_BIN=text is not executable.",
    }
  `);
});

test('an empty spec is a mistake in the command', async () => {
  expect(await refusal('', machine())).toMatchInlineSnapshot(`
    {
      "hint": "Give the path of a codex binary, a version, \`pinned\` or \`path\`.",
      "kind": "usage",
      "message": "--codex is empty.",
    }
  `);
});

test('a version is none of the files of this machine', async () => {
  expect(await refusal('0.98.0', machine())).toMatchInlineSnapshot(`
    {
      "hint": "Write a version as in 0.98.0, a range as in ">=0.98.0 <0.117.0", latest, or the path of a codex binary.",
      "kind": "usage",
      "message": "--codex 0.98.0 is neither a file nor a version of codex, nor a range of versions.",
    }
  `);
});

test.each([
  'latest',
  'v0.98.0',
  '0.98',
  '0.98.x',
  '^0.98.0',
  '~0.98',
  '>=0.98.0',
  '>= 0.98 <0.100',
  '0.100.0-alpha.3',
  '0.98.0 || 0.99.0',
])('%s counts as a version', async (spec) => {
  expect(await refusal(spec, machine())).toMatchObject({ kind: 'usage' });
});

test.each(['codex-0.98.0', './0.98.0', '/opt/0.98.0', 'latest/codex'])('%s counts as a path', async (spec) => {
  expect(await refusal(spec, machine())).toMatchObject({
    kind: 'environment',
    message: `--codex ${spec}: no such file.`,
  });
});

test('a file that is named like a version is a path', () => {
  const { root, context } = machine();
  program(join(root, '0.98.0'), 'exit 0');
  expect(findCodex('0.98.0', context)).toEqual({ path: join(root, '0.98.0'), foundBy: 'path', pathDirs: [] });
});

test.each([
  ['0.61 to 0.98: in the package itself', `codex/vendor/${target.triple}/codex`],
  ['0.99 to 0.132: in a package beside it', `${target.packageName}/vendor/${target.triple}/codex`],
  ['since 0.133: in a package beside it, below bin', `${target.packageName}/vendor/${target.triple}/bin`],
  ['a package below it', `codex/node_modules/@openai/${target.packageName}/vendor/${target.triple}/bin`],
])('behind the launcher of npm stands the native binary of %s', (_, folder) => {
  const { root, context } = machine();
  launcher(root);
  const native = program(join(root, 'node_modules/@openai', folder, target.executable), 'exit 0');
  mkdirSync(join(root, 'node_modules/.bin'));
  symlinkSync('../@openai/codex/bin/codex.js', join(root, 'node_modules/.bin/codex'));
  const PATH = join(root, 'node_modules/.bin');
  expect(findCodex('node_modules/.bin/codex', context)).toEqual({ path: native, foundBy: 'path', pathDirs: [] });
  expect(findCodex('path', { ...context, env: { PATH } })).toEqual({ path: native, foundBy: 'PATH', pathDirs: [] });
});

test('includes the folder that the launcher prepends to PATH', () => {
  const { root, context } = machine();
  const script = launcher(root);
  const vendor = join(root, 'node_modules/@openai', target.packageName, 'vendor', target.triple);
  const native = program(join(vendor, 'bin', target.executable), 'exit 0');
  mkdirSync(join(vendor, 'path'));
  expect(findCodex(script, context)).toEqual({ path: native, foundBy: 'path', pathDirs: [join(vendor, 'path')] });
});

test('a launcher need not be executable', () => {
  const { root, context } = machine();
  write(join(root, 'node_modules/@openai/codex/bin/codex.js'), '');
  const native = program(
    join(root, `node_modules/@openai/codex/vendor/${target.triple}/codex`, target.executable),
    'exit 0',
  );
  expect(findCodex('node_modules/@openai/codex/bin/codex.js', context).path).toBe(native);
});

test('reports how to fix a launcher without its native binary', async () => {
  const place = machine();
  launcher(place.root);
  expect(await refusal('node_modules/@openai/codex/bin/codex.js', place)).toMatchInlineSnapshot(`
    {
      "hint": "Reinstall @openai/codex without --omit=optional.",
      "kind": "environment",
      "message": "<root>/node_modules/@openai/codex/bin/codex.js is npm's launcher of codex, but the binary for this platform is missing.",
    }
  `);
});

test('`pinned` is the codex of the suite', () => {
  const { root, context } = machine({ CODEX_BIN: 'other/codex' });
  launcher(context.suiteRoot);
  const folder = join(root, 'suite/node_modules/@openai', target.packageName, 'vendor', target.triple, 'bin');
  const native = program(join(folder, target.executable), 'exit 0');
  expect(findCodex('pinned', context)).toEqual({ path: native, foundBy: 'pinned', pathDirs: [] });
});

test('`pinned` is an error where the suite is not installed', async () => {
  expect(await refusal('pinned', machine())).toMatchInlineSnapshot(`
    {
      "hint": "Run npm ci in the checkout.",
      "kind": "environment",
      "message": "The pinned codex is not installed.",
    }
  `);
});

test('a list that is too long for the name of a file is no file', () => {
  const list = Array.from({ length: 60 }, (_, minor) => `0.${minor}.0`).join(',');
  expect(isOnThisMachine(list, { env: {}, cwd: '/', suiteRoot: '/' })).toBe(false);
});
