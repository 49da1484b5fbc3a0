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
import type { RunConfig } from '../scenarios/run-config.ts';

export interface RecordVersionOptions {
  /** Its `only` selects the scenarios; its folders are not used. */
  readonly config: RunConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Number of recordings of each scenario. @default 1 */
  readonly repeats?: number;
  readonly fresh?: boolean;
  readonly onScenario?: (done: number, total: number) => void;
  /** Called before the scenarios, to ask the binary more. */
  readonly onCodex?: (codex: Codex) => Promise<void>;
}

export interface VersionRecordings {
  readonly codex: Codex;
  /** For each repeat, one recording of each scenario. */
  readonly repeats: readonly (readonly Recording[])[];
}

/**
 * Records scenarios of a version. The recordings are kept in the cache folder of the user, and all commands reuse them
 * while binary and scenario stay the same.
 *
 * @throws SuiteError if there is no such codex, `interrupted` if the signal is aborted
 */
export async function recordVersion(candidate: Candidate, options: RecordVersionOptions): Promise<VersionRecordings> {
  const { env, signal, repeats = 1, onCodex = async () => undefined } = options;
  const held = candidate.kind === 'published' ? await candidate.acquire(signal) : null;
  try {
    const codex = held === null ? localCodex(candidate) : await identify(held, cacheFolder(env));
    await onCodex(codex);
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
  { config, env, signal, repeats = 1, fresh = false, onScenario = () => undefined }: RecordVersionOptions,
): Promise<Recording[]> {
  const name = `${codex.version}-${codex.sha256.slice(0, 12)}`;
  const folder = join(cacheFolder(env), 'recordings', name, String(repeat));
  return await withRunFolder(signal, async (runFolder) => {
    const run = { ...config, codex, runFolder, recordings: { folder, reuse: !fresh } };
    const before = repeat - 1;
    await playVersion(run, (done, total) => onScenario(before * total + done, repeats * total));
    signal.throwIfAborted();
    return await Promise.all(planOf(run).map(({ scenario }) => loadRecording(recordingFolder(folder, scenario.name))));
  });
}

function localCodex(candidate: Candidate): Codex {
  if (candidate.kind === 'local' && candidate.codex !== null) return candidate.codex;
  const problem = candidate.kind === 'local' ? candidate.problem : null;
  throw new SuiteError('environment', problem ?? `Unknown codex ${candidate.version}.`, {
    hint: 'Name a published version (0.98.0), latest, or the path of a binary.',
  });
}
