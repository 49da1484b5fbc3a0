import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { storeVersion } from '../../../../helpers/codex/store/store.ts';
import { failing, npmStandIn } from '../../codex/store/npm-stand-in.ts';
import { packageOfAll, TARGET } from '../../codex/store/packages.ts';
import { temporaryFolder } from '../../codex/temporary.ts';
import { capturedIo } from '../captured-io.ts';

const HERE = TARGET.packageName.replace('codex-', '');

const LIST = {
  versions: [
    '0.96.0',
    '0.98.0',
    '0.98.0-win32-mips',
    `0.98.0-${HERE}`,
    '0.99.0-alpha.2',
    '0.100.0',
    '0.100.0-win32-mips',
  ],
  time: { '0.98.0': '2026-02-05T00:00:00.000Z', '0.100.0': '2026-02-12T00:00:00.000Z' },
  'dist-tags': { latest: '0.100.0' },
};

const VERSIONS = ['0.96.0', '0.98.0'];

/** A registry, and a cache with two versions of it. */
async function machine() {
  const root = temporaryFolder();
  const npm = await npmStandIn({
    view: {
      '@openai/codex': LIST,
      ...Object.fromEntries(VERSIONS.map((version) => [`@openai/codex@${version}`, { name: 'codex', version }])),
    },
    pack: Object.fromEntries(VERSIONS.map((version) => [`@openai/codex@${version}`, packageOfAll(version)])),
  });
  const env = { ...npm.place.env, XDG_CACHE_HOME: root };
  for (const version of VERSIONS) await storeVersion(version, join(root, 'codex-conformance'), npm.place);
  const versions = async (...argv: string[]): Promise<string> => {
    const io = { ...capturedIo({ env }), cwd: root };
    const code = await main(['versions', ...argv], io);
    const { stdout, stderr } = io.written;
    return `${code}\n${stdout}${stderr === '' ? '' : `stderr: ${stderr}`}`.replaceAll(root, '<cache>');
  };
  return { versions, calls: npm.calls };
}

test('lists published versions and their size in the cache', async () => {
  const { versions } = await machine();
  expect(await versions()).toMatchInlineSnapshot(`
    "0
    0.96.0   unknown        1 kB
    0.98.0   2026-02-05     1 kB
    0.100.0  2026-02-12           latest, no build for this platform
    2 in the cache, 1 kB of 8.0 GB: <cache>/codex-conformance
    "
  `);
  expect(await versions('--pre', '--codex', '>=0.98')).toMatchInlineSnapshot(`
    "0
    0.98.0          2026-02-05     1 kB
    0.99.0-alpha.2  unknown
    0.100.0         2026-02-12           latest, no build for this platform
    2 in the cache, 1 kB of 8.0 GB: <cache>/codex-conformance
    "
  `);
});

test('prints JSON', async () => {
  const { versions } = await machine();
  expect(await versions('--json', '--codex', '0.98.0')).toMatchInlineSnapshot(`
    "0
    {
      "schema_version": 1,
      "latest": "0.100.0",
      "versions": [
        {
          "version": "0.98.0",
          "date": "2026-02-05T00:00:00.000Z",
          "may_run_here": true,
          "cached_bytes": 92
        }
      ],
      "cached_bytes": 184,
      "limit_bytes": 8000000000
    }
    "
  `);
});

test('lists the cache without asking the registry', async () => {
  const { versions, calls } = await machine();
  expect(await versions('--cached')).toMatchInlineSnapshot(`
    "0
    0.96.0  unknown        1 kB
    0.98.0  unknown        1 kB
    2 in the cache, 1 kB of 8.0 GB: <cache>/codex-conformance
    "
  `);
  expect(await versions('--cached', '--codex', '>=0.98')).toMatchInlineSnapshot(`
    "0
    0.98.0  unknown        1 kB
    2 in the cache, 1 kB of 8.0 GB: <cache>/codex-conformance
    "
  `);
  expect(calls()).not.toContain('view @openai/codex');
});

test('rejects invalid ranges and ranges without a match', async () => {
  const { versions } = await machine();
  expect(await versions('--codex', '0.97.0')).toMatchInlineSnapshot(`
    "2
    stderr: error: codex 0.97.0 was never published.
    hint: The nearest are 0.96.0 and 0.98.0. List the versions: codex-conformance versions
    "
  `);
  expect(await versions('--codex', 'newest')).toMatchInlineSnapshot(`
    "2
    stderr: error: --codex newest is neither a version of codex nor a range of versions.
    hint: Write it as in --codex 0.98.0 or --codex ">=0.98.0 <0.117.0".
    "
  `);
  expect(await versions('--remove', '>=1')).toMatchInlineSnapshot(`
    "2
    stderr: error: No version in the cache lies in >=1.
    hint: List the versions: codex-conformance versions --cached
    "
  `);
});

test('removes the versions in a range', async () => {
  const { versions } = await machine();
  expect(await versions('--remove', '<0.98.0')).toMatchInlineSnapshot(`
    "0
    codex 0.96.0: removed, 1 kB
    "
  `);
  expect(await versions('--cached')).toMatchInlineSnapshot(`
    "0
    0.98.0  unknown        1 kB
    1 in the cache, 1 kB of 8.0 GB: <cache>/codex-conformance
    "
  `);
});

test('rejects an empty cache without a registry', async () => {
  const { place } = await npmStandIn({ view: { '@openai/codex': failing('ENOTFOUND', 'getaddrinfo failed') } });
  const root = temporaryFolder();
  const io = { ...capturedIo({ env: { ...place.env, XDG_CACHE_HOME: root } }), cwd: root };
  expect([await main(['versions'], io), io.written]).toMatchInlineSnapshot(`
    [
      3,
      {
        "stderr": "error: Cannot list the published versions of codex: the registry is unreachable (ENOTFOUND): getaddrinfo failed.
    hint: Check the registry of npm (npm config get registry) and its proxy (npm config get proxy).
    ",
        "stdout": "",
      },
    ]
  `);
});
