import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import type { FindContext } from '../../../helpers/codex/locate.ts';
import { acquireChoice, selectCodexes, type CodexChoice } from '../../../helpers/codex/resolve-spec.ts';
import { acquireCodex } from '../../../helpers/codex/acquire.ts';
import { failing, npmStandIn, type NpmStandIn } from './store/npm-stand-in.ts';
import { packageOfAll } from './store/packages.ts';
import { failureOf, program, temporaryFolder } from './temporary.ts';

const PINNED = packageJson.devDependencies['@openai/codex'];

const DATE = '2026-02-05T00:00:00.000Z';

const LIST = {
  versions: ['0.96.0', '0.98.0', '0.99.0'],
  time: { '0.98.0': DATE },
  'dist-tags': { latest: '0.99.0' },
};

const PACKAGE = {
  view: { '@openai/codex': LIST, '@openai/codex@0.98.0': { name: '@openai/codex', version: '0.98.0' } },
  pack: { '@openai/codex@0.98.0': packageOfAll('0.98.0') },
};

/** A machine with a codex at `bin/codex`, a cache of its own, and a registry with three versions. */
async function machine(script = PACKAGE): Promise<{ context: FindContext; npm: NpmStandIn; root: string }> {
  const root = temporaryFolder();
  program(join(root, 'bin/codex'), 'exit 0');
  const npm = await npmStandIn(script);
  const env = { ...npm.place.env, XDG_CACHE_HOME: join(root, 'cache') };
  return { root, npm, context: { env, cwd: root, suiteRoot: join(root, 'suite') } };
}

function names(choices: readonly CodexChoice[]): (string | undefined)[] {
  return choices.map((choice) => (choice.kind === 'local' ? choice.spec : choice.version));
}

test.each([
  [undefined, [undefined]],
  ['path', ['path']],
  ['./no/codex', ['./no/codex']],
  ['bin/codex', ['bin/codex']],
])('%s is on this machine, and no registry is asked', async (spec, expected) => {
  const { context, npm } = await machine();
  expect(names(await selectCodexes(spec, context))).toEqual(expected);
  expect(npm.calls()).toEqual([]);
});

test('`pinned` is a published version where the suite has no codex of its own', async () => {
  const { context, npm } = await machine({
    ...PACKAGE,
    view: { ...PACKAGE.view, '@openai/codex': { ...LIST, versions: [PINNED] } },
  });
  expect(await selectCodexes('pinned', context)).toEqual([{ kind: 'published', version: PINNED, date: null }]);
  program(join(context.suiteRoot, 'node_modules/@openai/codex/bin/codex.js'), 'exit 0');
  expect(names(await selectCodexes('pinned', context))).toEqual(['pinned']);
  expect(npm.calls()).toEqual(['view @openai/codex']);
});

test('takes each of several specs once, local ones first', async () => {
  const { context, npm } = await machine();
  expect(await selectCodexes('latest, >=0.98,bin/codex,0.96.0,0.98.0', context)).toEqual([
    { kind: 'local', spec: 'bin/codex' },
    { kind: 'published', version: '0.96.0', date: null },
    { kind: 'published', version: '0.98.0', date: DATE },
    { kind: 'published', version: '0.99.0', date: null },
  ]);
  expect(npm.calls()).toEqual(['view @openai/codex']);
});

test('a file is meant by its name, whatever that looks like', async () => {
  const { context, root } = await machine();
  writeFileSync(join(root, '0.98.0,0.99.0'), '');
  writeFileSync(join(root, '0.96.0'), '');
  expect(await selectCodexes('0.98.0,0.99.0', context)).toEqual([{ kind: 'local', spec: '0.98.0,0.99.0' }]);
  expect(await selectCodexes('0.96.0', context)).toEqual([{ kind: 'local', spec: '0.96.0' }]);
});

test('keeps a downloaded version for use without a registry', async () => {
  const { context, root } = await machine();
  const codex = await acquireCodex('0.98.0', context);
  expect(codex.foundBy).toBe('npm');
  expect(codex.path.startsWith(join(root, 'cache/codex-conformance/versions/0.98.0/'))).toBe(true);
  const { npm } = await machine({ view: { '@openai/codex': failing('ENOTFOUND', 'gone') }, pack: {} } as never);
  const offline = { ...context, env: { ...context.env, PATH: npm.place.env['PATH'] } };
  expect((await acquireCodex('0.98.0', offline)).path).toBe(codex.path);
  expect(await selectCodexes('v0.98.0', offline)).toEqual([{ kind: 'published', version: '0.98.0', date: DATE }]);
  expect(npm.calls()).toEqual([]);
});

test('asks the registry for a version newer than the kept list', async () => {
  const { context, npm } = await machine();
  await selectCodexes('latest', context);
  const failure = await failureOf(() => selectCodexes('0.97.0', context));
  expect(failure).toMatchInlineSnapshot(`
    {
      "hint": "The nearest are 0.96.0 and 0.98.0. List the versions: codex-conformance versions",
      "kind": "usage",
      "message": "codex 0.97.0 was never published.",
    }
  `);
  expect(npm.calls()).toEqual(['view @openai/codex', 'view @openai/codex']);
});

test('a binary of this machine is found without the store', async () => {
  const { context, root } = await machine();
  const choice = { kind: 'local', spec: 'bin/codex' } as const;
  for (const codex of [await acquireCodex('bin/codex', context), await acquireChoice(choice, context)]) {
    expect(codex).toEqual({ path: join(root, 'bin/codex'), foundBy: 'path', pathDirs: [] });
  }
});

test('a range that takes several is a mistake where one is tested', async () => {
  const { context } = await machine();
  expect(await failureOf(() => acquireCodex('>=0.98', context))).toMatchInlineSnapshot(`
    {
      "hint": "Name one version, or test all of them: codex-conformance matrix --codex '>=0.98'",
      "kind": "usage",
      "message": "--codex >=0.98 matches 2 codexes, expected 1.",
    }
  `);
  expect(await failureOf(() => acquireCodex('<0.98,bin/codex', context))).toMatchObject({ kind: 'usage' });
});

test('a comma with nothing beside it is a mistake', async () => {
  const { context } = await machine();
  expect(await failureOf(() => selectCodexes('0.98.0,', context))).toMatchInlineSnapshot(`
    {
      "hint": "Separate the entries with one comma: --codex 0.98.0,latest",
      "kind": "usage",
      "message": "--codex 0.98.0, has an empty entry.",
    }
  `);
});
