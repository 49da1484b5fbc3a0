import type { ProcessRecord } from '../recording/recording.ts';

/** The file of a recording that holds what this process printed: `stdout.jsonl`, `wire.2.jsonl`, … */
export function fileOf(process: ProcessRecord, base: 'stdout' | 'wire'): string {
  return `${base}${numberOf(process)}.jsonl`;
}

/** The file of a recording that holds what this process wrote to stderr: `stderr.txt`, `stderr.2.txt`, … */
export function stderrFileOf(process: ProcessRecord): string {
  return `stderr${numberOf(process)}.txt`;
}

function numberOf({ process }: ProcessRecord): string {
  return process === 1 ? '' : `.${process}`;
}
