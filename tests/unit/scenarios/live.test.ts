import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { liveOptions } from '../../../helpers/scenarios/live.ts';
import { failureOf, temporaryFolder, write } from '../codex/temporary.ts';

const TOKEN = 'a-refresh-token-of-no-known-form';

/** A user's machine: `home/.codex`, `other`, `work`, and a login in each of the first two. */
function machine(): { readonly root: string; readonly work: string; readonly home: string; readonly other: string } {
  const root = temporaryFolder();
  const [work, home, other] = [join(root, 'work'), join(root, 'home'), join(root, 'other')];
  mkdirSync(work);
  login(join(home, '.codex'), 'home');
  login(other, 'other');
  return { root, work, home, other };
}

function login(codexHome: string, whose: string): void {
  write(join(codexHome, 'auth.json'), JSON.stringify({ tokens: { refresh_token: `${TOKEN}-${whose}` } }));
}

test('hides the login of the default CODEX_HOME', async () => {
  const { root, work, home } = machine();
  const env = { HOME: home, PATH: '/bin', UNSET: undefined };
  expect(await liveOptions(work, env, root)).toEqual({
    workspace: work,
    env: { HOME: home, PATH: '/bin' },
    secrets: [`${TOKEN}-home`],
  });
});

test('CODEX_HOME precedes .codex in the workspace', async () => {
  const { root, work, home, other } = machine();
  login(join(work, '.codex'), 'work');
  expect(await liveOptions(work, { HOME: home, CODEX_HOME: other }, root)).toEqual({
    workspace: work,
    env: { HOME: home, CODEX_HOME: other },
    secrets: [`${TOKEN}-other`],
  });
});

test.each([{}, { CODEX_HOME: '' }])('the one in the workspace is taken with %j', async (env) => {
  const { root, work, home } = machine();
  login(join(work, '.codex'), 'work');
  expect(await liveOptions(work, { HOME: home, ...env }, root)).toEqual({
    workspace: work,
    env: { HOME: home, CODEX_HOME: join(work, '.codex') },
    secrets: [`${TOKEN}-work`],
  });
});

test('a file with its name in the workspace is none', async () => {
  const { root, work, home } = machine();
  write(join(work, '.codex'), '');
  expect((await liveOptions(work, { HOME: home }, root)).env).toEqual({ HOME: home });
});

test('a relative CODEX_HOME becomes absolute', async () => {
  const { root, work, other } = machine();
  expect(await liveOptions(work, { CODEX_HOME: 'other' }, root)).toEqual({
    workspace: work,
    env: { CODEX_HOME: other },
    secrets: [`${TOKEN}-other`],
  });
});

test('secrets of the environment are kept, with or without a login', async () => {
  const { root, work } = machine();
  const env = { HOME: root, OWN_API_KEY: 'correct-horse-battery', LANG: 'a-locale-of-no-interest' };
  expect((await liveOptions(work, env, root)).secrets).toEqual(['correct-horse-battery']);
});

test('a workspace or a CODEX_HOME that is no folder is an error', async () => {
  const { root, work } = machine();
  const file = write(join(root, 'file'), '');
  expect([
    await failureOf(() => liveOptions(join(root, 'none'), {}, root)),
    await failureOf(() => liveOptions(file, {}, root)),
    await failureOf(() => liveOptions(work, { CODEX_HOME: 'none' }, root)),
    await failureOf(() => liveOptions(work, { CODEX_HOME: file }, root)),
  ]).toEqual([
    {
      kind: 'usage',
      message: `--workspace ${root}/none is not a folder.`,
      hint: 'Name the folder in which codex is to work.',
    },
    {
      kind: 'usage',
      message: `--workspace ${file} is not a folder.`,
      hint: 'Name the folder in which codex is to work.',
    },
    {
      kind: 'usage',
      message: 'CODEX_HOME=none is not a folder.',
      hint: 'Create it and log in, or unset CODEX_HOME.',
    },
    {
      kind: 'usage',
      message: `CODEX_HOME=${file} is not a folder.`,
      hint: 'Create it and log in, or unset CODEX_HOME.',
    },
  ]);
});
