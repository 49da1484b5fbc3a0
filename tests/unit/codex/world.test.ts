import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { created, snapshot } from '../../../helpers/codex/snapshot.ts';
import { createWorld, type World, type WorldOptions } from '../../../helpers/codex/world.ts';
import { temporaryFolder, write } from './temporary.ts';

const modelUrl = 'http://127.0.0.1:8080/v1';
const proxyUrl = 'http://127.0.0.1:9090';

function world(options: Partial<WorldOptions> = {}): World {
  const root = temporaryFolder();
  return createWorld({
    root,
    capabilities: ['feature.plugins'],
    pathDirs: [],
    modelUrl,
    proxyUrl,
    path: '/usr/bin:/bin',
    ...options,
  });
}

test('has four folders, a configuration and an empty repository', () => {
  const { root, before, home, codexHome, tmp, workspace } = world();
  expect([home, codexHome, tmp, workspace].map((path) => path.replace(root, ''))).toEqual([
    '/home',
    '/codex-home',
    '/tmp',
    '/workspace',
  ]);
  expect([...before.values()].map(({ place, path, kind }) => `${place}/${path} ${kind}`).toSorted())
    .toMatchInlineSnapshot(`
    [
      "codex_home/config.toml file",
      "workspace/.git folder",
      "workspace/.git/HEAD file",
      "workspace/.git/config file",
      "workspace/.git/objects folder",
      "workspace/.git/refs folder",
    ]
  `);
  expect(readFileSync(join(workspace, '.git/HEAD'), 'utf8')).toBe('ref: refs/heads/main\n');
});

test('takes only PATH from the environment of the host', () => {
  const { root, env } = world({ pathDirs: ['/vendor/path'] });
  expect(env).toEqual({
    PATH: `${root}/bin:/vendor/path:/usr/bin:/bin`,
    HOME: `${root}/home`,
    CODEX_HOME: `${root}/codex-home`,
    TMPDIR: `${root}/tmp`,
    RUST_LOG: 'error',
    HTTP_PROXY: proxyUrl,
    HTTPS_PROXY: proxyUrl,
    ALL_PROXY: proxyUrl,
    NO_PROXY: '127.0.0.1,localhost',
  });
});

test('leads requests for the list of models to the script', () => {
  expect(world({ capabilities: [] }).env['OPENAI_BASE_URL']).toBe(modelUrl);
});

test('a world as shipped changes nothing but the provider', () => {
  const { codexHome, env } = world({ capabilities: [], asShipped: true });
  expect(env).not.toHaveProperty('OPENAI_BASE_URL');
  expect(readFileSync(join(codexHome, 'config.toml'), 'utf8')).not.toMatch(/analytics|features/);
});

test('the configuration names the scripted model', () => {
  const { codexHome } = world();
  const toml = readFileSync(join(codexHome, 'config.toml'), 'utf8');
  expect(toml.split('\n').filter((line) => /base_url|plugins/.test(line))).toEqual([
    `base_url = "${modelUrl}"`,
    'plugins = false',
  ]);
});

test('what is put into a world later is told from what was there', () => {
  const place = world();
  write(join(place.tmp, 'left'), 'abc');
  write(join(place.codexHome, 'config.toml'), 'changed');
  expect(created(place.before, snapshot(place))).toEqual([{ place: 'tmp', path: 'left', kind: 'file', size: 3 }]);
});
