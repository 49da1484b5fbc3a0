import { isUtf8 } from 'node:buffer';

/** What can be wrong with a line whatever it says: it ends without a line break, or its bytes are not UTF-8. */
export type LineFlaw = 'unterminated' | 'invalid-utf-8';

/** One line without its line break. Bytes that are not UTF-8 became U+FFFD. */
export interface SplitLine {
  readonly text: string;
  readonly flaws: readonly LineFlaw[];
}

/** Cuts a stream of bytes into lines. */
export interface LineSplitter {
  /** Takes the next bytes, returns the lines that they complete. Keeps a reference to the chunk until its lines are done. */
  push(chunk: Uint8Array): SplitLine[];
  /** Ends the stream, returns the last line if it has no line break. */
  end(): SplitLine[];
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Creates a splitter for JSON lines: a line ends at `\n` and nowhere else, and one `\r` before it belongs to the break.
 * codex writes U+2028 and U+2029 unescaped inside strings, where other splitters (`node:readline` too) cut the message.
 * Time is linear in the number of bytes, however long a line is and however it is chunked. A line of more than about 512 MB
 * throws `ERR_STRING_TOO_LONG`, the limit of a JavaScript string.
 */
export function createLineSplitter(): LineSplitter {
  let parts: Uint8Array[] = [];

  return {
    push(chunk) {
      const lines: SplitLine[] = [];
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
        parts.push(chunk.subarray(start, end));
        lines.push(decode(withoutCarriageReturn(joined(parts)), []));
        parts = [];
        start = end + 1;
      }
      if (start < chunk.length) parts.push(chunk.subarray(start));
      return lines;
    },
    end() {
      if (parts.length === 0) return [];
      const last = decode(joined(parts), ['unterminated']);
      parts = [];
      return [last];
    },
  };
}

function joined(parts: readonly Uint8Array[]): Buffer {
  const [first] = parts;
  return parts.length === 1 && first !== undefined
    ? Buffer.from(first.buffer, first.byteOffset, first.byteLength)
    : Buffer.concat(parts);
}

function withoutCarriageReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
}

function decode(bytes: Buffer, flaws: readonly LineFlaw[]): SplitLine {
  return { text: bytes.toString('utf8'), flaws: isUtf8(bytes) ? flaws : [...flaws, 'invalid-utf-8'] };
}
