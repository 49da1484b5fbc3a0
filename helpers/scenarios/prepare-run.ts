import { existsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unmatchedFailures } from '../checks/baseline.ts';
import { cacheFolder } from '../codex/cache-folder.ts';
import { findCodex, type FoundCodex } from '../codex/locate.ts';
import { identify, type Codex } from '../codex/identify.ts';
import { sweepDeadRuns, withRunFolder } from '../codex/run-folder.ts';
import { assertWritableFolder } from '../util/fs/writable.ts';
import { baselineFile, loadBaseline } from '../inputs/baseline.ts';
import { loadCases, type Cases } from '../inputs/cases.ts';
import { SUITE_ROOT } from '../util/suite-root.ts';
import { SuiteError } from '../util/errors.ts';
import { DEFAULT_DEADLINE_SECONDS } from './deadlines.ts';
import { liveOptions } from './live.ts';
import { planOf } from './plan.ts';
import type { PlayPlace, PreparedRun, RunBaseline } from './run-config.ts';

/** Milliseconds that codex may take to exit after the last event of its turn. It takes a few in all versions. */
const EXIT_GRACE_MS = 10_000;

/** One for each mode: each of them waits for a while. */
const FEWEST_JOBS = 3;

/** Gives the codex that a spec names, ready to be started. */
export type Obtain = (spec: string | undefined) => Promise<FoundCodex>;

/** What a run is asked to do. Relative paths are resolved against `cwd`. */
export interface RunRequest {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `obtain` takes. */
  readonly codex?: string | undefined;
  /** Finds or brings the codex, once all that is cheap to check was. @default `findCodex`: what is on this machine */
  readonly obtain?: Obtain | undefined;
  readonly only?: readonly string[] | undefined;
  /** Leave out all that lies beyond the three modes. */
  readonly modesOnly?: boolean | undefined;
  /** How many scenarios are played at once. @default as many as there are processors */
  readonly jobs?: number | undefined;
  /** Where recordings are kept, and whether those that are up to date are used again. @default `recordings` in `out`, never */
  readonly recordings?: PreparedRun['recordings'] | undefined;
  /** @default `outputs` in the suite's folder */
  readonly out?: string | undefined;
  /** @default the cases that come with the suite */
  readonly cases?: string | undefined;
  /** @default the baseline that comes with the suite; with `cases` none, as it speaks of the suite's own scenarios */
  readonly baseline?: string | undefined;
  /** Seconds that one turn may take. */
  readonly deadlineSeconds?: number | undefined;
  /** Drive the user's own codex, login and model. */
  readonly live?: boolean | undefined;
  /** Only with `live`: the folder in which codex works. @default `cwd` */
  readonly workspace?: string | undefined;
}

type CodexRequest = Pick<RunRequest, 'cwd' | 'env' | 'codex' | 'obtain'>;

/** A run of which the codex is not known yet. */
export type RunFrame = Omit<PreparedRun, 'codex' | 'runFolder'>;

/**
 * Finds and asks the codex under test, reads the cases, and runs a body with the folder of the run, which is removed at
 * the end. Removes what dead runs left.
 *
 * @param signal interrupts the run; see `withRunFolder`
 * @throws SuiteError for whatever the user has to mend first
 */
export async function withRun<T>(
  request: RunRequest,
  signal: AbortSignal,
  body: (run: PreparedRun) => Promise<T>,
): Promise<T> {
  const frame = await prepareFrame(request);
  const codex = await codexOf(request);
  await assertWritableFolder(frame.outDir);
  await sweepDeadRuns();
  return await withRunFolder(signal, async (runFolder) => await body({ ...frame, codex, runFolder }));
}

/**
 * The part of {@link withRun} that asks no codex and writes nothing.
 *
 * @throws SuiteError for whatever the user has to mend first
 */
export async function prepareFrame(request: RunRequest): Promise<RunFrame> {
  const { cwd, env, only = [] } = request;
  assertTemporaryFolder(tmpdir());
  const cases = await loadCases(request.cases === undefined ? undefined : resolve(cwd, request.cases));
  // Extended scenarios are the suite's own: whoever brings other cases, or a live model, asks for the three modes.
  const extended = request.modesOnly !== true && request.cases === undefined && request.live !== true;
  const outDir = resolve(request.out === undefined ? SUITE_ROOT : cwd, request.out ?? 'outputs');
  if (planOf({ cases, only, extended }).length === 0) {
    throw new SuiteError('usage', `Nothing matches --only ${only.join(' --only ')}.`, {
      hint: 'Run codex-conformance list to see all scenarios and checks.',
    });
  }
  const baseline = await baselineOf(request, cases);
  const live = request.live === true ? await liveOptions(resolve(cwd, request.workspace ?? '.'), env, cwd) : null;
  const deadlineSeconds = request.deadlineSeconds ?? DEFAULT_DEADLINE_SECONDS[live === null ? 'scripted' : 'live'];
  return {
    outDir,
    cases,
    only,
    extended,
    jobs: request.jobs ?? Math.max(FEWEST_JOBS, availableParallelism()),
    recordings: request.recordings ?? { folder: join(outDir, 'recordings'), reuse: false },
    baseline,
    deadlineMs: deadlineSeconds * 1000,
    exitGraceMs: EXIT_GRACE_MS,
    live,
  };
}

/**
 * Finds and asks the codex on which one scripted scenario is to be played, and runs a body with a folder for it. See
 * {@link withRun}.
 *
 * @throws SuiteError for whatever the user has to mend first
 */
export async function withPlay<T>(
  request: CodexRequest,
  signal: AbortSignal,
  body: (place: PlayPlace) => Promise<T>,
): Promise<T> {
  assertTemporaryFolder(tmpdir());
  const codex = await codexOf(request);
  await sweepDeadRuns();
  const deadlineMs = DEFAULT_DEADLINE_SECONDS.scripted * 1000;
  return await withRunFolder(
    signal,
    async (runFolder) => await body({ codex, runFolder, deadlineMs, exitGraceMs: EXIT_GRACE_MS, live: null }),
  );
}

async function codexOf({ codex, obtain, cwd, env }: CodexRequest): Promise<Codex> {
  const found = await (obtain?.(codex) ?? findCodex(codex, { env, cwd, suiteRoot: SUITE_ROOT }));
  return await identify(found, cacheFolder(env));
}

async function baselineOf({ cwd, baseline, cases: casesFile }: RunRequest, cases: Cases): Promise<RunBaseline> {
  const file = baselineFile(baseline, casesFile);
  const knownFailures = file === null ? [] : await loadBaseline(resolve(cwd, file));
  const judged = planOf({ cases, only: [], extended: true }).map(
    ({ scenario, checks }) => [scenario.name, checks.map(({ id }) => id)] as const,
  );
  return { knownFailures, unmatched: unmatchedFailures(knownFailures, Object.fromEntries(judged)) };
}

function assertTemporaryFolder(path: string): void {
  if (existsSync(path)) return;
  throw new SuiteError('environment', `The folder for temporary files is not there: ${path}.`, {
    hint: 'Create it, or set TMPDIR to another.',
  });
}
