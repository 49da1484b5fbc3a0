import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clip } from '../../util/text/clip.ts';

/** The lines of a recording around one line, the latter marked; empty if it cannot be read. */
export type Excerpt = (recording: string, file: string, line: number) => readonly string[];

const BEFORE = 2;
const AFTER = 1;
const MAX_CHARACTERS = 400;

/** Excerpts of the recordings in the folder of a run. */
export function excerptsIn(folder: string): Excerpt {
  return (recording, file, line) => {
    const lines = linesOf(join(folder, recording, file));
    return lines.slice(Math.max(0, line - 1 - BEFORE), line + AFTER).map((text, index) => {
      const number = Math.max(1, line - BEFORE) + index;
      return `${number === line ? '>' : ' '} ${number}  ${clip(text, MAX_CHARACTERS)}`;
    });
  };
}

/** Empty if the file cannot be read: the report is written without it. */
function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
