import { join, relative } from 'node:path';
import { judge } from '../../checks/judge.ts';
import { isRed } from '../../checks/verdict.ts';
import { interruptible } from '../../codex/interrupt.ts';
import type { Recording } from '../../recording/recording.ts';
import { withoutInstallation } from '../../recording/sanitise/installation.ts';
import { saveRecording } from '../../recording/save.ts';
import { shorten } from '../../recording/shorten.ts';
import { planOf } from '../../scenarios/plan.ts';
import type { Run } from '../../scenarios/run-config.ts';
import { withRun } from '../../scenarios/prepare-run.ts';
import { runScenario } from '../../scenarios/run-scenario.ts';
import { withClaim } from '../../util/fs/claim.ts';
import type { RecordOptions } from '../commands/record.ts';
import type { Io } from '../io.ts';
import { codexAcquirer } from '../acquire-codex.ts';

const RED = 1;
const INTERRUPTED = 130;

/**
 * The command `record`: plays scenarios and saves the sanitised recordings in `<out>/<version>/<scenario>`. Recordings
 * with red checks are saved too, with exit code 1. A recording that was cut off is not: it would replace a complete one.
 *
 * @throws SuiteError for whatever the user has to correct first
 */
export async function record(options: RecordOptions, io: Io): Promise<number> {
  const { codex, out, only, cases, short = false } = options;
  return await interruptible(async (signal) => {
    const request = { cwd: io.cwd, env: io.env, codex, acquire: codexAcquirer(io, signal), out, only, cases };
    return await withRun(
      request,
      signal,
      async (run) => await withClaim(run.outDir, async () => await recordInto(run, short, signal, io)),
    );
  });
}

async function recordInto(run: Run, short: boolean, signal: AbortSignal, io: Io): Promise<number> {
  let anyRed = false;
  for (const { scenario, checks } of planOf(run)) {
    const whole = withoutInstallation(await runScenario(scenario, run));
    if (signal.aborted) return INTERRUPTED;
    const folder = join(run.outDir, whole.codex.version, ...scenario.name.split('/'));
    const red = checks.filter((check) => isRed(judge(check, whole))).length;
    const verdict = red === 0 ? `all ${checks.length} checks are green` : `${red} of ${checks.length} checks are red`;
    anyRed ||= red > 0;
    if (isWhole(whole)) {
      await saveRecording(short ? shorten(whole) : whole, folder);
      io.stdout(`${relative(io.cwd, folder)}: ${verdict}\n`);
    } else {
      io.stderr(`${relative(io.cwd, folder)}: not written, codex did not exit by itself: ${verdict}\n`);
    }
  }
  return anyRed ? RED : 0;
}

function isWhole({ processes, harness_errors }: Recording): boolean {
  return (
    harness_errors.length === 0 && processes.every(({ ended_by, signal }) => ended_by === 'itself' && signal === null)
  );
}
