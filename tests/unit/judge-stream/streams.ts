import type { ProcessRecord } from '../../../helpers/recording/recording.ts';

/** The bytes of a text, in chunks of so many bytes. */
export async function* inChunks(text: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array, void, void> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** The wire of a process as a recording has it in `wire.jsonl`. */
export function recordedLog({ wire }: Pick<ProcessRecord, 'wire'>): string {
  return wire.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The wire of a process with a mark before each line. */
export function markedLog({ wire }: Pick<ProcessRecord, 'wire'>): string {
  return wire.map(({ from, text }) => `${from === 'client' ? '>' : '<'} ${text}\n`).join('');
}

/** What the server printed, and nothing else. */
export function serverOutput({ wire }: Pick<ProcessRecord, 'wire'>): string {
  return wire.flatMap(({ from, text }) => (from === 'server' ? [`${text}\n`] : [])).join('');
}
