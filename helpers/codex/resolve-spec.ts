import semver from 'semver';
import { SuiteError } from '../util/errors.ts';
import { cacheFolder } from './cache-folder.ts';
import { findCodex, isOnThisMachine, type FindContext, type FoundCodex } from './locate.ts';
import type { FetchOptions } from './store/fetch.ts';
import { keptVersions, publishedVersions, type PublishedOptions } from './store/published.ts';
import { exactVersion, namesVersions, selectVersions } from './store/select.ts';
import { storedVersion } from './store/installed.ts';
import { storeVersion } from './store/store.ts';

/** One codex that a spec names, not downloaded yet. */
export type CodexChoice =
  /** On this machine; see `findCodex`. */
  | { readonly kind: 'local'; readonly spec: string | undefined }
  /** The date is ISO 8601, and null where it is not known. */
  | { readonly kind: 'published'; readonly version: string; readonly date: string | null };

/** How a codex is obtained. */
export type ObtainOptions = FetchOptions & Omit<PublishedOptions, 'limitMs'>;

/**
 * Which codexes a spec names: those on this machine as they stand in it, and published versions in their order, each
 * once. A file that is there is meant by its name, whatever that looks like.
 *
 * @param spec what `findCodex` takes, a version, a range of versions, `latest`, or several of these with commas between
 * @throws SuiteError `usage` for what names nothing, `environment` if the registry is needed and out of reach
 */
export async function selectCodexes(
  spec: string | undefined,
  context: FindContext,
  options: ObtainOptions = {},
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
  part: string | undefined,
  context: FindContext,
  options: ObtainOptions,
): Promise<readonly CodexChoice[]> {
  if (part === undefined || isOnThisMachine(part, context) || !namesVersions(part))
    return [{ kind: 'local', spec: part }];
  const folder = cacheFolder(context.env);
  const exact = exactVersion(part);
  if (exact !== null && (await storedVersion(folder, exact)) !== undefined) {
    const { versions } = await keptVersions(folder);
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
  return new SuiteError('usage', `--codex ${spec}: there is nothing between two commas, or at an end.`, {
    hint: 'Write it as in --codex 0.98.0,latest.',
  });
}

/**
 * Finds or downloads one codex.
 *
 * @throws SuiteError as `findCodex` and `storeVersion` do
 */
export async function obtainChoice(
  choice: CodexChoice,
  context: FindContext,
  options: ObtainOptions = {},
): Promise<FoundCodex> {
  if (choice.kind === 'local') return findCodex(choice.spec, context);
  return await storeVersion(choice.version, cacheFolder(context.env), context, options);
}

/**
 * Downloads the one codex that a spec names. Called through `obtainCodex`.
 *
 * @throws SuiteError as {@link selectCodexes} and {@link obtainChoice} do, and `usage` for several
 */
export async function obtainOne(
  spec: string | undefined,
  context: FindContext,
  options: ObtainOptions = {},
): Promise<FoundCodex> {
  const choices = await selectCodexes(spec, context, options);
  const [only, ...others] = choices;
  if (only !== undefined && others.length === 0) return await obtainChoice(only, context, options);
  throw new SuiteError('usage', `--codex ${spec} names ${choices.length} codexes, and here one is tested.`, {
    hint: `Name one of them, or test them all with matrix: codex-conformance matrix --codex '${spec}'`,
  });
}
