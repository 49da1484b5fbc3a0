import type { ProcessRecord } from '../recording/recording.ts';

/** The file of a recording with the output of a process: `stdout.jsonl`, `wire.2.jsonl`, … */
export function fileOf(process: ProcessRecord, base: 'stdout' | 'wire'): string {
  return `${base}${numberOf(process)}.jsonl`;
}

/** The file of a recording with the stderr of a process: `stderr.txt`, `stderr.2.txt`, … */
export function stderrFileOf(process: ProcessRecord): string {
  return `stderr${numberOf(process)}.txt`;
}

function numberOf({ process }: ProcessRecord): string {
  return process === 1 ? '' : `.${process}`;
}
