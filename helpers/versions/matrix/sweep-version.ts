import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, type Codex } from '../../codex/identify.ts';
import { withRunFolder } from '../../codex/run-folder.ts';
import { messageOf, SuiteError } from '../../util/errors.ts';
import { startStopwatch } from '../../util/stopwatch.ts';
import type { RunFrame } from '../../scenarios/prepare-run.ts';
import type { PreparedRun } from '../../scenarios/run-config.ts';
import type { Room } from '../../scenarios/scenario-runner.ts';
import type { Candidate } from './candidate.ts';
import { PLATFORM, type Decision } from './plan-version.ts';
import { keyOf } from './cache-key.ts';
import { writeNote, type VersionNote } from './version-record.ts';
import { fileNameOf, fileOf, sweepPlaces } from './paths.ts';
import type { PhaseClock } from './phase-clock.ts';
import { playVersion } from './play-version.ts';
import type { Prefetcher } from './prefetch.ts';
import { suiteFingerprint } from './suite-fingerprint.ts';
import type { SweepEvent, VersionDone } from './sweep-events.ts';

/** What sweeping one version takes. */
export interface VersionPlace {
  readonly frame: RunFrame;
  /** See `cacheFolder`. */
  readonly cacheFolder: string;
  readonly signal: AbortSignal;
  readonly prefetcher: Prefetcher;
  readonly clock: PhaseClock;
  /** Shared by all versions. */
  readonly room: Room;
  readonly judge: Judge;
  readonly afterPlay: AfterPlay;
  readonly onEvent: (event: SweepEvent) => void;
}

/** Judges the recordings of a version and keeps its blob. See `judgeVersion`. */
export type Judge = (run: PreparedRun, version: string, blob: string) => Promise<number | null>;

/** Learns what else there is to learn of a binary, while it is there and its scenarios are recorded. */
export type AfterPlay = (run: PreparedRun, version: string) => Promise<void>;

/** A binary that is to be played. */
interface Binary {
  readonly codex: Codex;
  readonly fetchMs: number;
  readonly release: () => Promise<void>;
}

/**
 * Brings a version to its verdicts, with no more work than is needed, and notes what became of it. Null if it was
 * interrupted; then what was recorded is kept.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function sweepVersion(
  candidate: Candidate,
  decision: Decision,
  place: VersionPlace,
): Promise<VersionDone | null> {
  const since = startStopwatch();
  if (decision.kind === 'skip') {
    return { kind: 'done', how: 'kept', note: decision.note, played: 0, reused: 0, ms: since() };
  }
  const binary = await binaryOf(candidate, decision, place);
  if (place.signal.aborted) {
    if (typeof binary === 'object') await binary.release();
    return null;
  }
  if (typeof binary === 'string') return await failed(candidate, binary, place, since);
  return await playAndJudge(candidate, binary, place, since);
}

/** The binary, or why it cannot be had. */
async function binaryOf(candidate: Candidate, decision: Decision, place: VersionPlace): Promise<Binary | string> {
  const nothing = { fetchMs: 0, release: () => Promise.resolve() };
  if (candidate.kind === 'local') {
    return candidate.codex === null ? (candidate.problem ?? '') : { ...nothing, codex: candidate.codex };
  }
  if (decision.kind === 'judge') {
    return { ...nothing, codex: { ...decision.identity, path: '', foundBy: 'npm', pathDirs: [] } };
  }
  place.onEvent({ kind: 'fetching', version: candidate.version });
  try {
    const { codex: held, ms } = await place.clock.during('fetch', async () => await place.prefetcher.take(candidate));
    try {
      const codex = await identify(held, place.cacheFolder);
      return { codex, fetchMs: ms, release: held.release };
    } catch (error) {
      await held.release();
      throw error;
    }
  } catch (error) {
    if (place.signal.aborted) return '';
    if (!(error instanceof SuiteError)) throw error;
    return messageOf(error);
  }
}

async function playAndJudge(
  candidate: Candidate,
  { codex, fetchMs, release }: Binary,
  { frame, signal, clock, room, judge, afterPlay, onEvent }: VersionPlace,
  since: () => number,
): Promise<VersionDone | null> {
  const { version } = candidate;
  const places = sweepPlaces(frame.outDir);
  const folder = join(places.recordings, fileNameOf(version));
  try {
    return await withRunFolder(signal, async (runFolder) => {
      const run = { ...frame, codex, runFolder, recordings: { folder, reuse: true } };
      const playTime = startStopwatch();
      const told = (done: number, total: number): void => onEvent({ kind: 'playing', version, done, total });
      const played = await clock.during('play', async () => await playVersion(run, told, room));
      const playMs = playTime();
      if (played !== null && codex.path !== '') await afterPlay(run, version);
      await release();
      if (played === null) return null;
      onEvent({ kind: 'judging', version });
      const judgeTime = startStopwatch();
      const blob = fileOf(places.blobs, version);
      const faults = await clock.during('judge', async () => await judge(run, version, blob));
      if (faults === null) return null;
      const { sha256, capabilities } = codex;
      const note: VersionNote = {
        ...blank(candidate),
        status: 'judged',
        codex: { version: codex.version, sha256, capabilities: [...capabilities] },
        key: keyOf(frame, sha256),
        faults: played.faults + faults,
        timing: { fetch_ms: fetchMs, play_ms: playMs, judge_ms: judgeTime() },
      };
      await writeNote(places, note);
      return { kind: 'done', note, how: played.played > 0 ? 'played' : 'judged', ...counts(played), ms: since() };
    });
  } finally {
    await release();
  }
}

async function failed(
  candidate: Candidate,
  problem: string,
  { frame }: VersionPlace,
  since: () => number,
): Promise<VersionDone> {
  const places = sweepPlaces(frame.outDir);
  const note: VersionNote = { ...blank(candidate), status: 'failed', problem };
  // Verdicts of an earlier time must not be taken for those of now.
  await rm(fileOf(places.blobs, candidate.version), { force: true });
  await writeNote(places, note);
  return { kind: 'done', note, how: 'failed', played: 0, reused: 0, ms: since() };
}

function counts({ played, reused }: { readonly played: number; readonly reused: number }) {
  return { played, reused };
}

function blank(candidate: Candidate): VersionNote {
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
