import { DEFAULT_FAIL_ON, isExcused, isRed } from '../../checks/verdict.ts';
import { MODE_TABLE, type Mode } from '../../recording/mode.ts';
import { countChecks } from '../counts.ts';
import { type RunResult, reportedScenarios } from '../run-result.ts';
import { plural } from '../../util/text/phrases.ts';

/** The result of a run in one sentence, and how many modes did not run. */
export function verdictLine(run: RunResult): string {
  const modes = Object.values(run.modes);
  const ran = modes.filter((one) => one.ran).map(({ mode }) => mode);
  if (run.interrupted) return `Interrupted: the results so far cover ${ran.length} of ${modes.length} modes.`;
  if (ran.length === 0 && run.harnessErrors.length === 0) return 'Failed: nothing ran.';
  const left = modes.length - ran.length;
  const rest = left === 0 ? '' : ` ${plural(left, 'mode')} did not run.`;
  const share = run.shard === null ? '' : ` in shard ${run.shard.index} of ${run.shard.count}`;
  const asked = `${share}${run.failOn === DEFAULT_FAIL_ON ? '' : ` with --fail-on ${run.failOn}`}`;
  return `${run.allSuccess ? 'Passed' : 'Failed'}${asked}: ${run.allSuccess ? passedText(run, left === 0 ? 'all modes' : labelsOf(ran)) : failedText(run, ran)}.${rest}`;
}

function passedText(run: RunResult, names: string): string {
  const { pass, excused } = countChecks(run.checks);
  const below = run.checks.filter((check) => check.verdict === 'fail' && !isRed(check) && !isExcused(check)).length;
  const counts = [
    plural(reportedScenarios(run).length, 'scenario'),
    plural(pass, 'check'),
    ...(excused === 0 ? [] : [plural(excused, 'known failure')]),
    ...(run.failOn === DEFAULT_FAIL_ON || below === 0 ? [] : [`${plural(below, 'failure')} below ${run.failOn}`]),
  ];
  return `${names} (${counts.join(', ')})`;
}

function failedText(run: RunResult, ran: readonly Mode[]): string {
  const failed = ran.filter((mode) => run.modes[mode].success !== true);
  const causes = causesOf(run).join(', ');
  if (failed.length === 0) return causes;
  return `${labelsOf(failed)}${causes === '' ? '' : ` (${causes})`}`;
}

function causesOf(run: RunResult): readonly string[] {
  const { stale, harness_error } = countChecks(run.checks);
  const red = run.checks.filter(isRed);
  const [failed, untestable] = (['fail', 'untestable'] as const).map(
    (wanted) => red.filter(({ verdict }) => verdict === wanted).length,
  ) as [number, number];
  const scenarios = new Set(red.map(({ scenario }) => scenario)).size;
  const turns = reportedScenarios(run).flatMap(({ result }) => result.turns);
  const [ofCodex, ofModel] = (['codex', 'model'] as const).map(
    (source) => turns.filter(({ wrong_reply_from }) => wrong_reply_from === source).length,
  ) as [number, number];
  const errors = run.harnessErrors.length + harness_error;
  const unmatched = run.unmatched.length;
  const ofChecks = [
    ...(failed > 0 ? [plural(failed, 'failed check')] : []),
    ...(untestable > 0 ? [plural(untestable, 'untestable check')] : []),
    ...(stale > 0 ? [plural(stale, 'stale baseline entry', 'stale baseline entries')] : []),
  ];
  return [
    ...(ofCodex > 0 ? [plural(ofCodex, 'wrong reply', 'wrong replies')] : []),
    ...(ofModel > 0 ? [`${plural(ofModel, 'wrong reply', 'wrong replies')} of the model`] : []),
    ...(ofChecks.length > 0 ? [`${ofChecks.join(', ')} in ${plural(scenarios, 'scenario')}`] : []),
    ...(unmatched > 0 ? [plural(unmatched, 'unmatched baseline entry', 'unmatched baseline entries')] : []),
    ...(errors > 0 ? [plural(errors, 'harness error')] : []),
  ];
}

function labelsOf(modes: readonly Mode[]): string {
  return modes.map((mode) => MODE_TABLE[mode].label).join('; ');
}
