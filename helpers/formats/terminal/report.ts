import type { FinishedRun } from '../../reporters/finished-run.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { failureBlocks } from './failures.ts';
import type { FailureOptions } from './failures.ts';
import { headerLines } from './mode-lines.ts';
import { noteLines } from './notes.ts';
import { verdictLine } from './verdict-line.ts';

/** The text at the end of a run: codex, modes, failures, where the results are, and the verdict as the last line. */
export function runReport(run: FinishedRun, options: FailureOptions): string {
  const { model, written } = run;
  const { outputDir, style } = options;
  const verdict = `${verdictLine(model)}${written ? '' : ' The results could not be written.'}`;
  const isGood = model.allSuccess && written;
  const notes = noteLines(model, style);
  const lines = [
    ...headerLines(model, style),
    '',
    ...failureBlocks(model, options).flatMap((block) => block.concat('')),
    ...(notes.length > 0 ? [...notes, ''] : []),
    ...(written ? [`results   ${escapeTerminal(outputDir)} (summary.json, checks.json, junit.xml, recordings)`] : []),
    style.bold(isGood ? style.green(verdict) : style.red(verdict)),
  ];
  return `${lines.join('\n')}\n`;
}
