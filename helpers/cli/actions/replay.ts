import { resolve } from 'node:path';
import { judge } from '../../checks/judge.ts';
import { isRed } from '../../checks/verdict.ts';
import { interruptible } from '../../codex/interrupt.ts';
import { loadRecording } from '../../recording/load.ts';
import { replayResult } from '../../formats/replay/json.ts';
import { replayText, type Replay } from '../../formats/replay/text.ts';
import { jsonText } from '../../util/text/json-text.ts';
import { compareVerdicts } from '../../scenarios/compare-verdicts.ts';
import { withPlay } from '../../scenarios/prepare-run.ts';
import { checksOf, recordedScenario } from '../../scenarios/catalog.ts';
import { runScenario } from '../../scenarios/run-scenario.ts';
import type { ReplayOptions } from '../commands/replay.ts';
import type { Io } from '../io.ts';
import { codexAcquirer } from '../acquire-codex.ts';

const RED = 1;
const INTERRUPTED = 130;

/**
 * The command `replay`: plays the scenario of a recording again, with the same prompts, and compares the red checks. Known
 * failures are red, too. Returns 1 if a check is red now.
 *
 * @throws SuiteError `usage` for a folder without a scripted recording, else whatever the user has to correct first
 */
export async function replay({ folder, codex, json }: ReplayOptions, io: Io): Promise<number> {
  const before = await loadRecording(resolve(io.cwd, folder));
  const scenario = recordedScenario(before, folder);
  return await interruptible(async (signal) => {
    const request = { cwd: io.cwd, env: io.env, codex, acquire: codexAcquirer(io, signal) };
    const now = await withPlay(request, signal, async (place) => await runScenario(scenario, place));
    if (signal.aborted) return INTERRUPTED;
    const checks = checksOf(before);
    const verdictsNow = checks.map((check) => judge(check, now));
    const verdictsBefore = checks.map((check) => judge(check, before));
    const result: Replay = {
      scenario: scenario.name,
      before: before.codex,
      now: now.codex,
      judged: checks.length,
      compared: compareVerdicts(verdictsBefore, verdictsNow),
    };
    io.stdout(json ? jsonText(replayResult(result)) : replayText(result));
    return verdictsNow.some(isRed) ? RED : 0;
  });
}
