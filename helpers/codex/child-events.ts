import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a child ended. Node reports the exit once only, and may have done so before anybody listens. */
export async function exitOf(
  child: { exitCode: number | null; signalCode: string | null } & NodeJS.EventEmitter,
): Promise<[exitCode: number | null, signal: string | null]> {
  if (child.exitCode !== null || child.signalCode !== null) return [child.exitCode, child.signalCode];
  return (await once(child, 'exit')) as [number | null, string | null];
}

/**
 * True once the promise settles; false if it has not after this many milliseconds. Looks ten times, so that a busy
 * event loop gets to read what is there before it is called late.
 */
export async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const settled = promise.then(() => true);
  const over = new AbortController();
  try {
    for (let looks = 0; looks < 10; looks += 1) {
      if (await Promise.race([settled, sleep(ms / 10, false, { signal: over.signal })])) return true;
    }
    return false;
  } finally {
    over.abort();
  }
}

/** Reads a stream to its end, or to its failure, whichever comes. */
export function drained(stream: Readable, onChunk: (chunk: Uint8Array) => unknown): Promise<void> {
  stream.on('data', onChunk);
  return new Promise((resolve) => {
    stream.on('close', resolve);
    stream.on('error', () => resolve());
  });
}

const LINE_FEED = 0x0a;

/** Bytes that an empty line takes at the least once it is parsed, or noted with its time. */
const LINE_WEIGHT = 64;

/** About how many bytes of memory it takes to keep a piece of output line by line. */
export function weightOf(chunk: Uint8Array): number {
  let weight = chunk.length;
  for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) weight += LINE_WEIGHT;
  return weight;
}

/** The start of a stream as text: invalid UTF-8 becomes U+FFFD, and what came beyond the limit (bytes) is a number. */
export function keepStart(limit: number): { push(chunk: Uint8Array): void; text(): string } {
  const decoder = new TextDecoder();
  let kept = '';
  let bytes = 0;
  return {
    push(chunk) {
      kept += decoder.decode(chunk.subarray(0, Math.max(0, limit - bytes)), { stream: true });
      bytes += chunk.length;
    },
    text() {
      kept += decoder.decode();
      return bytes > limit ? `${kept}… (${bytes - limit} bytes more)` : kept;
    },
  };
}
