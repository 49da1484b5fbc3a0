import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { checksSchema } from '../formats/run/checks.ts';
import type { HarnessError } from '../formats/run/harness-error.ts';
import { openResults } from '../formats/run/results-folder.ts';
import { writeResults } from '../formats/run/write.ts';
import { runResultOf, type RunResult } from '../formats/run-result.ts';
import { runReport } from '../formats/terminal/report.ts';
import type { FailureOptions } from '../formats/terminal/failures.ts';
import type { FinishedRun } from '../reporters/files-reporter.ts';
import { loadRecording } from '../recording/load.ts';
import { planOf, type PlannedScenario } from '../scenarios/plan.ts';
import { recordingFolder, wasInterrupted } from '../scenarios/recording-cache.ts';
import type { RunConfig } from '../scenarios/run-config.ts';
import { judgeScenario, type JudgedScenario } from '../scenarios/scenario-results.ts';
import { SuiteError } from '../util/errors.ts';
import { diskError } from '../util/fs/disk-error.ts';
import { assertWritableFolder } from '../util/fs/writable.ts';
import { plural } from '../util/text/phrases.ts';
import { baselineProblems } from './baseline-problems.ts';
import type { Io } from './io.ts';
import { readResultFile } from './last-results.ts';
import { findRunShards, type RunShard } from './run-shards.ts';

const RECORDINGS = 'recordings';
/** Scenarios that a message names. */
const MAX_NAMED = 5;

/**
 * Merges the shards of a run: copies their recordings, judges them, and writes and shows the results of the whole run.
 *
 * @param config the options of the whole run
 * @param folders see {@link findRunShards}
 * @throws SuiteError `usage` unless the shards are those of this run, `environment` if the disk refuses
 */
export async function mergeRun(
  config: RunConfig,
  folders: readonly string[],
  io: Io,
  options: Pick<FailureOptions, 'replay' | 'style' | 'verbose'>,
): Promise<FinishedRun> {
  const { outDir } = config;
  const shards = await findRunShards(folders.map((folder) => resolve(io.cwd, folder)));
  const own = shards.find(({ folder }) => folder === outDir);
  if (own !== undefined) throw mismatch(`--out ${outDir} is the folder of shard ${own.shard.index}.`, 'Name another.');
  await assertPlan(config, shards);
  await assertWritableFolder(outDir);
  const close = await openResults(outDir);
  try {
    const judged = new Map<PlannedScenario, JudgedScenario>();
    for (const planned of planOf(config)) {
      const result = await judgeCopy(planned, shards, config);
      if (result !== null) judged.set(planned, result);
    }
    const result = resultOf(config, shards, judged);
    await writeResults(result, outDir, options.replay);
    const columns = io.isTTY ? io.columns : undefined;
    io.stdout(`\n${runReport(result, true, { ...options, columns, outputDir: outDir })}`);
    return { result, outputDir: outDir, written: true };
  } finally {
    await close();
  }
}

/** The shards have each planned scenario, and no other, unless one of them broke off. */
async function assertPlan(config: RunConfig, shards: readonly RunShard[]): Promise<void> {
  const planned = planOf(config).map(({ scenario }) => scenario.name);
  const files = await Promise.all(
    shards.map(({ folder }) => readResultFile(join(folder, 'checks.json'), checksSchema)),
  );
  const judged = new Set(files.flatMap((file) => file?.checks ?? []).map(({ scenario }) => scenario));
  const brokeOff = shards.some(({ summary }) => summary.interrupted || summary.harness_errors.length > 0);
  const missing = brokeOff ? [] : planned.filter((name) => !judged.has(name));
  const others = [...judged].filter((name) => !planned.includes(name));
  const hint = 'Merge with the options of the shards: --only, --core, --cases.';
  if (missing.length > 0) throw mismatch(`The shards lack ${namesOf(missing)}.`, hint);
  if (others.length > 0) throw mismatch(`The shards have ${namesOf(others)} that the merge does not select.`, hint);
}

function namesOf(names: readonly string[]): string {
  const more = names.length > MAX_NAMED ? ' …' : '';
  return `${plural(names.length, 'scenario')} (${names.slice(0, MAX_NAMED).join(', ')}${more})`;
}

/** Null if no shard has a recording of the scenario. */
async function judgeCopy(
  planned: PlannedScenario,
  shards: readonly RunShard[],
  config: RunConfig,
): Promise<JudgedScenario | null> {
  const { name, fingerprint } = planned.scenario;
  const from = shards
    .map(({ folder }) => recordingFolder(join(folder, RECORDINGS), name))
    .find((folder) => existsSync(join(folder, 'run.json')));
  if (from === undefined) return null;
  const to = recordingFolder(join(config.outDir, RECORDINGS), name);
  try {
    await cp(from, to, { recursive: true });
  } catch (error) {
    throw diskError(error, 'write', to);
  }
  const recording = await loadRecording(to);
  if (recording.fingerprint !== fingerprint) {
    throw mismatch(
      `${from} was recorded by another version of the suite, or with other cases.`,
      'Merge with the version and the --cases of the shards.',
    );
  }
  return wasInterrupted(recording)
    ? null
    : judgeScenario(planned, { recording, folder: relative(config.outDir, to).replaceAll('\\', '/') }, config);
}

function resultOf(
  config: RunConfig,
  shards: readonly RunShard[],
  judged: ReadonlyMap<PlannedScenario, JudgedScenario>,
): RunResult {
  const plan = planOf(config);
  const modes = new Map(plan.map(({ scenario }) => [scenario.name, scenario.mode]));
  const results = [...judged.values()];
  const interrupted = shards.some(({ summary }) => summary.interrupted);
  const checks = results.flatMap((one) => one.checks);
  const version = results[0]?.result.codex.version;
  const { unmatched, staleIn } = baselineProblems(config);
  const starts = shards.map(({ summary }) => Date.parse(summary.volatile.started_at));
  const ends = shards.map(({ summary }, at) => starts[at]! + summary.volatile.duration_ms);
  return runResultOf(
    {
      scenarios: results.map(({ result }) => result),
      checks: results.flatMap(({ result: { mode }, checks }) => checks.map((result) => ({ result, mode }))),
      harnessErrors: shards.flatMap(({ summary }) =>
        summary.harness_errors.map((error): HarnessError => ({
          ...error,
          mode: modes.get(error.scenario ?? '') ?? null,
        })),
      ),
      cutModes: new Set(interrupted ? plan.filter((one) => !judged.has(one)).map(({ scenario }) => scenario.mode) : []),
      interrupted,
    },
    {
      startedAt: new Date(Math.min(...starts)),
      durationMs: Math.max(...ends) - Math.min(...starts),
      unmatched: [...unmatched, ...(version === undefined ? [] : staleIn(checks, version))],
      failOn: config.failOn,
    },
  );
}

function mismatch(message: string, hint: string): SuiteError {
  return new SuiteError('usage', message, { hint });
}
