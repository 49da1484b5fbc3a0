import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createParser } from '../helpers/exec/parser.ts';
import { execStreamPool, repeated } from './exec-stream.ts';

/** One comparison. */
export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly target: number;
  /** Printed after both of them; empty for a ratio. */
  readonly unit: string;
  readonly detail: string;
}

/** Takes a whole stream, chunk by chunk, and says how many objects it held. */
type Contender = (chunks: Iterable<Uint8Array>) => number;

const STREAM_BYTES = 200e6;
const ROUNDS = 5;
const SAMPLE_EVERY = 16;
const LINE_FEED = 0x0a;

/**
 * Compares the streaming parser, with validation, to a bare loop that splits lines and calls `JSON.parse`, on the
 * same 200 MB of realistic lines in the 64 KiB chunks of a pipe; both hold one chunk at a time. They take turns in
 * one process and the best of five runs counts. Then the parser's memory is measured, in bytes.
 * Throws when the parser does not find a known event on every line.
 */
export async function benchParser(): Promise<BenchResult[]> {
  const pool = execStreamPool();
  const ours: number[] = [];
  const bare: number[] = [];
  let lines = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    lines = measure(bareLoop, pool, bare);
    const parsed = measure(streamingParser, pool, ours);
    if (parsed !== lines) throw new Error(`the parser found ${parsed} events where the stream has ${lines} lines`);
    await setImmediate();
  }
  const [best, bestBare] = [Math.min(...ours), Math.min(...bare)];
  // In this order: after forced collections the engine leaves itself less room for garbage.
  const withGarbage = heapGrowth(pool, () => {});
  const live = heapGrowth(pool, collectGarbage);
  const megabytes = (STREAM_BYTES / 1e6).toFixed(0);
  return [
    {
      name: 'exec parser, time against a bare JSON.parse loop',
      value: best / bestBare,
      unit: '',
      target: 2,
      detail:
        `${megabytes} MB in ${lines} lines: ${best.toFixed(0)} ms against ${bestBare.toFixed(0)} ms, ` +
        `best of ${ROUNDS} (all: ${round(ours)} against ${round(bare)})`,
    },
    {
      name: 'exec parser, growth of the live heap as a share of the stream',
      value: live / STREAM_BYTES,
      unit: '',
      target: 0.05,
      detail:
        `at most ${(live / 1e6).toFixed(1)} MB live while ${megabytes} MB went through, ` +
        `${(withGarbage / 1e6).toFixed(1)} MB with garbage`,
    },
  ];
}

const streamingParser: Contender = (chunks) => {
  const parser = createParser();
  let events = 0;
  for (const chunk of chunks) {
    for (const line of parser.push(chunk)) if (line.kind === 'event') events += 1;
  }
  return events + parser.end().length;
};

// The fastest of five bare loops that were tried: decoding whole chunks first (with TextDecoder, StringDecoder or
// Buffer) and splitting the text takes 1.2 to 1.6 times as long.
const bareLoop: Contender = (chunks) => {
  let rest: Uint8Array = Buffer.alloc(0);
  let objects = 0;
  for (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      if (typeof JSON.parse(bytes.toString('utf8', start, end)) === 'object') objects += 1;
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  return objects;
};

function measure(contender: Contender, pool: readonly Uint8Array[], times: number[]): number {
  const start = performance.now();
  const count = contender(repeated(pool, STREAM_BYTES));
  times.push(performance.now() - start);
  return count;
}

function heapGrowth(pool: readonly Uint8Array[], collect: () => void): number {
  collectGarbage();
  const before = heldBytes();
  let peak = before;
  function* sampled(): Generator<Uint8Array> {
    let chunks = 0;
    for (const chunk of repeated(pool, STREAM_BYTES)) {
      yield chunk;
      chunks += 1;
      if (chunks % SAMPLE_EVERY !== 0) continue;
      collect();
      peak = Math.max(peak, heldBytes());
    }
  }
  streamingParser(sampled());
  return peak - before;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function heldBytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function round(times: readonly number[]): string {
  return times.map((time) => time.toFixed(0)).join(', ');
}
