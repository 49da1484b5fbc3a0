import { existsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unmatchedFailures } from '../checks/baseline.ts';
import { DEFAULT_FAIL_ON, type Level } from '../checks/verdict.ts';
import type { FoundCodex } from '../codex/locate.ts';
import { baselineFiles, loadBaseline, type BaselineOptions } from '../inputs/baseline.ts';
import { loadCases, type Cases } from '../inputs/cases.ts';
import { SUITE_ROOT } from '../util/suite-root.ts';
import { SuiteError } from '../util/errors.ts';
import { DEFAULT_DEADLINE_SECONDS } from './deadlines.ts';
import { liveOptions } from './live.ts';
import { judgedScenarios, matchedPlanOf } from './plan.ts';
import type { Run, RunBaseline, RunConfig } from './run-config.ts';
import type { Shard } from './shard.ts';

/** Milliseconds that codex may take to exit after the last event of its turn. All versions need only a few. */
export const EXIT_GRACE_MS = 10_000;

/** One for each mode: each of them has idle times. */
const FEWEST_JOBS = 3;

/** Finds the codex that a spec names, or downloads it. */
export type AcquireCodex = (spec: string | undefined) => Promise<FoundCodex>;

/** Options of a run. Relative paths are resolved against `cwd`. */
export interface RunRequest extends BaselineOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The spec for `acquire`. */
  readonly codex?: string | undefined;
  /** Called after all cheap checks. @default `findCodex`, which only finds codexes on this machine */
  readonly acquire?: AcquireCodex | undefined;
  readonly only?: readonly string[] | undefined;
  /** The share of this machine. @default all scenarios */
  readonly shard?: Shard | undefined;
  /** Leave out the extended scenarios. */
  readonly core?: boolean | undefined;
  /** Play the thorough scenarios too. @default false */
  readonly thorough?: boolean | undefined;
  /** Number of scenarios played at once. @default the number of processors, at least 3 */
  readonly jobs?: number | undefined;
  /** @default `recordings` in `out`, without reuse */
  readonly recordings?: Run['recordings'] | undefined;
  /** @default `outputs` in the suite's folder */
  readonly out?: string | undefined;
  /** The lowest level whose failures are red. @default should */
  readonly failOn?: Level | undefined;
  /** File of cases. @default the cases of the suite */
  readonly cases?: string | undefined;
  /** Seconds that one turn may take. */
  readonly deadlineSeconds?: number | undefined;
  /** Drive the user's own codex, login and model. */
  readonly live?: boolean | undefined;
  /** The working folder of codex in a live run. @default `cwd` */
  readonly workspace?: string | undefined;
}

/**
 * Validates the options of a run and reads its input files. Starts no codex and writes nothing.
 *
 * @throws SuiteError for whatever the user has to correct first
 */
export async function loadRunConfig(request: RunRequest): Promise<RunConfig> {
  const { cwd, env, only = [], shard, thorough } = request;
  assertTemporaryFolder();
  const cases = await loadCases(request.cases === undefined ? undefined : resolve(cwd, request.cases));
  // Extended scenarios do not depend on the cases, and need the scripted model.
  const extended = request.core !== true && request.cases === undefined && request.live !== true;
  const outDir = resolve(request.out === undefined ? SUITE_ROOT : cwd, request.out ?? 'outputs');
  matchedPlanOf({ cases, only, extended, thorough, shard });
  const baseline = await baselineOf(request, cases);
  const live = request.live === true ? await liveOptions(resolve(cwd, request.workspace ?? '.'), env, cwd) : null;
  const deadlineSeconds = request.deadlineSeconds ?? DEFAULT_DEADLINE_SECONDS[live === null ? 'scripted' : 'live'];
  return {
    outDir,
    cases,
    only,
    extended,
    thorough,
    shard,
    jobs: request.jobs ?? Math.max(FEWEST_JOBS, availableParallelism()),
    recordings: request.recordings ?? { folder: join(outDir, 'recordings'), reuse: false },
    baseline,
    failOn: request.failOn ?? DEFAULT_FAIL_ON,
    deadlineMs: deadlineSeconds * 1000,
    exitGraceMs: EXIT_GRACE_MS,
    live,
  };
}

async function baselineOf(
  { cwd, baseline, cases: casesFile, defaultBaseline }: RunRequest,
  cases: Cases,
): Promise<RunBaseline> {
  const files = baselineFiles({ baseline, defaultBaseline, cases: casesFile });
  const loaded = await Promise.all(files.map((file) => loadBaseline(resolve(cwd, file))));
  const knownFailures = loaded.flat();
  return {
    knownFailures,
    // Read while codex works: planning the whole suite takes as long as starting a codex.
    get unmatched() {
      return unmatchedFailures(knownFailures, judgedScenarios(cases));
    },
  };
}

/** @throws SuiteError `environment` if it does not exist */
export function assertTemporaryFolder(path: string = tmpdir()): void {
  if (existsSync(path)) return;
  throw new SuiteError('environment', `The folder for temporary files does not exist: ${path}.`, {
    hint: 'Create it, or set TMPDIR to another folder.',
  });
}
