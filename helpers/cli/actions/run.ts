import { interruptible } from '../../codex/interrupt.ts';
import { withRun } from '../../scenarios/prepare-run.ts';
import type { Run } from '../../scenarios/run-config.ts';
import { SuiteError } from '../../util/errors.ts';
import type { RunOptions } from '../commands/run.ts';
import { createStyle } from '../../util/terminal/style.ts';
import type { Io } from '../io.ts';
import { codexAcquirer } from '../acquire-codex.ts';
import { onlyFailed } from '../only-failed.ts';
import { tellCi } from '../tell-ci.ts';
import { assertLoggedIn } from '../login.ts';
import { play } from '../run-suite.ts';
import { baselineToWrite, writeBaseline, type BaselineToWrite } from '../write-baseline.ts';
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
    failOn,
    out,
  } = options;
  if (workspace !== undefined && !live) {
    throw new SuiteError('usage', '--workspace requires --live', { hint: 'Add --live, or leave it out.' });
  }
  if (options.reason !== undefined && options.writeBaseline === undefined) {
    throw new SuiteError('usage', '--reason requires --write-baseline FILE', {
      hint: 'Add it, or leave --reason out.',
    });
  }
  // Problems of the file are reported before anything is played.
  const written = await baselineToWrite(options, io.cwd);
  return await interruptible(async (signal) => {
    const request = {
      cwd: io.cwd,
      env: io.env,
      codex,
      acquire: codexAcquirer(io, signal),
      live,
      only,
      core,
      out,
      cases,
      baseline,
      defaultBaseline,
      failOn,
      deadlineSeconds: deadline,
      workspace,
    };
    return await withRun(request, signal, async (prepared) => await playOn(prepared, signal, options, io, written));
  });
}

async function playOn(
  prepared: Run,
  signal: AbortSignal,
  options: RunOptions,
  io: Io,
  written: BaselineToWrite | null,
): Promise<number> {
  const replay = (scenario: string | null): string => replayCommandLine(scenario, options, io.env);
  const played = await play(prepared, io, signal, {
    replay,
    style: options.color ? io.style : createStyle(false),
    verbose: options.verbose === true,
  });
  if (played.run !== null) await tellCi(played.run.result, io, replay);
  if (played.interrupted) return INTERRUPTED;
  if (played.run === null) throw new Error('Vitest ended without a result of the suite');
  if (!played.run.written) return NOT_WRITTEN;
  if (options.live === true) assertLoggedIn(played.run.result);
  if (written !== null) await writeBaseline(written, played.run.result, prepared.cases, options, io);
  return played.run.result.allSuccess ? SUCCESS : RED;
}
