import { isUtf8 } from 'node:buffer';
import { createTailBuffer } from './tail-buffer.ts';

/** A line of output. */
export interface Line {
  /** Counts from 1. */
  readonly line: number;
  /** Without line break and byte order mark; invalid UTF-8 is U+FFFD. */
  readonly text: string;
  /** False for a last line without a line break. */
  readonly terminated: boolean;
  readonly crlf: boolean;
  readonly bom: boolean;
  /** False if some of its bytes are not UTF-8. Always true for lines of a decoded text. */
  readonly validUtf8: boolean;
}

/** Splits a stream of bytes into lines. */
export interface LineSplitter {
  /** Returns the lines that these bytes complete. The caller may reuse the bytes. */
  push(chunk: Uint8Array): Line[];
  /** Returns the last line, if it has no line break. */
  end(): Line[];
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * Creates a line splitter. As in JSON Lines, only `\n` ends a line, not the other line breaks of Unicode; one `\r` before it
 * belongs to the line break. Time is linear; memory is proportional to the longest line. A line of more than about 512 MB
 * throws `ERR_STRING_TOO_LONG`.
 */
export function createLineSplitter(): LineSplitter {
  const tail = createTailBuffer();
  let count = 0;

  // Each line is decoded separately: slices of a decoded chunk would keep the chunk alive, and a single character
  // beyond Latin-1 would double the size of all of them.
  function cut(bytes: Buffer, lines: Line[]): void {
    const allValid = isUtf8(bytes);
    for (let start = 0; start < bytes.length;) {
      count += 1;
      const feed = bytes.indexOf(LINE_FEED, start);
      const terminated = feed !== -1;
      const next = terminated ? feed + 1 : bytes.length;
      const crlf = feed > start && bytes[feed - 1] === CARRIAGE_RETURN;
      const bom = count === 1 && BYTE_ORDER_MARK.equals(bytes.subarray(start, start + BYTE_ORDER_MARK.length));
      const validUtf8 = allValid || isUtf8(bytes.subarray(start, next));
      const end = terminated ? next - (crlf ? 2 : 1) : next;
      const text = bytes.toString('utf8', bom ? start + BYTE_ORDER_MARK.length : start, end);
      lines.push({ line: count, text, terminated, crlf, bom, validUtf8 });
      start = next;
    }
  }

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const lines: Line[] = [];
      const last = bytes.lastIndexOf(LINE_FEED);
      let start = 0;
      if (last !== -1 && tail.length > 0) {
        start = bytes.indexOf(LINE_FEED) + 1;
        tail.append(bytes.subarray(0, start));
        cut(tail.take(), lines);
      }
      cut(bytes.subarray(start, last + 1), lines);
      tail.append(bytes.subarray(last + 1));
      return lines;
    },
    end() {
      const lines: Line[] = [];
      cut(tail.take(), lines);
      return lines;
    },
  };
}

/** Splits a text by the rules of {@link createLineSplitter}. */
export function splitText(text: string): Line[] {
  const splitter = createLineSplitter();
  return [...splitter.push(Buffer.from(text)), ...splitter.end()];
}
