import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for the exit of a child, even if it exited before this call: Node emits the event once. */
export async function exitOf(
  child: { exitCode: number | null; signalCode: string | null } & NodeJS.EventEmitter,
): Promise<[exitCode: number | null, signal: string | null]> {
  if (child.exitCode !== null || child.signalCode !== null) return [child.exitCode, child.signalCode];
  return (await once(child, 'exit')) as [number | null, string | null];
}

/**
 * True if the promise settles within this many milliseconds. It is checked ten times, so that a busy event loop can read
 * pending output before the timeout.
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

/** Reads a stream until it ends or fails. */
export function drained(stream: Readable, onChunk: (chunk: Uint8Array) => unknown): Promise<void> {
  stream.on('data', onChunk);
  return new Promise((resolve) => {
    stream.on('close', resolve);
    stream.on('error', () => resolve());
  });
}

const LINE_FEED = 0x0a;

/** Bytes of memory for an empty line, once it is parsed or recorded with its time. */
const LINE_WEIGHT = 64;

/** Estimates the bytes of memory for a chunk of output that is stored line by line. */
export function weightOf(chunk: Uint8Array): number {
  let weight = chunk.length;
  for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) weight += LINE_WEIGHT;
  return weight;
}

/** Collects the start of a stream as text, up to a limit in bytes. Invalid UTF-8 becomes U+FFFD; the omitted bytes are counted. */
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
