import { interruptible } from '../../codex/interrupt.ts';
import { withRun } from '../../scenarios/prepare-run.ts';
import type { PreparedRun } from '../../scenarios/run-config.ts';
import type { OptionsOf } from '../commands.ts';
import { createStyle } from '../../util/terminal/style.ts';
import type { Io } from '../io.ts';
import { obtainer } from '../acquire-codex.ts';
import { assertLoggedIn } from '../login.ts';
import { play } from '../run-suite.ts';
import { replayCommand } from '../replay-command.ts';

const SUCCESS = 0;
const RED = 1;
const NOT_WRITTEN = 3;
const INTERRUPTED = 130;

/**
 * The command `run`. Returns its exit code.
 *
 * @throws SuiteError for whatever the user has to mend first
 */
export async function run(options: OptionsOf<'run'>, io: Io): Promise<number> {
  const { cases, baseline, deadline, workspace, codex, live, only, modesOnly, out } = options;
  return await interruptible(async (signal) => {
    // Throws for a check that nothing proves. The three modes are to be quick, and `npm test` has it as well.
    if (!modesOnly) await import('../../proof/registry.ts');
    const request = {
      cwd: io.cwd,
      env: io.env,
      codex,
      obtain: obtainer(io, signal),
      live,
      only,
      modesOnly,
      out,
      cases,
      baseline,
      deadlineSeconds: deadline,
      workspace,
    };
    return await withRun(request, signal, async (prepared) => await playOn(prepared, signal, options, io));
  });
}

async function playOn(prepared: PreparedRun, signal: AbortSignal, options: OptionsOf<'run'>, io: Io): Promise<number> {
  const played = await play(prepared, io, signal, {
    replay: (scenario) => replayCommand(scenario, options, io.env),
    style: options.noColor ? createStyle(false) : io.style,
  });
  if (played.interrupted) return INTERRUPTED;
  if (played.run === null) throw new Error('Vitest ended without a result of the suite');
  if (!played.run.written) return NOT_WRITTEN;
  if (options.live) assertLoggedIn(played.run.model);
  return played.run.model.allSuccess ? SUCCESS : RED;
}
