import type { ProcessRecord } from '../recording/recording.ts';

/** The file of a recording that holds what this process printed: `stdout.jsonl`, `wire.2.jsonl`, … */
export function fileOf(process: ProcessRecord, base: 'stdout' | 'wire'): string {
  const number = process.process === 1 ? '' : `.${process.process}`;
  return `${base}${number}.jsonl`;
}
