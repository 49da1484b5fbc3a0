import { join, relative } from 'node:path';
import type { Matrix } from '../../formats/matrix/model.ts';
import { summarySentences } from '../../formats/matrix/words.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { durationWords } from '../../formats/terminal/words.ts';
import type { Io } from '../io.ts';

/** What a matrix came to, for the end of a command: what a busy person has to know, time by phase, and where the files are. */
export function matrixSummary(matrix: Matrix, outDir: string, { cwd }: Pick<Io, 'cwd'>): string {
  const { phases, duration_ms } = matrix.volatile;
  const times = Object.entries(phases).map(([name, ms]) => `${name} ${durationWords(ms)}`);
  const failed = matrix.versions.flatMap(({ version, problem }) =>
    problem === null ? [] : [`  ${escapeTerminal(version)}: ${escapeTerminal(problem)}`],
  );
  return [
    '',
    ...summarySentences(matrix).map(escapeTerminal),
    ...failed,
    '',
    `Time: ${times.join(', ')}; ${durationWords(duration_ms)} in all.`,
    `Page: ${relative(cwd, join(outDir, 'index.html'))}`,
    '',
  ].join('\n');
}
