import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import semver from 'semver';
import type { Check } from '../../../helpers/checks/check.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import { checksOf } from '../../../helpers/scenarios/catalog.ts';
import { MODE_TABLE } from '../../../helpers/recording/mode.ts';
import { loadRecording } from '../../../helpers/recording/load.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { EXEC_DEPTH } from '../checks/exec/extended-samples.ts';
import { AGREEING_SAMPLES } from '../checks/exec/agreement-samples.ts';
import { EACH_KIND_OF_ITEM } from '../checks/app-server/item-samples.ts';
import { CLIENT_SAMPLES } from '../checks/app-server/client-samples.ts';
import { DEPTH_SAMPLES } from '../checks/app-server/extended-samples.ts';
import { RECOVERY } from '../checks/app-server/recovery-sample.ts';
import { SETUP_SAMPLES } from '../checks/app-server/setup-samples.ts';
import { THREAD_DATA_SAMPLES } from '../checks/app-server/thread-data-samples.ts';
import { EXEC_FAILED, EXEC_ITEMS } from '../checks/exec-samples.ts';
import { PROGRAM_SAMPLES } from '../checks/exec-scenario-samples.ts';
import { SAMPLES } from '../checks/samples.ts';
import { TOLD_SAMPLES } from '../checks/told-samples.ts';

const FIXTURES = join(SUITE_ROOT, 'fixtures');

/** Of each version the cases of the modes: the many other fixtures would prove the same. */
const CASES = Object.values(MODE_TABLE).map(({ prefix }) => `*/${prefix}/*/run.json`);

const recorded = await Promise.all(
  globSync(CASES, { cwd: FIXTURES })
    .toSorted()
    .map(async (path) => withoutConversations(await loadRecording(join(FIXTURES, dirname(path))))),
);

/** Of scenarios whose checks are best shown by a real binary, written by `record --short`. */
const SCENARIOS = join(SUITE_ROOT, 'tests/unit/checks/recordings');

const ofScenarios = await Promise.all(
  globSync('**/run.json', { cwd: SCENARIOS })
    .toSorted()
    .map(async (path) => withoutConversations(withoutOverrides(await loadRecording(join(SCENARIOS, dirname(path)))))),
);

/** They are for the checks of their scenario: those of settings have samples of their own. */
function withoutOverrides(recording: Recording): Recording {
  const processes = recording.processes.map((process) => ({
    ...process,
    argv: process.argv.filter((one, at, all) => one !== '-c' && all[at - 1] !== '-c'),
  }));
  return { ...recording, processes };
}

/** Their turns call no tool, so that the mutants of the checks on conversations would change nothing. */
function withoutConversations(recording: Recording): Recording {
  return { ...recording, files: recording.files.map(({ conversation: _conversation, ...file }) => file) };
}

/** Good recordings: small ones written by hand, and those of real binaries. */
export const RECORDINGS: readonly Recording[] = [EXEC_ITEMS, ...SAMPLES, ...recorded];

const newest = semver.rsort(recorded.map(({ codex }) => codex.version))[0];

/** The same, of real binaries the newest alone. */
export const FEW_RECORDINGS: readonly Recording[] = [
  EXEC_ITEMS,
  ...SAMPLES,
  ...recorded.filter(({ codex }) => codex.version === newest),
];

/** Recordings of what goes wrong, and of single scenarios, for the checks that speak of nothing else. */
export const FAILURES: readonly Recording[] = [
  EXEC_FAILED,
  ...AGREEING_SAMPLES,
  ...EXEC_DEPTH,
  ...DEPTH_SAMPLES,
  RECOVERY,
  ...THREAD_DATA_SAMPLES,
  ...CLIENT_SAMPLES,
  ...SETUP_SAMPLES,
  EACH_KIND_OF_ITEM,
  ...PROGRAM_SAMPLES,
  ...TOLD_SAMPLES,
  ...ofScenarios,
];

const samples = new Map<Check, Recording>();

/** The hand-written sample on which a check passes: the last of the plain ones, else of the others. */
export function sampleFor(check: Check): Recording {
  const sample = samples.get(check) ?? lastPassed(check);
  samples.set(check, sample);
  return sample;
}

function lastPassed(check: Check): Recording {
  const passes = (recording: Recording): boolean =>
    checksOf(recording).includes(check) && judge(check, recording).verdict === 'pass';
  return (SAMPLES.findLast(passes) ?? [EXEC_ITEMS, ...FAILURES].findLast(passes))!;
}
