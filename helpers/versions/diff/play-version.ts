import { resolve } from 'node:path';
import { cacheFolder } from '../../codex/cache-folder.ts';
import { emittedSchema } from '../../codex/schema.ts';
import type { Candidate } from '../matrix/candidate.ts';
import { observationOf, type Observation } from '../facts/version-facts.ts';
import { schemaFacts } from '../facts/schema-facts.ts';
import { sideOf } from '../facts/load-version.ts';
import { SuiteError } from '../../util/errors.ts';
import { isFolder } from '../../util/fs/is-folder.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { prepareFrame } from '../../scenarios/prepare-run.ts';
import { abortable } from '../../cli/abortable.ts';
import type { Io } from '../../cli/io.ts';
import { candidatesOf } from '../../cli/matrix/candidates.ts';
import { playOn } from '../record-version.ts';

/** How the two sides come about. */
export interface SidesOptions {
  /** Patterns of scenarios; all if there are none. */
  readonly only: readonly string[];
  /** How often each scenario is played on a codex. */
  readonly repeats: number;
  /** Play now, whatever the cache holds. */
  readonly fresh: boolean;
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
  io: Io,
): Promise<readonly [Observation, Observation]> {
  return await abortable(async (signal) => {
    const before = await sideOfSpec(specs[0], options, signal, io);
    const after = await sideOfSpec(specs[1], options, signal, io);
    const folder = [before, after].find((side) => 'scenarios' in side);
    const request = folder === undefined ? options : { ...options, only: [...folder.scenarios.keys()] };
    // One after the other: both want the machine for themselves.
    const first = await observed(before, request, signal, io);
    return [first, await observed(after, request, signal, io)] as const;
  });
}

async function sideOfSpec(spec: string, { only }: SidesOptions, signal: AbortSignal, io: Io): Promise<Side> {
  return (await isFolder(resolve(io.cwd, spec)))
    ? await sideOf(spec, { cwd: io.cwd, only })
    : await candidateOf(spec, signal, io);
}

async function observed(
  side: Side,
  { only, repeats, fresh }: SidesOptions,
  signal: AbortSignal,
  io: Io,
): Promise<Observation> {
  if ('scenarios' in side) return side;
  const frame = await prepareFrame({ cwd: io.cwd, env: io.env, only });
  let about: unknown = null;
  const { codex, repeats: rounds } = await playOn(side, {
    frame,
    env: io.env,
    signal,
    repeats,
    fresh,
    whileHeld: async (held) => {
      about = await emittedSchema(held, cacheFolder(io.env));
    },
    onScenario: progressTo(io, side.version),
  });
  return observationOf(codex.version, rounds.flat(), about === null ? [] : schemaFacts(about));
}

async function candidateOf(spec: string, signal: AbortSignal, io: Io): Promise<Candidate> {
  const onNotice = (text: string): void => io.stderr(`note: ${text}\n`);
  const candidates = await candidatesOf(spec, io, { signal, onNotice, onProgress: () => undefined });
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

/** Says how far it is: on a terminal all the time, elsewhere once. */
function progressTo({ stderr, isTTY }: Io, version: string): (done: number, total: number) => void {
  return (done, total) => {
    const text = `${escapeTerminal(version)}: ${done} of ${total} scenarios`;
    if (isTTY) stderr(`\r\u{1B}[2K${done === total ? '' : text}`);
    else if (done === total) stderr(`${text}\n`);
  };
}
