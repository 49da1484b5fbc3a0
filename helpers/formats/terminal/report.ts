import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { RunResult } from '../run-result.ts';
import { failureBlocks, type FailureOptions } from './failures.ts';
import { headerLines } from './mode-lines.ts';
import { notedChecks, notePhrases, noteText } from '../notes.ts';
import type { Style } from '../../util/terminal/style.ts';
import { verdictLine } from './verdict-line.ts';
import { wrapLine } from './wrap-line.ts';

/**
 * The text at the end of a run: codex, modes, failures, where the results are, and the verdict as the last line.
 *
 * @param written whether the results could be written
 */
export function runReport(run: RunResult, written: boolean, options: FailureOptions): string {
  const { outputDir, style } = options;
  const verdict = `${verdictLine(run)}${written ? '' : ' The results could not be written.'}`;
  const notes = options.verbose === true ? noteLines(run, style) : noteSummary(run, style);
  const lines = [
    ...headerLines(run, options),
    '',
    ...failureBlocks(run, options).flatMap((block) => block.concat('')),
    ...(notes.length > 0 ? [...notes, ''] : []),
    ...(written
      ? [
          `results   ${escapeTerminal(outputDir)} (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)`,
        ]
      : []),
    style.bold(run.allSuccess && written ? style.green(verdict) : style.red(verdict)),
  ];
  const { columns } = options;
  return `${(columns === undefined ? lines : lines.flatMap((line) => wrapLine(line, columns))).join('\n')}\n`;
}

function noteLines(run: RunResult, style: Style): readonly string[] {
  return notedChecks(run).map((check) => {
    const [id, scenario, note] = [check.id, check.scenario, noteText(check)].map(escapeTerminal);
    return `${style.yellow('!')} ${id}  ${scenario}  ${note}`;
  });
}

function noteSummary(run: RunResult, style: Style): readonly string[] {
  const phrases = notePhrases(run);
  return phrases.length === 0
    ? []
    : [`${style.yellow('!')} not red: ${phrases.join(', ')}; see report.html, or add --verbose`];
}
