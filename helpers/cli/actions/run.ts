import { interruptible } from '../../codex/interrupt.ts';
import { loadRunConfig } from '../../scenarios/load-run-config.ts';
import { withRun } from '../../scenarios/prepare-run.ts';
import type { RunConfig } from '../../scenarios/run-config.ts';
import { parseShard } from '../../scenarios/shard.ts';
import type { RunOptions } from '../commands/run.ts';
import { createStyle } from '../../util/terminal/style.ts';
import type { Io } from '../io.ts';
import { codexAcquirer } from '../acquire-codex.ts';
import { onlyFailed } from '../only-failed.ts';
import { tellCi } from '../tell-ci.ts';
import { beginLiveRun } from '../live.ts';
import { assertLoggedIn } from '../login.ts';
import { mergeRun } from '../merge-run.ts';
import type { ShowOptions } from '../report-run.ts';
import { assertCombination } from '../run-conflicts.ts';
import { play, type Played } from '../run-suite.ts';
import { baselineToWrite, writeBaseline } from '../write-baseline.ts';
import { replayCommandLine } from '../replay-command.ts';

const SUCCESS = 0;
const RED = 1;
const NOT_WRITTEN = 3;
const INTERRUPTED = 130;

/**
 * The command `run`. Returns its exit code.
 *
 * @throws SuiteError for whatever the user has to correct first
 */
export async function run(given: RunOptions, io: Io): Promise<number> {
  assertCombination(given);
  const options = given.onlyFailed === true ? await onlyFailed(given, io) : given;
  if (options === null) {
    io.stdout(`Nothing is red in ${given.out}.\n`);
    return SUCCESS;
  }
  const {
    cases,
    baseline,
    defaultBaseline,
    deadline,
    workspace,
    codex,
    live = false,
    only,
    core = false,
    thorough,
    failOn,
    out,
  } = options;
  // Problems of the file are reported before anything is played.
  const written = await baselineToWrite(options, io.cwd);
  const show: Required<ShowOptions> = {
    replay: (scenario) => replayCommandLine(scenario, options, io.env),
    style: options.color ? io.style : createStyle(false),
    verbose: options.verbose === true,
  };
  const request = {
    cwd: io.cwd,
    env: io.env,
    live,
    only,
    core,
    thorough,
    out,
    cases,
    baseline,
    defaultBaseline,
    failOn,
    shard: options.shard === undefined ? undefined : parseShard(options.shard),
    deadlineSeconds: deadline,
    workspace,
  };
  const conclude = async (played: Played, config: RunConfig): Promise<number> => {
    if (played.run !== null) await tellCi(played.run.result, io, show.replay);
    if (played.interrupted) return INTERRUPTED;
    if (played.run === null) throw new Error('Vitest ended without a result of the suite');
    if (!played.run.written) return NOT_WRITTEN;
    if (live) assertLoggedIn(played.run.result);
    if (written !== null) await writeBaseline(written, played.run.result, config.cases, options, io);
    if (config.shard !== undefined) io.stdout(`To merge all shards: codex-conformance run --merge DIR\n`);
    return played.run.result.allSuccess ? SUCCESS : RED;
  };
  if (options.merge.length > 0) {
    const config = await loadRunConfig(request);
    const merged = await mergeRun(config, options.merge, io, show);
    return await conclude({ run: merged, interrupted: merged.result.interrupted }, config);
  }
  return await interruptible(async (signal) => {
    const whole = { ...request, codex, acquire: codexAcquirer(io, signal) };
    return await withRun(whole, signal, async (run) => {
      if (run.live !== null) await beginLiveRun(run, run.live, io, signal);
      return await conclude(await play(run, io, signal, show), run);
    });
  });
}
