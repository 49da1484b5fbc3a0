import { resolve } from 'node:path';
import { cacheFolder } from '../../codex/cache-folder.ts';
import { interruptible } from '../../codex/interrupt.ts';
import { withRunFolder } from '../../codex/run-folder.ts';
import { findCandidates } from '../../versions/matrix/find-candidates.ts';
import { importShards } from '../../versions/matrix/import-shards.ts';
import type { VersionNote } from '../../versions/matrix/version-record.ts';
import { parseShard, shareOf } from '../../versions/matrix/shard.ts';
import { inOrder, sweep } from '../../versions/matrix/sweep.ts';
import { SuiteError } from '../../util/errors.ts';
import { withClaim } from '../../util/fs/claim.ts';
import type { Matrix } from '../../formats/matrix/model.ts';
import { writeMatrix } from '../../formats/matrix/write.ts';
import { prepareFrame, type RunFrame } from '../../scenarios/prepare-run.ts';
import { startStopwatch } from '../../util/stopwatch.ts';
import type { OptionsOf } from '../commands.ts';
import type { Io } from '../io.ts';
import { writeCapabilities } from '../matrix/capabilities.ts';
import { SweepProgress } from '../matrix/progress.ts';
import { matrixSanitiser } from '../matrix/sanitiser.ts';
import { matrixSummary } from '../matrix/summary.ts';
import { matrixOf } from '../matrix/write.ts';

const RED = 1;
const INCOMPLETE = 3;
const INTERRUPTED = 130;

/** A clock for all phases. */
interface Times {
  readonly startedAt: Date;
  readonly elapsed: () => number;
}

/**
 * The command `matrix`: brings versions to their verdicts, or merges the verdicts of other machines, and writes the matrix.
 * It only observes: what is red in it makes the exit code 1 only with `--fail-on red`. It is 3 where a version came to no
 * verdict, or the suite itself failed.
 *
 * @throws SuiteError for whatever the user has to mend first
 */
export async function matrix(options: OptionsOf<'matrix'>, io: Io): Promise<number> {
  const { codex, merge, out, only, baseline, jobs, deadline } = options;
  if ((codex === undefined) === (merge.length === 0)) {
    throw new SuiteError('usage', 'matrix needs either --codex C or --merge DIR.', {
      hint: "Name the versions, as in: codex-conformance matrix --codex '>=0.98.0'",
    });
  }
  const times = { startedAt: new Date(), elapsed: startStopwatch() };
  const request = { cwd: io.cwd, env: io.env, out, only, baseline, jobs, deadlineSeconds: deadline };
  const frame = await prepareFrame(request);
  return await withClaim(
    frame.outDir,
    async () =>
      await interruptible(async (signal) =>
        codex === undefined
          ? await mergeShards(options, frame, times, signal, io)
          : await sweepVersions(codex, options, frame, times, signal, io),
      ),
  );
}

async function sweepVersions(
  codex: string,
  options: OptionsOf<'matrix'>,
  frame: RunFrame,
  times: Times,
  signal: AbortSignal,
  io: Io,
): Promise<number> {
  const shard = options.shard === undefined ? null : parseShard(options.shard);
  for (const { check, scenario } of frame.baseline.unmatched) {
    io.stderr(`note: the baseline speaks of ${check} in ${scenario}, which is nothing that there is.\n`);
  }
  const onNotice = (text: string): void => io.stderr(`note: ${text}\n`);
  let progress: SweepProgress | undefined;
  const all = await findCandidates(codex, {
    env: io.env,
    cwd: io.cwd,
    signal,
    onNotice,
    onProgress: (fetch) => progress?.onFetch(fetch),
  });
  const candidates = shard === null ? all : shareOf(inOrder(all), shard);
  progress = new SweepProgress(io, { total: candidates.length });
  const swept = await sweep({
    frame,
    candidates,
    cacheFolder: cacheFolder(io.env),
    signal,
    onEvent: progress.onEvent,
  }).finally(() => progress?.end());
  if (swept.interrupted) {
    const done = `${swept.versions.length} of ${candidates.length}`;
    io.stderr(`Interrupted: ${done} versions are done. The same command goes on from there.\n`);
    return INTERRUPTED;
  }
  const notes = swept.versions.map(({ note }) => note);
  if (shard !== null) {
    io.stdout(
      `Shard ${shard.index} of ${shard.count} is done. Merge all of them: codex-conformance matrix --merge DIR\n`,
    );
    return notes.some(isIncomplete) ? INCOMPLETE : 0;
  }
  return await writeAll({ notes, phases: { ...swept.phases }, frame, times, signal, io, failOn: options.failOn });
}

async function mergeShards(
  { merge, failOn }: OptionsOf<'matrix'>,
  frame: RunFrame,
  times: Times,
  signal: AbortSignal,
  io: Io,
): Promise<number> {
  const folders = merge.map((folder) => resolve(io.cwd, folder));
  const notes = await importShards(folders, frame.outDir);
  return await writeAll({ notes, phases: { copy: times.elapsed() }, frame, times, signal, io, failOn });
}

interface Writing {
  readonly notes: readonly VersionNote[];
  readonly phases: Readonly<Record<string, number>>;
  readonly frame: RunFrame;
  readonly times: Times;
  readonly signal: AbortSignal;
  readonly io: Io;
  readonly failOn: OptionsOf<'matrix'>['failOn'];
}

async function writeAll({ notes, phases, frame, times, signal, io, failOn }: Writing): Promise<number> {
  const { outDir, cases } = frame;
  const sanitise = matrixSanitiser(io.env);
  const mergeTime = startStopwatch();
  const merged = await withRunFolder(
    signal,
    async (folder) => await matrixOf({ outDir, notes, cases, folder, sanitise, signal }),
  );
  const mergeMs = mergeTime();
  const historyTime = startStopwatch();
  await writeCapabilities(outDir, notes, signal);
  const result = merged({
    startedAt: times.startedAt,
    durationMs: times.elapsed(),
    phases: { ...phases, merge: mergeMs, history: historyTime() },
  });
  await writeMatrix(result, outDir);
  io.stdout(matrixSummary(result, outDir, io));
  if (notes.some(isIncomplete) || result.versions.some(({ problem }) => problem !== null)) return INCOMPLETE;
  return failOn === 'red' && isRed(result) ? RED : 0;
}

function isIncomplete({ status, faults }: VersionNote): boolean {
  return status === 'failed' || faults > 0;
}

function isRed({ versions }: Matrix): boolean {
  return versions.some(({ counts }) => counts.fail + counts.untestable + counts.harness_error > 0);
}
