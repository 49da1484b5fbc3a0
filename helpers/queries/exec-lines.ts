import { parseText, type ParsedLine } from '../exec/parser.ts';
import type { ProcessRecord } from '../recording/recording.ts';

const parsed = new WeakMap<ProcessRecord, readonly ParsedLine[]>();

/** The lines that a process printed to stdout. Parsed once, however many checks ask. */
export function linesOf(process: ProcessRecord): readonly ParsedLine[] {
  const known = parsed.get(process);
  if (known !== undefined) return known;
  const lines = parseText(process.stdout);
  parsed.set(process, lines);
  return lines;
}

/** Why nothing can be said of what these processes printed: there is none, or one of them printed nothing. */
export function silenceOf(processes: readonly ProcessRecord[]): string | undefined {
  if (processes.length === 0) return 'no process was recorded';
  const silent = processes.find((process) => linesOf(process).length === 0);
  return silent === undefined ? undefined : `process ${silent.process} printed nothing to stdout`;
}
