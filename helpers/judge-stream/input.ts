import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { messageOf, SuiteError } from '../util/errors.ts';

const CHUNK_BYTES = 262_144;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'the operation is not permitted',
};

/** The bytes of a file. See {@link bytesOf}. */
export function bytesOfFile(path: string, source: string, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
  return bytesOf(createReadStream(path, { highWaterMark: CHUNK_BYTES }), source, signal);
}

/**
 * The bytes of a stream, in chunks.
 *
 * @param source for messages
 * @throws SuiteError `usage` if it cannot be read, at its beginning or later; the reason of the signal once it is aborted
 */
export async function* bytesOf(
  stream: Readable,
  source: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  let bytes = 0;
  try {
    for await (const chunk of addAbortSignal(signal, stream) as AsyncIterable<Uint8Array>) {
      yield chunk;
      bytes += chunk.length;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw unreadable(error, source, bytes);
  }
}

function unreadable(error: unknown, source: string, bytes: number): SuiteError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const where = bytes === 0 ? '' : ` after ${bytes} bytes`;
  return new SuiteError('usage', `Cannot read ${source}${where}: ${REASONS[code] ?? messageOf(error)}.`, {
    hint: 'Give a readable file, or "-" for stdin.',
    cause: error,
  });
}
