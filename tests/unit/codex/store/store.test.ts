import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import type { StoreProgress } from '../../../../helpers/codex/store/progress.ts';
import { storeVersion } from '../../../../helpers/codex/store/store.ts';
import { SuiteError } from '../../../../helpers/util/errors.ts';
import { failureOf, temporaryFolder, write } from '../temporary.ts';
import { failing, npmStandIn, type NpmScript } from './npm-stand-in.ts';
import { packageOfAll, packageOfOne, TARGET } from './packages.ts';

const BUILDS = {
  [`@openai/${TARGET.packageName}`]: 'npm:@openai/codex@0.133.0-here',
  '@openai/codex-vax-vms': 'npm:@openai/codex@0.133.0-vax-vms',
};

const OLD: NpmScript = {
  view: { '@openai/codex@0.98.0': { name: '@openai/codex', version: '0.98.0' } },
  pack: { '@openai/codex@0.98.0': packageOfAll('0.98.0') },
};

const NEW: NpmScript = {
  view: { '@openai/codex@0.133.0': { version: '0.133.0', optionalDependencies: BUILDS } },
  pack: { '@openai/codex@0.133.0-here': packageOfOne('0.133.0', 'bin') },
};

/** No room for two. */
const TIGHT = { CODEX_CONFORMANCE_CACHE_LIMIT_GB: '0.0000001' };

/** The files in a store. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replace(TARGET.triple, '<triple>'))
    .toSorted();
}

async function failure(script: NpmScript, version: string): Promise<object> {
  const { place } = await npmStandIn(script);
  const cache = temporaryFolder();
  const error = await failureOf(() => storeVersion(version, cache, place));
  expect(filesIn(cache)).toEqual([]);
  return JSON.parse(JSON.stringify(error).replace(`${process.platform} ${process.arch}`, '<platform>')) as object;
}

test('keeps the build for this platform of a package with all', async () => {
  const { place } = await npmStandIn(OLD);
  const cache = temporaryFolder();
  const codex = await storeVersion('0.98.0', cache, place);
  expect(filesIn(cache)).toMatchInlineSnapshot(`
    [
      "versions/0.98.0/package.json",
      "versions/0.98.0/stored.json",
      "versions/0.98.0/vendor/<triple>/codex/codex",
      "versions/0.98.0/vendor/<triple>/path/rg",
    ]
  `);
  const vendor = join(cache, 'versions', '0.98.0', 'vendor', TARGET.triple);
  expect(codex).toEqual({
    path: join(vendor, 'codex', 'codex'),
    pathDirs: [join(vendor, 'path')],
    foundBy: 'npm',
    release: expect.any(Function) as unknown,
  });
  expect(execFileSync(codex.path, { encoding: 'utf8' })).toBe('codex-cli 0.98.0\n');
});

test('downloads the named build for this platform, with its files', async () => {
  const { place, calls } = await npmStandIn(NEW);
  const cache = temporaryFolder();
  const codex = await storeVersion('0.133.0', cache, place);
  expect(filesIn(cache)).toMatchInlineSnapshot(`
    [
      "versions/0.133.0/package.json",
      "versions/0.133.0/stored.json",
      "versions/0.133.0/vendor/<triple>/bin/codex",
      "versions/0.133.0/vendor/<triple>/bin/codex-helper",
    ]
  `);
  expect(execFileSync(codex.path, { encoding: 'utf8' })).toBe('codex-cli 0.133.0\n');
  expect(calls()).toEqual(['view @openai/codex@0.133.0', 'pack @openai/codex@0.133.0-here']);
});

test('the binary of the oldest versions lies beside the launcher', async () => {
  const { place } = await npmStandIn({
    ...OLD,
    pack: {
      '@openai/codex@0.98.0': {
        [`bin/codex-${TARGET.triple}`]: 'echo codex-cli 0.20.0',
        'bin/codex-other-platform': 'exit 1',
      },
    },
  });
  const cache = temporaryFolder();
  await storeVersion('0.98.0', cache, place);
  expect(filesIn(cache)).toEqual(['versions/0.98.0/bin/codex-<triple>', 'versions/0.98.0/stored.json']);
});

test('downloads a version once, also for simultaneous callers', async () => {
  const { place, calls } = await npmStandIn(OLD);
  const cache = temporaryFolder();
  const paths = await Promise.all([1, 2, 3].map(async () => (await storeVersion('0.98.0', cache, place)).path));
  const downloads = calls().length;
  expect(new Set([...paths, (await storeVersion('0.98.0', cache, place)).path]).size).toBe(1);
  expect(calls()).toHaveLength(downloads);
  expect(readdirSync(join(cache, 'versions'))).toEqual(['0.98.0']);
});

test('reports the progress of downloads and evictions', async () => {
  const { place } = await npmStandIn({
    ...OLD,
    ...NEW,
    view: { ...OLD.view, ...NEW.view },
    pack: { ...OLD.pack, ...NEW.pack },
  });
  const cache = temporaryFolder();
  const seen: StoreProgress[] = [];
  const options = { onProgress: (progress: StoreProgress) => void seen.push(progress) };
  const first = await storeVersion('0.98.0', cache, place, options);
  await first.release!();
  await first.release!();
  await storeVersion('0.133.0', cache, { ...place, env: { ...place.env, ...TIGHT } }, options);
  expect(seen.map(({ version, phase }) => `${version} ${phase}`)).toMatchInlineSnapshot(`
    [
      "0.98.0 asking",
      "0.98.0 downloading",
      "0.98.0 unpacking",
      "0.98.0 done",
      "0.133.0 asking",
      "0.133.0 downloading",
      "0.133.0 unpacking",
      "0.98.0 removing",
      "0.133.0 done",
    ]
  `);
  expect(readdirSync(join(cache, 'versions'))).toEqual(['0.133.0']);
});

test('a version that was not released is not evicted', async () => {
  const { place } = await npmStandIn({ view: { ...OLD.view, ...NEW.view }, pack: { ...OLD.pack, ...NEW.pack } });
  const cache = temporaryFolder();
  const tight = { ...place, env: { ...place.env, ...TIGHT } };
  const used = await storeVersion('0.98.0', cache, tight);
  await storeVersion('0.133.0', cache, tight);
  expect(existsSync(used.path)).toBe(true);
});

test('keeps a version that another process used meanwhile', async () => {
  const { place } = await npmStandIn({ view: { ...OLD.view, ...NEW.view }, pack: { ...OLD.pack, ...NEW.pack } });
  const cache = temporaryFolder();
  const first = await storeVersion('0.98.0', cache, place);
  // The clock may stand still between the two.
  const later = Date.now() / 1000 + 1;
  utimesSync(join(cache, 'versions', '0.98.0', 'stored.json'), later, later);
  expect((await storeVersion('0.98.0', cache, place)).release).toBeUndefined();
  await first.release!();
  await storeVersion('0.133.0', cache, { ...place, env: { ...place.env, ...TIGHT } });
  expect(existsSync(first.path)).toBe(true);
});

test('a version whose binary is damaged is brought anew', async () => {
  const { place, calls } = await npmStandIn(OLD);
  const cache = temporaryFolder();
  const { path } = await storeVersion('0.98.0', cache, place);
  write(path, '');
  expect((await storeVersion('0.98.0', cache, place)).path).toBe(path);
  expect(readFileSync(path, 'utf8')).toContain('codex-cli 0.98.0');
  expect(calls().length).toBe(4);
});

test('leftovers of killed downloads are removed after a day', async () => {
  const { place } = await npmStandIn(OLD);
  const cache = temporaryFolder();
  const versions = join(cache, 'versions');
  for (const name of ['.tmp-old', '.tmp-new']) write(join(versions, name, 'half.tgz'), 'half');
  const yesterday = Date.now() / 1000 - 24 * 60 * 60 - 1;
  utimesSync(join(versions, '.tmp-old'), yesterday, yesterday);
  await storeVersion('0.98.0', cache, place);
  expect(readdirSync(versions)).toEqual(['.tmp-new', '0.98.0']);
});

test('a store that cannot be written is an error that names it', async () => {
  const { place } = await npmStandIn(OLD);
  const cache = temporaryFolder();
  write(join(cache, 'versions'), '');
  const error = await failureOf(() => storeVersion('0.98.0', cache, place));
  expect(JSON.parse(JSON.stringify(error).replaceAll(cache, '<cache>'))).toMatchInlineSnapshot(`
    {
      "hint": "Move away the file or folder at or above <cache>, or choose another folder. XDG_CACHE_HOME names the folder above it.",
      "kind": "environment",
      "message": "Cannot keep codex 0.98.0 in <cache>/versions: a part of the path is a file, not a folder (EEXIST).",
    }
  `);
});

test('a version that has no build for this platform is an error', async () => {
  const none = { '@openai/codex-vax-vms': 'npm:@openai/codex@0.133.0-vax-vms' };
  const view = { '@openai/codex@0.133.0': { version: '0.133.0', optionalDependencies: none } };
  expect(await failure({ view }, '0.133.0')).toMatchInlineSnapshot(`
    {
      "hint": "List the versions: codex-conformance versions",
      "kind": "environment",
      "message": "codex 0.133.0 has no build for this platform (<platform>).",
    }
  `);
  const pack = { '@openai/codex@0.98.0': { 'vendor/vax-vms/codex/codex': 'exit 1' } };
  expect(await failure({ ...OLD, pack }, '0.98.0')).toMatchObject({
    message: 'codex 0.98.0 has no build for this platform (<platform>).',
  });
});

test('reports a damaged archive and leaves no file of it', async () => {
  const pack = { '@openai/codex@0.98.0': 'echo damaged > "$6/codex.tgz"' };
  expect(await failure({ ...OLD, pack }, '0.98.0')).toMatchInlineSnapshot(`
    {
      "hint": "Try again. If it persists, the registry serves a damaged package.",
      "kind": "environment",
      "message": "The downloaded archive is damaged: TAR_BAD_ARCHIVE: Unrecognized archive format.",
    }
  `);
});

test('reports a full disk and leaves no file of the download', async () => {
  const pack = { '@openai/codex@0.98.0': `echo half > "$6/codex.tgz"; ${failing('ENOSPC', 'ENOSPC: no space left')}` };
  expect(await failure({ ...OLD, pack }, '0.98.0')).toMatchInlineSnapshot(`
    {
      "hint": "Free some space, or set XDG_CACHE_HOME to a folder on another disk.",
      "kind": "environment",
      "message": "Cannot download codex 0.98.0: no space is left on the disk (ENOSPC).",
    }
  `);
});

test('an npm that brings nothing is an error', async () => {
  const pack = { '@openai/codex@0.98.0': 'exit 0' };
  expect(await failure({ ...OLD, pack }, '0.98.0')).toMatchObject({
    message: 'Cannot download codex 0.98.0: npm failed: it wrote no archive.',
  });
  expect(await failure({ view: { '@openai/codex@0.98.0': 'echo nonsense' } }, '0.98.0')).toMatchObject({
    message: String.raw`Cannot download codex 0.98.0: npm failed: it printed "nonsense".`,
  });
});

test('a download of which nothing arrives is given up', async () => {
  const { place } = await npmStandIn({ ...OLD, pack: { '@openai/codex@0.98.0': 'exec sleep 60' } });
  const cache = temporaryFolder();
  expect(await failureOf(() => storeVersion('0.98.0', cache, place, { stallMs: 50 }))).toMatchInlineSnapshot(`
    {
      "hint": "Check the registry of npm (npm config get registry) and its proxy (npm config get proxy).",
      "kind": "environment",
      "message": "Cannot download codex 0.98.0: the registry is unreachable (ETIMEDOUT): no data for 0.05 seconds.",
    }
  `);
  expect(filesIn(cache)).toEqual([]);
});

test('a signal ends the download and leaves nothing', async () => {
  const { place } = await npmStandIn({ ...OLD, pack: { '@openai/codex@0.98.0': 'exec sleep 60' } });
  const cache = temporaryFolder();
  const controller = new AbortController();
  const onProgress = ({ phase }: StoreProgress): void => {
    if (phase === 'downloading') controller.abort(new SuiteError('interrupted', 'Interrupted.'));
  };
  const options = { onProgress, signal: controller.signal };
  expect(await failureOf(() => storeVersion('0.98.0', cache, place, options))).toEqual({
    kind: 'interrupted',
    message: 'Interrupted.',
  });
  expect(filesIn(cache)).toEqual([]);
});
