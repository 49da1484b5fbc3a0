import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { RunResult } from '../run-result.ts';
import { failureBlocks, type FailureOptions } from './failures.ts';
import { headerLines } from './mode-lines.ts';
import { notedChecks, noteText } from '../notes.ts';
import { verdictLine } from './verdict-line.ts';

/**
 * The text at the end of a run: codex, modes, failures, where the results are, and the verdict as the last line.
 *
 * @param written whether the results could be written
 */
export function runReport(run: RunResult, written: boolean, options: FailureOptions): string {
  const { outputDir, style } = options;
  const verdict = `${verdictLine(run)}${written ? '' : ' The results could not be written.'}`;
  const notes = notedChecks(run).map((check) => {
    const [id, scenario, note] = [check.id, check.scenario, noteText(check)].map(escapeTerminal);
    return `${style.yellow('!')} ${id}  ${scenario}  ${note}`;
  });
  const lines = [
    ...headerLines(run, style),
    '',
    ...failureBlocks(run, options).flatMap((block) => block.concat('')),
    ...(notes.length > 0 ? [...notes, ''] : []),
    ...(written
      ? [`results   ${escapeTerminal(outputDir)} (report.html, summary.json, checks.json, junit.xml, recordings)`]
      : []),
    style.bold(run.allSuccess && written ? style.green(verdict) : style.red(verdict)),
  ];
  return `${lines.join('\n')}\n`;
}
