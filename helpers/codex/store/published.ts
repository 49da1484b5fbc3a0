import { compare } from '../../util/text/compare.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import * as z from 'zod';
import { SuiteError } from '../../util/errors.ts';
import { contentHash } from '../../util/hash.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { targetOf } from '../platform.ts';
import { npm, type NpmContext } from './npm.ts';
import { npmError } from './npm-error.ts';

/** The npm package of codex. */
export const PACKAGE = '@openai/codex';

/** A version of codex in the registry. */
export interface PublishedVersion {
  readonly version: string;
  /** The date of publication in ISO 8601; null if the registry gives none. */
  readonly date: string | null;
  /** False if the version has builds in separate packages, and none for this platform. */
  readonly mayRunHere: boolean;
}

/** The list of published versions, current or cached. */
export interface PublishedList {
  /** Sorted by Semantic Versioning. */
  readonly versions: readonly PublishedVersion[];
  readonly latest: string | null;
  /** False for a cached list. */
  readonly fresh: boolean;
}

/** Options of {@link publishedVersions}. */
export interface PublishedOptions {
  readonly signal?: AbortSignal | undefined;
  /** Receives remarks for the user, one sentence each. */
  readonly onNotice?: ((text: string) => void) | undefined;
  /** Milliseconds for which a cached list is used. @default ten minutes */
  readonly freshForMs?: number | undefined;
  /** Time limit for npm in milliseconds. */
  readonly limitMs?: number | undefined;
}

const FRESH_FOR_MS = 10 * 60 * 1000;
const FORMAT = 1;
const TASK = 'list the published versions of codex';
/** A build for one platform is published as a version such as `0.169.0-linux-x64`. */
const PLATFORM = /-(?:linux|darwin|win32|freebsd|android)-\w+$/;

const Answer = z.object({
  versions: z.union([z.array(z.string()), z.string().transform((only) => [only])]),
  time: z.record(z.string(), z.string()).catch({}),
  'dist-tags': z.record(z.string(), z.string()).catch({}),
});

const Kept = z.strictObject({ format: z.literal(FORMAT), askedAt: z.number(), registry: z.string(), answer: Answer });

/**
 * The published versions of codex, from the user's registry through npm, cached for minutes. If the registry is
 * unreachable, an older list is used and `onNotice` is called.
 *
 * @throws SuiteError `environment` if there is no list at all
 */
export async function publishedVersions(
  cacheFolder: string,
  place: NpmContext,
  options: PublishedOptions = {},
): Promise<PublishedList> {
  const path = join(cacheFolder, 'published.json');
  const kept = await readKept(path);
  const registry = registryHash(place.env);
  const age = Date.now() - (kept?.askedAt ?? 0);
  if (kept?.registry === registry && age >= 0 && age < (options.freshForMs ?? FRESH_FOR_MS)) {
    return listOf(kept.answer, false);
  }
  try {
    const answer = await ask(place, options);
    const entry: z.input<typeof Kept> = { format: FORMAT, askedAt: Date.now(), registry, answer };
    await writeFileAtomic(path, `${JSON.stringify(entry)}\n`).catch(() => undefined);
    return listOf(answer, true);
  } catch (error) {
    if (kept === null || !(error instanceof SuiteError) || error.kind !== 'environment') throw error;
    const when = new Date(kept.askedAt).toISOString().slice(0, 16).replace('T', ' ');
    options.onNotice?.(`${error.message} The list of ${when} UTC is used instead.`);
    return listOf(kept.answer, false);
  }
}

/** The cached list, however old; empty if there is none. */
export async function cachedVersions(cacheFolder: string): Promise<PublishedList> {
  const kept = await readKept(join(cacheFolder, 'published.json'));
  return kept === null ? { versions: [], latest: null, fresh: false } : listOf(kept.answer, false);
}

async function ask(place: NpmContext, { signal, limitMs }: PublishedOptions): Promise<z.infer<typeof Answer>> {
  const args = ['view', PACKAGE, 'versions', 'time', 'dist-tags'];
  const printed = await npm(args, place, { task: TASK, signal, limitMs });
  let answer: unknown;
  try {
    answer = JSON.parse(printed);
  } catch {
    // Not npm, or an old one.
  }
  const parsed = Answer.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw npmError({ code: null, message: `it printed ${JSON.stringify(printed.slice(0, 80))}` }, TASK);
}

function listOf(answer: z.infer<typeof Answer>, fresh: boolean): PublishedList {
  const all = new Set(answer.versions.filter((version) => semver.valid(version) === version));
  const own = [...all].filter((version) => !PLATFORM.test(version));
  const platform = targetOf()?.packageName.replace('codex', '') ?? null;
  const apart = new Set([...all].filter((version) => PLATFORM.test(version)).map((v) => v.replace(PLATFORM, '')));
  const versions = own.toSorted(semver.compare).map((version) => ({
    version,
    date: dateOf(answer.time[version]),
    mayRunHere: platform !== null && (!apart.has(version) || all.has(`${version}${platform}`)),
  }));
  return { versions, latest: answer['dist-tags']['latest'] ?? null, fresh };
}

function dateOf(text: string | undefined): string | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** A hash of the registry's settings: another registry may have other versions, and the address may contain a password. */
function registryHash(env: NpmContext['env']): string {
  const named = Object.keys(env).filter((name) => /^npm_config_(?:.*registry|userconfig)$/i.test(name));
  const values = named.toSorted(compare).map((name) => [name, env[name]]);
  return contentHash(values);
}

async function readKept(path: string): Promise<z.infer<typeof Kept> | null> {
  try {
    return Kept.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}
