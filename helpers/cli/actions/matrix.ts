import { resolve } from 'node:path';
import { cacheFolder } from '../../codex/cache-folder.ts';
import { assertCanPlay } from '../../codex/platform.ts';
import { interruptible } from '../../codex/interrupt.ts';
import { writeMatrix } from '../../formats/matrix/write.ts';
import { loadRunConfig } from '../../scenarios/load-run-config.ts';
import type { RunConfig } from '../../scenarios/run-config.ts';
import { SuiteError } from '../../util/errors.ts';
import { withClaim } from '../../util/fs/claim.ts';
import { startStopwatch } from '../../util/stopwatch.ts';
import { findCandidates } from '../../versions/matrix/find-candidates.ts';
import { isRedFrom } from '../../versions/matrix/is-red-from.ts';
import { mergeShards } from '../../versions/matrix/merge-shards.ts';
import { parseShard, shareOf } from '../../scenarios/shard.ts';
import { inOrder, sweep } from '../../versions/matrix/sweep.ts';
import type { VersionRecord } from '../../versions/matrix/version-record.ts';
import type { MatrixOptions } from '../commands/matrix.ts';
import type { Io } from '../io.ts';
import { assembleMatrix } from '../../versions/matrix/assemble-matrix.ts';
import { writeCapabilities } from '../../formats/history/write.ts';
import { SweepProgress } from '../matrix/progress.ts';
import { matrixSummary } from '../matrix/summary.ts';

const RED = 1;
const INCOMPLETE = 3;
const INTERRUPTED = 130;

interface Context {
  readonly options: MatrixOptions;
  readonly config: RunConfig;
  readonly startedAt: Date;
  /** Milliseconds since then. */
  readonly elapsed: () => number;
  readonly signal: AbortSignal;
  readonly io: Io;
}

/**
 * The command `matrix`: plays and judges versions, or merges the output of other machines, and writes the matrix. Returns
 * 3 if a version has no verdicts or the suite itself failed, and 1 if `--fail-on` names a level and a verdict is red.
 *
 * @throws SuiteError for whatever the user has to correct first
 */
export async function matrix(options: MatrixOptions, io: Io): Promise<number> {
  const { codex, merge, out, only, baseline, defaultBaseline, jobs, deadline } = options;
  if ((codex === undefined) === (merge.length === 0)) {
    throw new SuiteError('usage', 'matrix needs either --codex C or --merge DIR.', {
      hint: "Name the versions, as in: codex-conformance matrix --codex '>=0.98.0'",
    });
  }
  if (codex !== undefined) assertCanPlay();
  const time = { startedAt: new Date(), elapsed: startStopwatch() };
  const request = { cwd: io.cwd, env: io.env, out, only, baseline, defaultBaseline, jobs, deadlineSeconds: deadline };
  const config = await loadRunConfig(request);
  return await withClaim(
    config.outDir,
    async () =>
      await interruptible(async (signal) => {
        const context = { options, config, ...time, signal, io };
        return codex === undefined ? await merged(context) : await swept(codex, context);
      }),
  );
}

async function swept(codex: string, context: Context): Promise<number> {
  const { options, config, signal, io } = context;
  const shard = options.shard === undefined ? null : parseShard(options.shard);
  for (const { check, scenario } of config.baseline.unmatched) {
    io.stderr(`note: baseline entry ${check}@${scenario} matches no check.\n`);
  }
  let progress: SweepProgress | undefined;
  const all = await findCandidates(codex, {
    env: io.env,
    cwd: io.cwd,
    signal,
    onNotice: (text) => io.stderr(`note: ${text}\n`),
    onProgress: (fetch) => progress?.onFetch(fetch),
  });
  const candidates = shard === null ? all : shareOf(inOrder(all), shard);
  progress = new SweepProgress(io, { total: candidates.length });
  const { versions, interrupted, phases } = await sweep({
    config,
    candidates,
    cacheFolder: cacheFolder(io.env),
    signal,
    onEvent: progress.onEvent,
  }).finally(() => progress?.end());
  if (interrupted) {
    const done = `${versions.length} of ${candidates.length}`;
    io.stderr(`Interrupted: ${done} versions are done. Run the same command again to continue.\n`);
    return INTERRUPTED;
  }
  const records = versions.map(({ record }) => record);
  if (shard === null) return await writeAll(records, { ...phases }, context);
  io.stdout(
    `Shard ${shard.index} of ${shard.count} is done. To merge all shards: codex-conformance matrix --merge DIR\n`,
  );
  return records.some(isIncomplete) ? INCOMPLETE : 0;
}

async function merged(context: Context): Promise<number> {
  const { options, config, elapsed, io } = context;
  const folders = options.merge.map((folder) => resolve(io.cwd, folder));
  const records = await mergeShards(folders, config.outDir);
  return await writeAll(records, { copy: elapsed() }, context);
}

async function writeAll(
  records: readonly VersionRecord[],
  phases: Readonly<Record<string, number>>,
  { options, config, startedAt, elapsed, signal, io }: Context,
): Promise<number> {
  const { outDir, cases } = config;
  const mergeTime = startStopwatch();
  const build = await assembleMatrix({ outDir, records, cases, env: io.env, signal });
  const merge = mergeTime();
  const historyTime = startStopwatch();
  await writeCapabilities(outDir, records, signal);
  const result = build({ startedAt, durationMs: elapsed(), phases: { ...phases, merge, history: historyTime() } });
  await writeMatrix(result, outDir);
  io.stdout(matrixSummary(result, outDir, io));
  if (records.some(isIncomplete) || result.versions.some(({ problem }) => problem !== null)) return INCOMPLETE;
  return options.failOn !== 'nothing' && isRedFrom(options.failOn, result) ? RED : 0;
}

function isIncomplete({ status, faults }: VersionRecord): boolean {
  return status === 'failed' || faults > 0;
}
