import semver from 'semver';
import { cacheFolder } from '../../codex/cache-folder.ts';
import { storedVersions, type StoredVersion } from '../../codex/store/installed.ts';
import { removeVersion, storeLimit } from '../../codex/store/evict.ts';
import { cachedVersions, publishedVersions, type PublishedList } from '../../codex/store/published.ts';
import { namesVersions, selectVersions } from '../../codex/store/select.ts';
import { interruptible } from '../../codex/interrupt.ts';
import { SuiteError } from '../../util/errors.ts';
import type { VersionsOptions } from '../commands/versions.ts';
import { showProgress, sizeText } from '../download-progress.ts';
import type { Io } from '../io.ts';
import { jsonText } from '../../util/text/json-text.ts';

interface Row {
  readonly version: string;
  readonly date: string | null;
  readonly may_run_here: boolean;
  readonly cached_bytes: number | null;
}

/**
 * The command `versions`: the published versions of codex and what of them is in the version store, or the removal of
 * some from it. With `cached`, and for a removal, the registry is not asked.
 *
 * @throws SuiteError `usage` if nothing matches, `environment` if the registry is unreachable
 */
export async function versions(options: VersionsOptions, io: Io): Promise<number> {
  const folder = cacheFolder(io.env);
  const limit = storeLimit(io.env);
  if (options.remove !== undefined) return await remove(options.remove, folder, io);
  const stored = new Map((await storedVersions(folder)).map((entry) => [entry.version, entry]));
  const list = options.cached
    ? withStored(await cachedVersions(folder), stored)
    : await interruptible(
        async (signal) => await publishedVersions(folder, io, { signal, onNotice: showProgress(io).onNotice }),
      );
  const rows = select(options.codex, list, options.pre === true || options.cached === true).map(
    ({ version, date, mayRunHere }): Row => ({
      version,
      date,
      may_run_here: mayRunHere,
      cached_bytes: stored.get(version)?.bytes ?? null,
    }),
  );
  const cachedBytes = [...stored.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  if (options.json) {
    const result = {
      schema_version: 1,
      latest: list.latest,
      versions: rows,
      cached_bytes: cachedBytes,
      limit_bytes: limit,
    };
    io.stdout(jsonText(result));
    return 0;
  }
  io.stdout(tableOf(rows, list.latest));
  io.stdout(`${stored.size} in the cache, ${sizeText(cachedBytes)} of ${sizeText(limit)}: ${folder}\n`);
  return 0;
}

/** Without a range all versions, even none. */
function select(range: string | undefined, list: PublishedList, preReleases: boolean): PublishedList['versions'] {
  if (range === undefined) return list.versions.filter(({ version }) => preReleases || isStable(version));
  return selectVersions(asRange('codex', range), list, preReleases);
}

/** Those that are in the store, also where the list that was kept does not have them. */
function withStored(list: PublishedList, stored: ReadonlyMap<string, StoredVersion>): PublishedList {
  const known = new Map(list.versions.map((entry) => [entry.version, entry]));
  const versions = [...stored.keys()]
    .toSorted(semver.compare)
    .map((version) => known.get(version) ?? { version, date: null, mayRunHere: true });
  return { ...list, versions };
}

async function remove(range: string, folder: string, { stdout }: Io): Promise<number> {
  const stored = new Map((await storedVersions(folder)).map((entry) => [entry.version, entry]));
  const list = withStored(await cachedVersions(folder), stored);
  const named = list.versions.filter(({ version }) =>
    semver.satisfies(version, asRange('remove', range), { includePrerelease: true }),
  );
  if (named.length === 0) {
    throw new SuiteError('usage', `No version in the cache lies in ${range}.`, {
      hint: 'List the versions: codex-conformance versions --cached',
    });
  }
  for (const { version } of named) {
    const entry = stored.get(version)!;
    await removeVersion(entry);
    stdout(`codex ${version}: removed, ${sizeText(entry.bytes)}\n`);
  }
  return 0;
}

function asRange(option: string, range: string): string {
  if (namesVersions(range)) return range;
  throw new SuiteError('usage', `--${option} ${range} is neither a version of codex nor a range of versions.`, {
    hint: `Write it as in --${option} 0.98.0 or --${option} ">=0.98.0 <0.117.0".`,
  });
}

function tableOf(rows: readonly Row[], latest: string | null): string {
  const width = Math.max(0, ...rows.map(({ version }) => version.length));
  const lines = rows.map(({ version, date, may_run_here, cached_bytes }) =>
    [
      version.padEnd(width),
      date?.slice(0, 10) ?? 'unknown   ',
      (cached_bytes === null ? '' : sizeText(cached_bytes)).padStart(7),
      [...(version === latest ? ['latest'] : []), ...(may_run_here ? [] : ['no build for this platform'])].join(', '),
    ]
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join('');
}

function isStable(version: string): boolean {
  return semver.prerelease(version) === null;
}
