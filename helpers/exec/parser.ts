import { messageOf } from '../util/errors.ts';
import { judgeEvent } from './judge-event.ts';
import type { EventFinding, JsonObject } from './judge-event.ts';
import { createLineSplitter, splitText } from '../util/jsonl/lines.ts';
import type { Line } from '../util/jsonl/lines.ts';

/** What a line holds, when it is not an object. */
export type LineFinding =
  /** Nothing but white space. */
  | { readonly kind: 'blank' }
  /** JSON, but an array, a text, a number, a boolean or null. */
  | { readonly kind: 'not-an-object'; readonly value: unknown }
  | { readonly kind: 'not-json'; readonly reason: string }
  /** Not JSON, and the last line without a line break: the stream was cut, or the printer died. */
  | { readonly kind: 'truncated'; readonly reason: string };

/** One line of `codex exec --json`: how it was written and what it holds. */
export type ParsedLine = Line & (EventFinding | LineFinding);

/** Parses the stream of one process as it comes. */
export interface Parser {
  /** The lines that these bytes complete. The bytes may be reused afterwards. */
  push(chunk: Uint8Array): ParsedLine[];
  /** The last line, if it has no line break. */
  end(): ParsedLine[];
}

/**
 * Makes a parser for what one `codex exec --json` prints to stdout: one JSON object a line.
 * It never throws for what codex printed (but for a line of more than about 512 MB); each fault is a finding on its line.
 */
export function createParser(): Parser {
  const splitter = createLineSplitter();
  return {
    push: (chunk) => splitter.push(chunk).map(parseLine),
    end: () => splitter.end().map(parseLine),
  };
}

/** Parses a stream that was saved as text, by the rules of {@link createParser}. */
export function parseText(text: string): ParsedLine[] {
  return splitText(text).map(parseLine);
}

function parseLine(line: Line): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (error) {
    return { ...line, ...notJson(line, error) };
  }
  if (!isJsonObject(value)) return { ...line, kind: 'not-an-object', value };
  return { ...line, ...judgeEvent(value) };
}

function notJson(line: Line, error: unknown): LineFinding {
  if (/^[ \t\r]*$/.test(line.text)) return { kind: 'blank' };
  // The engine's own "line 1 column 7" would be taken for a line of the stream.
  const reason = messageOf(error).replace(/ \(line \d+ column \d+\)$/, '');
  return { kind: line.terminated ? 'not-json' : 'truncated', reason };
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
