import { dirname, join, relative } from 'node:path';
import type { Check } from '../../checks/check.ts';
import { judge } from '../../checks/judge.ts';
import { isRed } from '../../checks/verdict.ts';
import type { Cases } from '../../inputs/cases.ts';
import { MODES } from '../../recording/recording.ts';
import { createSanitiser } from '../../recording/sanitise.ts';
import { saveRecording } from '../../recording/save.ts';
import { planOf } from '../../scenarios/plan.ts';
import { prepareRun } from '../../scenarios/prepare.ts';
import { runScenario } from '../../scenarios/run-scenario.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { scenariosOf } from '../../scenarios/three-modes.ts';
import type { OptionsOf } from '../commands.ts';
import { interruptible } from '../interruptible.ts';
import type { Io } from '../io.ts';

const INTERRUPTED = 130;

/**
 * The command `record`: plays scenarios and keeps their sanitised recordings in `<out>/<version>/<scenario>`.
 * A recording that no check would pass is kept all the same: it shows what that version prints.
 *
 * @throws SuiteError for whatever the user has to mend first
 */
export async function record({ codex, out, only, cases }: OptionsOf<'record'>, io: Io): Promise<number> {
  const prepared = await prepareRun({ cwd: io.cwd, env: io.env, codex, out, only, cases });
  // Where this machine keeps the binary says nothing to those who get the recording.
  const installation = { path: dirname(prepared.codex.path), placeholder: '<CODEX_FOLDER>' };
  const withoutInstallation = createSanitiser({ paths: [installation], secrets: [] });
  return await interruptible(prepared.runFolder, async (interruption) => {
    for (const { scenario, checks } of scenariosToRecord(prepared.cases, only)) {
      const recording = withoutInstallation.recording(await runScenario(scenario, prepared));
      if (interruption.interrupted) return INTERRUPTED;
      const folder = join(prepared.outDir, recording.codex.version, ...scenario.name.split('/'));
      await saveRecording(recording, folder);
      const red = checks.filter((check) => isRed(judge(check, recording))).length;
      const verdict = red === 0 ? `${checks.length} checks pass` : `${red} of ${checks.length} checks are red`;
      io.stdout(`${relative(io.cwd, folder)}: ${verdict}\n`);
    }
    return 0;
  });
}

function scenariosToRecord(cases: Cases, only: readonly string[]): { scenario: Scenario; checks: readonly Check[] }[] {
  const planned = new Map(planOf(cases, only).map(({ name, checks }) => [name, checks]));
  return MODES.flatMap((mode) => scenariosOf(mode, cases)).flatMap((scenario) => {
    const checks = planned.get(scenario.name);
    return checks === undefined ? [] : [{ scenario, checks }];
  });
}
