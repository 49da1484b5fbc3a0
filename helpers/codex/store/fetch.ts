import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { SuiteError } from '../../util/errors.ts';
import { nativeIn } from '../native.ts';
import { targetOf, type Target } from '../platform.ts';
import { bytesIn, noteEntry } from './installed.ts';
import { npm, type NpmPlace } from './npm.ts';
import { npmError } from './npm-error.ts';
import type { OnProgress } from './progress.ts';
import { PACKAGE } from './published.ts';
import { unpack } from './unpack.ts';

/** How a version is fetched. */
export interface FetchOptions {
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds without a byte more after which a download is given up. @default two minutes */
  readonly stallMs?: number | undefined;
}

const STALL_MS = 120_000;
const LOOK_EVERY_MS = 250;
/** However slow the line: a download that makes no progress is noticed long before. */
const LONGEST_MS = 60 * 60 * 1000;

const Manifest = z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() });

/**
 * Downloads a version through npm and unpacks the files for this platform.
 *
 * @param work an empty folder, which the caller removes
 * @returns the folder of the complete version, in `work`
 * @throws SuiteError `environment`, with a message for each kind of failure
 */
export async function fetchVersion(
  version: string,
  work: string,
  place: NpmPlace,
  options: FetchOptions = {},
): Promise<string> {
  const { onProgress } = options;
  const target = targetOf();
  if (target === undefined) throw noBuild(version);
  onProgress?.({ version, phase: 'asking' });
  const name = await packageFor(version, target, place, options.signal);
  onProgress?.({ version, phase: 'downloading', bytes: 0 });
  const tarball = await download(name, version, work, place, options);
  onProgress?.({ version, phase: 'unpacking' });
  const folder = join(work, 'unpacked');
  await unpack(tarball, folder, target);
  await rm(tarball);
  const binary = nativeIn(folder, target);
  if (binary === undefined) throw noBuild(version);
  await noteEntry(folder, { version, package: name, binary });
  return folder;
}

/**
 * The package that holds the build for this platform: the one that the package of that version names for it, or that
 * package itself where it names none at all.
 */
async function packageFor(
  version: string,
  target: Target,
  place: NpmPlace,
  signal: AbortSignal | undefined,
): Promise<string> {
  const doing = `download codex ${version}`;
  const own = `${PACKAGE}@${version}`;
  // Of one field npm prints the bare value.
  const printed = await npm(['view', own, 'name', 'version', 'optionalDependencies'], place, { doing, signal });
  const manifest = Manifest.safeParse(parseOr(printed));
  if (!manifest.success)
    throw npmError({ code: null, said: `it printed ${JSON.stringify(printed.slice(0, 80))}` }, doing);
  const builds = manifest.data.optionalDependencies;
  if (builds === undefined || Object.keys(builds).length === 0) return own;
  const alias = `@openai/${target.packageName}`;
  const build = builds[alias];
  if (build === undefined) throw noBuild(version);
  return build.startsWith('npm:') ? build.slice('npm:'.length) : `${alias}@${build}`;
}

/** In a cache of its own: npm would keep the archive in the user's for good. Gives the path of the archive. */
async function download(
  name: string,
  version: string,
  work: string,
  place: NpmPlace,
  { onProgress, signal, stallMs = STALL_MS }: FetchOptions,
): Promise<string> {
  const doing = `download codex ${version}`;
  const cache = join(work, 'npm');
  const stalled = new AbortController();
  let arrived = 0;
  let grewAt = performance.now();
  const look = setInterval(
    () => {
      void bytesIn(join(cache, '_cacache')).then((bytes) => {
        if (bytes > arrived) {
          arrived = bytes;
          grewAt = performance.now();
          onProgress?.({ version, phase: 'downloading', bytes });
        } else if (performance.now() - grewAt > stallMs) {
          const said = `nothing arrived for ${stallMs / 1000} seconds`;
          stalled.abort(npmError({ code: 'ETIMEDOUT', said }, doing));
        }
      });
    },
    Math.min(LOOK_EVERY_MS, stallMs),
  );
  try {
    await npm(['pack', name, '--cache', cache, '--pack-destination', work], place, {
      doing,
      limitMs: LONGEST_MS,
      signal: signal === undefined ? stalled.signal : AbortSignal.any([signal, stalled.signal]),
    });
  } finally {
    clearInterval(look);
    await rm(cache, { recursive: true, force: true, maxRetries: 3 });
  }
  const archive = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  if (archive === undefined) throw npmError({ code: null, said: 'it wrote no archive' }, doing);
  return join(work, archive);
}

function noBuild(version: string): SuiteError {
  return new SuiteError(
    'environment',
    `codex ${version} has no build for this platform (${process.platform} ${process.arch}).`,
    { hint: 'See which versions there are: codex-conformance versions' },
  );
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
