import semver from 'semver';
import packageJson from '../../package.json' with { type: 'json' };
import { SuiteError } from '../util/errors.ts';
import { cacheFolder } from './cache-folder.ts';
import { findCodex, isOnThisMachine, type FindContext, type FoundCodex } from './locate.ts';
import type { FetchOptions } from './store/fetch.ts';
import { cachedVersions, publishedVersions, type PublishedOptions } from './store/published.ts';
import { exactVersion, namesVersions, selectVersions } from './store/select.ts';
import { storedVersion } from './store/installed.ts';
import { storeVersion } from './store/store.ts';

/** One codex that a spec names, not downloaded yet. */
export type CodexChoice =
  /** A binary of this machine; see `findCodex`. */
  | { readonly kind: 'local'; readonly spec: string | undefined }
  /** The date is ISO 8601, or null if unknown. */
  | { readonly kind: 'published'; readonly version: string; readonly date: string | null };

/** Options for downloads and the list of versions. */
export type AcquireOptions = FetchOptions & Omit<PublishedOptions, 'limitMs'>;

/**
 * Resolves a spec to binaries of this machine, in the order of the spec, and published versions, sorted and without
 * duplicates. An existing file takes precedence over a version of the same name.
 *
 * @param spec a spec of `findCodex`, a version, a range of versions, `latest`, or a comma-separated list of these
 * @throws SuiteError `usage` for a spec that matches nothing, `environment` if the registry is needed and unreachable
 */
export async function selectCodexes(
  spec: string | undefined,
  context: FindContext,
  options: AcquireOptions = {},
): Promise<readonly CodexChoice[]> {
  const parts =
    spec === undefined || isOnThisMachine(spec, context) ? [spec] : spec.split(',').map((part) => part.trim());
  const chosen = new Map<string, CodexChoice>();
  for (const part of parts) {
    if (part === '' && parts.length > 1) throw emptyPart(spec ?? '');
    for (const choice of await choicesOf(part, context, options)) chosen.set(keyOf(choice), choice);
  }
  const all = [...chosen.values()];
  const published = all.filter((choice) => choice.kind === 'published');
  return [
    ...all.filter(({ kind }) => kind === 'local'),
    ...published.toSorted((a, b) => semver.compare(a.version, b.version)),
  ];
}

async function choicesOf(
  named: string | undefined,
  context: FindContext,
  options: AcquireOptions,
): Promise<readonly CodexChoice[]> {
  const isLocal = named === undefined || isOnThisMachine(named, context);
  // The package of the suite comes without its codex.
  const part = named === 'pinned' && !isLocal ? packageJson.devDependencies['@openai/codex'] : named;
  if (part === undefined || isLocal || !namesVersions(part)) return [{ kind: 'local', spec: part }];
  const folder = cacheFolder(context.env);
  const exact = exactVersion(part);
  if (exact !== null && (await storedVersion(folder, exact)) !== undefined) {
    const { versions } = await cachedVersions(folder);
    const date = versions.find(({ version }) => version === exact)?.date ?? null;
    return [{ kind: 'published', version: exact, date }];
  }
  const list = await publishedVersions(folder, context, options);
  const isNew = exact !== null && !list.fresh && !list.versions.some(({ version }) => version === exact);
  const newest = isNew ? await publishedVersions(folder, context, { ...options, freshForMs: 0 }) : list;
  return selectVersions(part, newest).map(({ version, date }) => ({ kind: 'published', version, date }));
}

function keyOf(choice: CodexChoice): string {
  return choice.kind === 'local' ? `local ${choice.spec}` : choice.version;
}

function emptyPart(spec: string): SuiteError {
  return new SuiteError('usage', `--codex ${spec} has an empty entry.`, {
    hint: 'Separate the entries with one comma: --codex 0.98.0,latest',
  });
}

/**
 * Finds or downloads one codex.
 *
 * @throws SuiteError as `findCodex` and `storeVersion` do
 */
export async function acquireChoice(
  choice: CodexChoice,
  context: FindContext,
  options: AcquireOptions = {},
): Promise<FoundCodex> {
  if (choice.kind === 'local') return findCodex(choice.spec, context);
  return await storeVersion(choice.version, cacheFolder(context.env), context, options);
}

/**
 * Downloads the one codex that a spec names. Called through `acquireCodex`.
 *
 * @throws SuiteError as {@link selectCodexes} and {@link acquireChoice} do, and `usage` for several
 */
export async function acquireOne(
  spec: string | undefined,
  context: FindContext,
  options: AcquireOptions = {},
): Promise<FoundCodex> {
  const choices = await selectCodexes(spec, context, options);
  const [only, ...others] = choices;
  if (only !== undefined && others.length === 0) return await acquireChoice(only, context, options);
  throw new SuiteError('usage', `--codex ${spec} matches ${choices.length} codexes, expected 1.`, {
    hint: `Name one version, or test all of them: codex-conformance matrix --codex '${spec}'`,
  });
}
