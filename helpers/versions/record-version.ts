import { join } from 'node:path';
import { cacheFolder } from '../codex/cache-folder.ts';
import { identify, type Codex } from '../codex/identify.ts';
import type { Candidate } from './matrix/candidate.ts';
import { withRunFolder } from '../codex/run-folder.ts';
import { playVersion } from './matrix/play-version.ts';
import { SuiteError } from '../util/errors.ts';
import { loadRecording } from '../recording/load.ts';
import type { Recording } from '../recording/recording.ts';
import { recordingFolder } from '../scenarios/recording-cache.ts';
import { planOf } from '../scenarios/plan.ts';
import type { RunFrame } from '../scenarios/prepare-run.ts';

/** What is played, and where recordings are kept. */
export interface PlayOnOptions {
  /** Its `only` says which scenarios; where it would write does not matter. */
  readonly frame: RunFrame;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** How often each scenario is played. @default 1 */
  readonly repeats?: number;
  /** Makes all recordings now, whatever the cache holds. @default false */
  readonly fresh?: boolean;
  /** Told after each scenario how many are done, of how many. */
  readonly onScenario?: (done: number, total: number) => void;
  /** Learns what else there is to learn of the binary, while it is there. */
  readonly whileHeld?: (codex: Codex) => Promise<void>;
}

/** What one codex did. */
export interface PlayedCodex {
  readonly codex: Codex;
  /** Of each repeat, one recording a scenario. */
  readonly repeats: readonly (readonly Recording[])[];
}

/**
 * Plays scenarios on a codex. Recordings are kept in the cache folder of the user and used again as long as binary and
 * scenario are the same. The first repeat is the one that every command shares.
 *
 * @throws SuiteError if the codex cannot be had, `interrupted` if the signal was fired
 */
export async function playOn(candidate: Candidate, options: PlayOnOptions): Promise<PlayedCodex> {
  const { env, signal, repeats = 1, whileHeld = async () => undefined } = options;
  const held = candidate.kind === 'published' ? await candidate.obtain(signal) : null;
  try {
    const codex = held === null ? localCodex(candidate) : await identify(held, cacheFolder(env));
    await whileHeld(codex);
    const all: Recording[][] = [];
    for (let repeat = 1; repeat <= repeats; repeat += 1) {
      all.push(await playRound(codex, repeat, { ...options, repeats }));
    }
    return { codex, repeats: all };
  } finally {
    await held?.release?.();
  }
}

async function playRound(
  codex: Codex,
  repeat: number,
  { frame, env, signal, repeats = 1, fresh = false, onScenario = () => undefined }: PlayOnOptions,
): Promise<Recording[]> {
  const name = `${codex.version}-${codex.sha256.slice(0, 12)}`;
  const folder = join(cacheFolder(env), 'recordings', name, String(repeat));
  return await withRunFolder(signal, async (runFolder) => {
    const run = { ...frame, codex, runFolder, recordings: { folder, reuse: !fresh } };
    const before = repeat - 1;
    await playVersion(run, (done, total) => onScenario(before * total + done, repeats * total));
    signal.throwIfAborted();
    return await Promise.all(planOf(run).map(({ scenario }) => loadRecording(recordingFolder(folder, scenario.name))));
  });
}

function localCodex(candidate: Candidate): Codex {
  if (candidate.kind === 'local' && candidate.codex !== null) return candidate.codex;
  const problem = candidate.kind === 'local' ? candidate.problem : null;
  throw new SuiteError('environment', problem ?? `There is no codex ${candidate.version}.`, {
    hint: 'Name a published version (0.98.0), latest, or the path of a binary.',
  });
}
