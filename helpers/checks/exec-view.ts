import { parseText, type ParsedLine } from '../exec/parser.ts';
import type { ProcessRecord, Recording } from '../recording/recording.ts';
import type { Evidence } from './verdict.ts';
import { fileOf } from './files.ts';

const parsed = new WeakMap<ProcessRecord, readonly ParsedLine[]>();

/** The lines that a process printed to stdout. Parsed once, however many checks ask. */
export function linesOf(process: ProcessRecord): readonly ParsedLine[] {
  const known = parsed.get(process);
  if (known !== undefined) return known;
  const lines = parseText(process.stdout);
  parsed.set(process, lines);
  return lines;
}

/** Each line of each process that a rule finds fault with. */
export function faultyLines(recording: Recording, fault: (line: ParsedLine) => string | undefined): Evidence[] {
  return recording.processes.flatMap((process) =>
    linesOf(process).flatMap((line) => {
      const message = fault(line);
      return message === undefined ? [] : [at(process, line, message)];
    }),
  );
}

/** Evidence that points at a line of stdout. */
export function at(process: ProcessRecord, line: ParsedLine, message: string): Evidence {
  return { message, file: fileOf(process, 'stdout'), line: line.line, actual: line.text };
}

/** How many lines all processes printed. */
export function lineCount(recording: Recording): number {
  return recording.processes.reduce((sum, process) => sum + linesOf(process).length, 0);
}
