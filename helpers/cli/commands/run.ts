import { prepareRun, type Obtain } from '../../scenarios/prepare-run.ts';
import type { OptionsOf } from '../commands.ts';
import { createStyle } from '../../util/terminal/style.ts';
import type { Io } from '../io.ts';
import { withCodex } from '../acquire-codex.ts';
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
  return await withCodex(io, async (obtain) => await runOn(obtain, options, io));
}

async function runOn(obtain: Obtain, options: OptionsOf<'run'>, io: Io): Promise<number> {
  const { codex, live, only, modesOnly, out, cases, baseline, deadline, workspace, noColor } = options;
  const { cwd } = io;
  // Throws for a check that nothing proves. The three modes are to be quick, and `npm test` has it as well.
  if (!modesOnly) await import('../../proof/registry.ts');
  const prepared = await prepareRun({
    cwd,
    env: io.env,
    codex,
    obtain,
    live,
    only,
    modesOnly,
    out,
    cases,
    baseline,
    deadlineSeconds: deadline,
    workspace,
  });
  const played = await play(prepared, io, {
    replay: (scenario) => replayCommand(scenario, options, io.env),
    style: noColor ? createStyle(false) : io.style,
  });
  if (played.interrupted) return INTERRUPTED;
  if (played.run === null) throw new Error('Vitest ended without a result of the suite');
  if (!played.run.written) return NOT_WRITTEN;
  if (live) assertLoggedIn(played.run.model);
  return played.run.model.allSuccess ? SUCCESS : RED;
}
