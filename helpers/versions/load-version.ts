import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../codex/cache-folder.ts';
import { matchesAny } from '../inputs/glob.ts';
import { similarHint } from '../inputs/similar-patterns.ts';
import { parseJson } from '../inputs/json.ts';
import type { Recording } from '../recording/recording.ts';
import { planOf } from '../scenarios/plan.ts';
import { loadRunConfig } from '../scenarios/load-run-config.ts';
import { SuiteError } from '../util/errors.ts';
import { isFolder } from '../util/fs/is-folder.ts';
import { versionsIn } from './facts/recordings-in.ts';
import { BUNDLE_FILE, schemaFacts } from './facts/schema-facts.ts';
import { type VersionFacts, versionFactsOf } from './facts/version-facts.ts';
import type { Candidate } from './matrix/candidate.ts';
import type { CandidateOptions } from './matrix/find-candidates.ts';

/** Which recordings to load. */
export interface RecordedOptions {
  /** Relative paths start here. */
  readonly cwd: string;
  /** Patterns of scenarios; all if there are none. */
  readonly only: readonly string[];
}

/** How to play a codex. */
export interface LoadOptions extends CandidateOptions, RecordedOptions {
  readonly repeats: number;
  readonly fresh: boolean;
  readonly onScenario: (version: string, done: number, total: number) => void;
}

/** Recordings of one version and their facts. */
export interface LoadedVersion {
  readonly facts: VersionFacts;
  readonly recordings: readonly Recording[];
}

const HINT = 'Name one version (0.98.0), the path of a binary, or a folder of recordings of one version.';

/**
 * The facts of two versions. Each spec is a folder of recordings, or names a codex, which is played; beside a folder it is
 * played in the scenarios of that folder only.
 *
 * @throws SuiteError `usage` for a spec of no or several versions; `environment` for a codex that cannot be acquired
 */
export async function loadVersions(
  [before, after]: readonly [before: string, after: string],
  options: LoadOptions,
): Promise<readonly [VersionFacts, VersionFacts]> {
  const versions = [await loadOrFind(before, options), await loadOrFind(after, options)] as const;
  const recorded = versions.find((version) => 'scenarios' in version);
  const scenarios = recorded === undefined ? await scenariosMatching(options) : [...recorded.scenarios.keys()];
  // One after the other: each needs the whole machine.
  const first = await factsFrom(versions[0], scenarios, options);
  return [first, await factsFrom(versions[1], scenarios, options)];
}

/**
 * The recordings of one version in a folder.
 *
 * @throws SuiteError `usage` for another folder
 */
export async function loadRecorded(spec: string, { cwd, only }: RecordedOptions): Promise<LoadedVersion> {
  const folder = resolve(cwd, spec);
  if (!(await isFolder(folder))) {
    throw new SuiteError('usage', `There is no folder ${spec}.`, {
      hint: 'Name a folder of recordings of one version, such as fixtures/0.98.0. Record one: codex-conformance record --codex C --out DIR',
    });
  }
  const versions = await versionsIn(folder, only);
  const [found, ...others] = versions;
  if (others.length > 0) {
    throw new SuiteError('usage', `${spec} has recordings of ${versions.size} versions, expected one.`, {
      hint: `Name the folder of one of them, such as ${spec.replace(/\/$/, '')}/${found![0]}.`,
    });
  }
  const [version, recordings] = found!;
  return { recordings, facts: versionFactsOf(version, recordings, await recordedSchema(folder)) };
}

/** Facts of the whole schema, if it lies beside the recordings under the name that codex gives it. */
async function recordedSchema(folder: string): Promise<ReturnType<typeof schemaFacts>> {
  const file = join(folder, BUNDLE_FILE);
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? [] : schemaFacts(parseJson(text, file));
}

async function loadOrFind(spec: string, options: LoadOptions): Promise<VersionFacts | Candidate> {
  if (await isFolder(resolve(options.cwd, spec))) return (await loadRecorded(spec, options)).facts;
  const { findCandidates } = await import('./matrix/find-candidates.ts');
  const candidates = await findCandidates(spec, options);
  const [candidate] = candidates;
  if (candidate?.kind === 'local' && candidate.codex === null) {
    const problem = candidate.problem?.replace(/^--codex /, '');
    throw new SuiteError('environment', `${spec} is neither a folder nor a codex: ${problem}`, { hint: HINT });
  }
  if (candidate !== undefined && candidates.length === 1) return candidate;
  throw new SuiteError('usage', `${spec} names ${candidates.length} versions, expected one.`, { hint: HINT });
}

/**
 * The names of the scenarios that patterns match. The `--only` of a run also matches the ids of checks.
 *
 * @throws SuiteError `usage` if there are none
 */
export async function scenariosMatching({
  cwd,
  env,
  only,
}: Pick<LoadOptions, 'cwd' | 'env' | 'only'>): Promise<string[]> {
  const names = planOf(await loadRunConfig({ cwd, env })).map(({ scenario }) => scenario.name);
  const matching = names.filter((name) => matchesAny(only, name));
  if (matching.length > 0) return matching;
  throw new SuiteError('usage', `No scenario matches --only ${only.join(' --only ')}.`, {
    hint: similarHint(only, names) ?? 'Run codex-conformance list to see all scenarios.',
  });
}

async function factsFrom(
  version: VersionFacts | Candidate,
  only: readonly string[],
  { env, cwd, signal, repeats, fresh, onScenario }: LoadOptions,
): Promise<VersionFacts> {
  if ('scenarios' in version) return version;
  // What plays is not for every system.
  const [{ recordVersion }, { emittedSchema }] = await Promise.all([
    import('./record-version.ts'),
    import('../codex/schema.ts'),
  ]);
  let schema: unknown = null;
  const { codex, repeats: rounds } = await recordVersion(version, {
    config: await loadRunConfig({ cwd, env, only }),
    env,
    signal,
    repeats,
    fresh,
    onCodex: async (held) => {
      schema = await emittedSchema(held, cacheFolder(env));
    },
    onScenario: (done, total) => onScenario(version.version, done, total),
  });
  return versionFactsOf(codex.version, rounds.flat(), schema === null ? [] : schemaFacts(schema));
}
