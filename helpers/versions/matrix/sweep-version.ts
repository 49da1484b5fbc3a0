import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, type Codex } from '../../codex/identify.ts';
import type { FoundCodex } from '../../codex/locate.ts';
import { withRunFolder } from '../../codex/run-folder.ts';
import type { Identity } from '../../codex/identity-cache.ts';
import type { RunConfig } from '../../scenarios/run-config.ts';
import type { Concurrency } from '../../scenarios/scenario-runner.ts';
import { messageOf, SuiteError } from '../../util/errors.ts';
import { startStopwatch } from '../../util/stopwatch.ts';
import { cacheKey } from './cache-key.ts';
import type { Candidate, PublishedCandidate } from './candidate.ts';
import { judgeVersion } from './judge-version.ts';
import { fileNameOf, sweepPaths, versionFile } from './paths.ts';
import type { PhaseClock } from './phase-clock.ts';
import { PLATFORM, type VersionPlan } from './plan-version.ts';
import { playVersion } from './play-version.ts';
import type { Prefetcher } from './prefetch.ts';
import { suiteFingerprint } from './suite-fingerprint.ts';
import type { SweepEvent, VersionDone } from './sweep-events.ts';
import { writeVerdicts } from './verdicts.ts';
import { writeVersionRecord, type VersionRecord } from './version-record.ts';

/** What all versions of a sweep share. */
export interface SweepContext {
  readonly config: RunConfig;
  readonly cacheFolder: string;
  readonly signal: AbortSignal;
  readonly prefetcher: Prefetcher;
  readonly clock: PhaseClock;
  readonly concurrency: Concurrency;
  readonly onEvent: (event: SweepEvent) => void;
}

interface Binary {
  readonly codex: Codex;
  readonly fetchMs: number;
  readonly release: FoundCodex['release'];
}

/**
 * Does the work that a version needs and records the outcome. Null if it was interrupted; recordings that are complete
 * are kept.
 *
 * @throws SuiteError `environment` if the disk refuses
 */
export async function sweepVersion(
  candidate: Candidate,
  plan: VersionPlan,
  context: SweepContext,
): Promise<VersionDone | null> {
  const elapsed = startStopwatch();
  if (plan.kind === 'keep') {
    return { kind: 'done', how: 'kept', record: plan.record, played: 0, reused: 0, ms: elapsed() };
  }
  if (plan.kind === 'judge') {
    const record = await judgeAndRecord(candidate, plan.identity, context);
    return record && { kind: 'done', how: 'judged', record, played: 0, reused: 0, ms: elapsed() };
  }
  const binary = await acquire(candidate, context);
  if (typeof binary === 'string') {
    if (context.signal.aborted) return null;
    const record = await recordFailure(candidate, binary, context);
    return { kind: 'done', how: 'failed', record, played: 0, reused: 0, ms: elapsed() };
  }
  const played = await play(candidate, binary, context);
  if (played === null) return null;
  const record = await judgeAndRecord(candidate, binary.codex, context, { ...played, fetchMs: binary.fetchMs });
  return record && { kind: 'done', how: 'played', record, played: played.played, reused: played.reused, ms: elapsed() };
}

async function acquire(candidate: Candidate, context: SweepContext): Promise<Binary | string> {
  if (candidate.kind === 'published') {
    context.onEvent({ kind: 'fetching', version: candidate.version });
    try {
      return await fetch(candidate, context);
    } catch (error) {
      if (!(error instanceof SuiteError) && !context.signal.aborted) throw error;
      return messageOf(error);
    }
  }
  const { codex, problem } = candidate;
  return codex === null ? (problem ?? '') : { codex, fetchMs: 0, release: undefined };
}

async function fetch(candidate: PublishedCandidate, { clock, prefetcher, cacheFolder }: SweepContext): Promise<Binary> {
  const { codex, ms } = await clock.during('fetch', async () => await prefetcher.take(candidate));
  try {
    return { codex: await identify(codex, cacheFolder), fetchMs: ms, release: codex.release };
  } catch (error) {
    await codex.release?.();
    throw error;
  }
}

async function play({ version }: Candidate, { codex, release }: Binary, context: SweepContext) {
  const { config, signal, clock, concurrency, onEvent } = context;
  const folder = join(sweepPaths(config.outDir).recordings, fileNameOf(version));
  const onScenario = (done: number, total: number): void => onEvent({ kind: 'playing', version, done, total });
  const elapsed = startStopwatch();
  try {
    if (signal.aborted) return null;
    const played = await withRunFolder(signal, async (runFolder) => {
      const run = { ...config, codex, runFolder, recordings: { folder, reuse: true } };
      return await clock.during('play', async () => await playVersion(run, onScenario, concurrency));
    });
    return played && { ...played, playMs: elapsed() };
  } finally {
    await release?.();
  }
}

async function judgeAndRecord(
  candidate: Candidate,
  { version, sha256, capabilities }: Identity,
  { config, signal, clock, onEvent }: SweepContext,
  { faults, fetchMs, playMs } = { faults: 0, fetchMs: 0, playMs: 0 },
): Promise<VersionRecord | null> {
  onEvent({ kind: 'judging', version: candidate.version });
  const elapsed = startStopwatch();
  const verdicts = await clock.during('judge', async () => await judgeVersion(config, candidate.version, signal));
  if (verdicts === null) return null;
  const paths = sweepPaths(config.outDir);
  await writeVerdicts(paths, verdicts);
  const record: VersionRecord = {
    ...emptyRecord(candidate),
    status: 'judged',
    codex: { version, sha256, capabilities: [...capabilities] },
    key: cacheKey(config, sha256),
    faults: faults + verdicts.problems.length,
    timing: { fetch_ms: fetchMs, play_ms: playMs, judge_ms: elapsed() },
  };
  await writeVersionRecord(paths, record);
  return record;
}

async function recordFailure(candidate: Candidate, problem: string, { config }: SweepContext): Promise<VersionRecord> {
  const paths = sweepPaths(config.outDir);
  const record = { ...emptyRecord(candidate), problem };
  // Old verdicts must not count as those of this binary.
  await rm(versionFile(paths.verdicts, candidate.version), { force: true });
  await writeVersionRecord(paths, record);
  return record;
}

function emptyRecord(candidate: Candidate): VersionRecord {
  return {
    format: 1,
    version: candidate.version,
    published: candidate.kind === 'published' ? candidate.published : null,
    platform: PLATFORM,
    status: 'failed',
    problem: null,
    codex: null,
    suite: suiteFingerprint(),
    key: null,
    faults: 0,
    timing: { fetch_ms: 0, play_ms: 0, judge_ms: 0 },
  };
}
