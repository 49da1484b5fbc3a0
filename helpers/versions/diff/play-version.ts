import { resolve } from 'node:path';
import { cacheFolder } from '../../codex/cache-folder.ts';
import { emittedSchema } from '../../codex/schema.ts';
import type { Candidate } from '../matrix/candidate.ts';
import { observationOf, type Observation } from '../facts/version-facts.ts';
import { schemaFacts } from '../facts/schema-facts.ts';
import { sideOf } from '../facts/load-version.ts';
import { SuiteError } from '../../util/errors.ts';
import { isFolder } from '../../util/fs/is-folder.ts';
import { prepareFrame } from '../../scenarios/prepare-run.ts';
import { findCandidates, type CandidateOptions } from '../matrix/find-candidates.ts';
import { playOn } from '../record-version.ts';

/** How the two sides come about. */
export interface SidesOptions extends CandidateOptions {
  /** Patterns of scenarios; all if there are none. */
  readonly only: readonly string[];
  /** How often each scenario is played on a codex. */
  readonly repeats: number;
  /** Play now, whatever the cache holds. */
  readonly fresh: boolean;
  /** Called after each scenario of a version. */
  readonly onScenario: (version: string, done: number, total: number) => void;
}

/** What a folder of recordings shows, or a codex that is to be played. */
type Side = Observation | Candidate;

/**
 * What two sides show: each is a folder of recordings of one version, or names a codex, which is played. Beside a folder
 * only its scenarios are played.
 *
 * @throws SuiteError `usage` for what is neither, or names several versions; `environment` for a codex that cannot be had
 */
export async function sidesOf(
  specs: readonly [before: string, after: string],
  options: SidesOptions,
): Promise<readonly [Observation, Observation]> {
  const before = await sideOfSpec(specs[0], options);
  const after = await sideOfSpec(specs[1], options);
  const folder = [before, after].find((side) => 'scenarios' in side);
  const request = folder === undefined ? options : { ...options, only: [...folder.scenarios.keys()] };
  // One after the other: both want the machine for themselves.
  const first = await observed(before, request);
  return [first, await observed(after, request)];
}

async function sideOfSpec(spec: string, options: SidesOptions): Promise<Side> {
  const isRecorded = await isFolder(resolve(options.cwd, spec));
  return isRecorded ? await sideOf(spec, options) : await candidateOf(spec, options);
}

async function observed(side: Side, options: SidesOptions): Promise<Observation> {
  if ('scenarios' in side) return side;
  const { env, cwd, signal, only, repeats, fresh, onScenario } = options;
  const frame = await prepareFrame({ cwd, env, only });
  let about: unknown = null;
  const { codex, repeats: rounds } = await playOn(side, {
    frame,
    env,
    signal,
    repeats,
    fresh,
    whileHeld: async (held) => {
      about = await emittedSchema(held, cacheFolder(env));
    },
    onScenario: (done, total) => onScenario(side.version, done, total),
  });
  return observationOf(codex.version, rounds.flat(), about === null ? [] : schemaFacts(about));
}

async function candidateOf(spec: string, options: SidesOptions): Promise<Candidate> {
  const candidates = await findCandidates(spec, options);
  const [candidate] = candidates;
  if (candidate?.kind === 'local' && candidate.codex === null) {
    throw new SuiteError(
      'environment',
      `${spec} is neither a folder nor a codex: ${candidate.problem?.replace(/^--codex /, '')}`,
      {
        hint: 'Name a version (0.98.0), the path of a binary, or a folder of recordings of one version.',
      },
    );
  }
  if (candidate !== undefined && candidates.length === 1) return candidate;
  throw new SuiteError('usage', `${spec} names ${candidates.length} versions, and a side is one.`, {
    hint: 'Name one version, the path of a binary, or a folder of recordings of one version.',
  });
}
