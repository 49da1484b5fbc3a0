import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { SuiteError } from '../../util/errors.ts';
import { nativeIn } from '../native.ts';
import { targetOf, type Target } from '../platform.ts';
import { bytesIn, noteEntry } from './installed.ts';
import { npm, type NpmContext } from './npm.ts';
import { npmError } from './npm-error.ts';
import type { OnProgress } from './progress.ts';
import { PACKAGE } from './published.ts';
import { unpack } from './unpack.ts';

/** Options of {@link fetchVersion}. */
export interface FetchOptions {
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds without progress after which a download is aborted. @default two minutes */
  readonly stallMs?: number | undefined;
}

const STALL_MS = 120_000;
const POLL_MS = 250;
/** A stalled download is aborted long before. */
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
  place: NpmContext,
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
 * The package with the build for this platform: a package that the one of the version names, or that one itself if it
 * names none.
 */
async function packageFor(
  version: string,
  target: Target,
  place: NpmContext,
  signal: AbortSignal | undefined,
): Promise<string> {
  const task = `download codex ${version}`;
  const own = `${PACKAGE}@${version}`;
  // For a single field npm would print the bare value.
  const printed = await npm(['view', own, 'name', 'version', 'optionalDependencies'], place, { task, signal });
  const manifest = Manifest.safeParse(parseOr(printed));
  if (!manifest.success)
    throw npmError({ code: null, message: `it printed ${JSON.stringify(printed.slice(0, 80))}` }, task);
  const builds = manifest.data.optionalDependencies;
  if (builds === undefined || Object.keys(builds).length === 0) return own;
  const alias = `@openai/${target.packageName}`;
  const build = builds[alias];
  if (build === undefined) throw noBuild(version);
  return build.startsWith('npm:') ? build.slice('npm:'.length) : `${alias}@${build}`;
}

/** Uses a separate npm cache: the user's would keep the archive. Returns the path of the archive. */
async function download(
  name: string,
  version: string,
  work: string,
  place: NpmContext,
  { onProgress, signal, stallMs = STALL_MS }: FetchOptions,
): Promise<string> {
  const task = `download codex ${version}`;
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
          const message = `no data for ${stallMs / 1000} seconds`;
          stalled.abort(npmError({ code: 'ETIMEDOUT', message }, task));
        }
      });
    },
    Math.min(POLL_MS, stallMs),
  );
  try {
    await npm(['pack', name, '--cache', cache, '--pack-destination', work], place, {
      task,
      limitMs: LONGEST_MS,
      signal: signal === undefined ? stalled.signal : AbortSignal.any([signal, stalled.signal]),
    });
  } finally {
    clearInterval(look);
    await rm(cache, { recursive: true, force: true, maxRetries: 3 });
  }
  const archive = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  if (archive === undefined) throw npmError({ code: null, message: 'it wrote no archive' }, task);
  return join(work, archive);
}

function noBuild(version: string): SuiteError {
  return new SuiteError(
    'environment',
    `codex ${version} has no build for this platform (${process.platform} ${process.arch}).`,
    { hint: 'List the versions: codex-conformance versions' },
  );
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
