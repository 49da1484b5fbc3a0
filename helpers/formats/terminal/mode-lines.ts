import { MODE_TABLE } from '../../recording/mode.ts';
import { countPhrases } from '../counts.ts';
import type { TurnResult } from '../../scenarios/scenario-result.ts';
import type { ModeResult, RunResult } from '../run-result.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';
import type { FailureOptions } from './failures.ts';
import { plural, durationText } from '../../util/text/phrases.ts';

/** The codex that was driven, and one line for each mode. */
export function headerLines(
  run: RunResult,
  { style, codexPath = run.codex?.path ?? '' }: Pick<FailureOptions, 'style' | 'codexPath'>,
): readonly string[] {
  const { codex } = run;
  const header =
    codex === null
      ? ['no scenario came to a result']
      : [
          `${style.bold(`codex ${escapeTerminal(codex.version)}`)}  ${style.dim(
            `found by ${escapeTerminal(codex.found_by)}, sha256 ${escapeTerminal(codex.sha256.slice(0, 12))}`,
          )}`,
          // A path with a placeholder cannot be copied.
          ...(codexPath.startsWith('<') ? [] : [style.dim(escapeTerminal(codexPath))]),
        ];
  const modes = Object.values(run.modes);
  const width = Math.max(...modes.map(({ mode }) => MODE_TABLE[mode].label.length));
  return [...header, '', ...modes.map((mode) => modeLine(mode, width, style))];
}

function modeLine(mode: ModeResult, width: number, style: Style): string {
  const name = MODE_TABLE[mode.mode].label.padEnd(width);
  if (!mode.ran) return `- ${name}  ${style.dim('did not run')}`;
  const symbol = mode.success === true ? style.green('✓') : style.red('✗');
  const all = [...mode.cases, ...mode.extended];
  const time = all.reduce((sum, { result }) => sum + result.timing.duration_ms, 0);
  const line = `${symbol} ${name}  ${countsText(mode)}`;
  return all.length === 0 ? line : `${line}  ${style.dim(durationText(time))}`;
}

function countsText({ cases, extended, checks, harnessErrors }: ModeResult): string {
  const casesFrom = (source: TurnResult['wrong_reply_from']): number =>
    cases.filter(({ result }) => result.turns.some(({ wrong_reply_from }) => wrong_reply_from === source)).length;
  const [ofCodex, ofModel] = [casesFrom('codex'), casesFrom('model')];
  return [
    ...(cases.length > 0 || extended.length === 0 ? [plural(cases.length, 'case')] : []),
    ...(extended.length > 0 ? [plural(extended.length, 'extended scenario')] : []),
    ...countPhrases(checks),
    ...(ofCodex > 0 ? [`${plural(ofCodex, 'case')} with a wrong reply`] : []),
    ...(ofModel > 0 ? [`${plural(ofModel, 'case')} with a wrong reply of the model`] : []),
    ...(harnessErrors.length > 0 ? [plural(harnessErrors.length, 'harness error')] : []),
  ].join(', ');
}
