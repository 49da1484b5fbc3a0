import { parseText, type ParsedLine } from '../exec/parser.ts';
import type { ProcessRecord } from '../recording/recording.ts';

const parsed = new WeakMap<ProcessRecord, readonly ParsedLine[]>();

/** The lines that a process printed to stdout. Parsed once for all checks. */
export function linesOf(process: ProcessRecord): readonly ParsedLine[] {
  const known = parsed.get(process);
  if (known !== undefined) return known;
  const lines = parseText(process.stdout);
  parsed.set(process, lines);
  return lines;
}

/** Why the output of processes cannot be judged: one of them printed nothing; undefined otherwise. */
export function silenceOf(processes: readonly ProcessRecord[]): string | undefined {
  const silent = processes.find((process) => linesOf(process).length === 0);
  return silent === undefined ? undefined : `process ${silent.process}: nothing on stdout`;
}
