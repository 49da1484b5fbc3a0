import { messageOf } from '../util/errors.ts';
import { isJsonObject } from '../util/json-object.ts';
import { classifyEvent, type ClassifiedEvent } from './classify-event.ts';
import { createLineSplitter, splitText } from '../util/jsonl/lines.ts';
import type { Line } from '../util/jsonl/lines.ts';

/** A line that holds no JSON object. */
export type NoEvent =
  /** Only white space. */
  | { readonly kind: 'blank' }
  /** Any other JSON value. */
  | { readonly kind: 'not-an-object'; readonly value: unknown }
  | { readonly kind: 'not-json'; readonly reason: string }
  /** Not JSON, on a last line without a line break: the stream was cut. */
  | { readonly kind: 'truncated'; readonly reason: string };

/** One line of `codex exec --json`, with its content. */
export type ParsedLine = Line & (ClassifiedEvent | NoEvent);

/** Parses the stream of one process incrementally. */
export interface Parser {
  /** Returns the lines that these bytes complete. Keeps no reference to the bytes. */
  push(chunk: Uint8Array): ParsedLine[];
  /** Returns the last line, if it has no line break. */
  end(): ParsedLine[];
}

/**
 * Makes a parser for the stdout of one `codex exec --json`: one JSON object per line.
 * It does not throw for invalid input, except for a line of more than about 512 MB; `kind` reports each fault.
 */
export function createParser(): Parser {
  const splitter = createLineSplitter();
  return {
    push: (chunk) => splitter.push(chunk).map(parseLine),
    end: () => splitter.end().map(parseLine),
  };
}

/** Parses a whole stream by the rules of {@link createParser}. */
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
  return { ...line, ...classifyEvent(value) };
}

function notJson(line: Line, error: unknown): NoEvent {
  if (/^[ \t\r]*$/.test(line.text)) return { kind: 'blank' };
  // "line 1 column 7" of the engine would read like a line of the stream.
  const reason = messageOf(error).replace(/ \(line \d+ column \d+\)$/, '');
  return { kind: line.terminated ? 'not-json' : 'truncated', reason };
}
