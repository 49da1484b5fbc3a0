import { join, relative } from 'node:path';
import type { Matrix } from '../../versions/matrix/format.ts';
import { summarySentences } from '../../formats/matrix/phrases.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { durationText } from '../../util/text/phrases.ts';
import type { Io } from '../io.ts';

/** The summary on stdout: the main findings, the versions without verdicts, the time of each phase, and the page. */
export function matrixSummary(matrix: Matrix, outDir: string, { cwd }: Pick<Io, 'cwd'>): string {
  const { phases, duration_ms } = matrix.volatile;
  const times = Object.entries(phases).map(([name, ms]) => `${name} ${durationText(ms)}`);
  const failed = matrix.versions.flatMap(({ version, problem }) =>
    problem === null ? [] : [`  ${escapeTerminal(version)}: ${escapeTerminal(problem)}`],
  );
  return [
    '',
    ...summarySentences(matrix).map(escapeTerminal),
    ...failed,
    '',
    `Time: ${times.join(', ')}; ${durationText(duration_ms)} in all.`,
    `Page: ${relative(cwd, join(outDir, 'index.html'))}`,
    '',
  ].join('\n');
}
