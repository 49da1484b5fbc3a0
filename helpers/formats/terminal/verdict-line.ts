import { MODE_TABLE, MODES } from '../../recording/mode.ts';
import type { Mode } from '../../recording/mode.ts';
import { countChecks } from '../counts.ts';
import type { RunModel } from '../run-model.ts';
import { countWords } from './words.ts';

/** The result of a run in one sentence, and how many modes it says nothing of. */
export function verdictLine(model: RunModel): string {
  const ran = MODES.filter((mode) => model.modes[mode].ran);
  if (model.interrupted) return `Interrupted: the results so far cover ${ran.length} of ${MODES.length} modes.`;
  if (ran.length === 0 && model.harnessErrors.length === 0) return 'Failed: nothing ran.';
  const left = MODES.length - ran.length;
  const rest = left === 0 ? '' : ` ${countWords(left, 'mode')} did not run.`;
  return `${model.allSuccess ? passedWords(model, ran) : failedWords(model, ran)}.${rest}`;
}

function passedWords(model: RunModel, ran: readonly Mode[]): string {
  const { verdicts, excused } = countChecks(model.checks);
  const names = ran.length === MODES.length ? 'all three modes' : modeWords(ran);
  const known = excused === 0 ? '' : `, ${countWords(excused, 'known failure')}`;
  return `Passed: ${names} (${countWords(verdicts.pass, 'check')}${known})`;
}

function failedWords(model: RunModel, ran: readonly Mode[]): string {
  const failed = ran.filter((mode) => model.modes[mode].success !== true);
  const causes = redWords(model).join(', ');
  if (failed.length === 0) return `Failed: ${causes}`;
  return `Failed: ${modeWords(failed)}${causes === '' ? '' : ` (${causes})`}`;
}

function redWords(model: RunModel): readonly string[] {
  const { red, stale } = countChecks(model.checks);
  const checks = red - stale;
  const replies = MODES.flatMap((mode) => model.modes[mode].cases)
    .flatMap(({ outcome }) => outcome.turns)
    .filter(({ exact_match }) => !exact_match).length;
  const faults = model.harnessErrors.length;
  return [
    ...(replies > 0 ? [countWords(replies, 'wrong reply', 'wrong replies')] : []),
    ...(checks > 0 ? [countWords(checks, 'failed check')] : []),
    ...(stale > 0 ? [countWords(stale, 'known failure that passes', 'known failures that pass')] : []),
    ...(model.unmatched.length > 0
      ? [countWords(model.unmatched.length, 'known failure of nothing', 'known failures of nothing')]
      : []),
    ...(faults > 0 ? [countWords(faults, 'fault of the suite', 'faults of the suite')] : []),
  ];
}

function modeWords(modes: readonly Mode[]): string {
  return modes.map((mode) => MODE_TABLE[mode].label).join('; ');
}
