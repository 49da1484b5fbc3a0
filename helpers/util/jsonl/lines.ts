import { isUtf8 } from 'node:buffer';
import { createTailBuffer } from './tail-buffer.ts';

/** One line of output and how it was written. */
export interface Line {
  /** Counts from 1. */
  readonly line: number;
  /** Without its line break and without a byte order mark; invalid UTF-8 became U+FFFD. */
  readonly text: string;
  /** False for a last line that has no line break. */
  readonly terminated: boolean;
  readonly crlf: boolean;
  readonly bom: boolean;
  /** False when some of its bytes are not UTF-8. Always true for lines of a text: they were decoded before. */
  readonly validUtf8: boolean;
}

/** Cuts bytes into lines as they come. */
export interface LineSplitter {
  /** The lines that these bytes complete. The bytes may be reused afterwards. */
  push(chunk: Uint8Array): Line[];
  /** The last line, if it has no line break. */
  end(): Line[];
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * Makes a splitter of bytes that ends lines at `\n` only, as JSON Lines does: no other character that
 * Unicode calls a line break ends one. One `\r` before the `\n` belongs to the line break.
 * Time is linear; memory is proportional to the longest line. A line of more than about 512 MB throws
 * `ERR_STRING_TOO_LONG`, the limit of a JavaScript string.
 */
export function createLineSplitter(): LineSplitter {
  const tail = createTailBuffer();
  let count = 0;

  // Lines are decoded one by one: strings cut from one that holds a whole chunk would keep it alive,
  // and a single character beyond Latin-1 would make all of them twice as large and slower to parse.
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

/** Cuts a text into lines by the rules of {@link createLineSplitter}. */
export function splitText(text: string): Line[] {
  const splitter = createLineSplitter();
  return [...splitter.push(Buffer.from(text)), ...splitter.end()];
}
