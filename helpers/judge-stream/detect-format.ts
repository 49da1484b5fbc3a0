import { isEventType } from '../exec/events.ts';
import { createLineSplitter, type Line } from '../util/jsonl/lines.ts';

/**
 * How a stream is written:
 * `exec` is what `codex exec --json` prints, `recorded` is `wire.jsonl` of a recording, `marked` has `> ` before what the
 * client sent and `< ` before what the server sent, `server-output` is all that an app-server printed, and nothing else.
 */
export type StreamForm = 'exec' | 'recorded' | 'marked' | 'server-output';

/** A stream that tells nothing about itself in so many lines, or in so many characters, never will. */
const MOST_LINES = 1000;
const MOST_CHARACTERS = 16e6;

/** Finds out the form of a stream from its first lines. */
export interface Detector {
  /** The form, as soon as a line tells it; `none` as soon as too many lines told nothing; null as long as it is open. */
  push(chunk: Uint8Array): StreamForm | 'none' | null;
  /** The form that the last line tells, if it has no line break. */
  end(): StreamForm | 'none';
  /** Lines that were looked at and told nothing; how many of them are JSON. */
  readonly seen: { readonly lines: number; readonly json: number };
}

/** @param forms the forms that are looked for */
export function createDetector(forms: readonly StreamForm[]): Detector {
  const splitter = createLineSplitter();
  const seen = { lines: 0, json: 0 };
  let characters = 0;

  function look(lines: readonly Line[]): StreamForm | 'none' | null {
    for (const { text } of lines) {
      const told = whatTells(text);
      if (told !== 'json' && told !== 'nothing' && forms.includes(told)) return told;
      seen.lines += 1;
      if (told !== 'nothing') seen.json += 1;
      characters += text.length;
      if (seen.lines === MOST_LINES || characters > MOST_CHARACTERS) return 'none';
    }
    return null;
  }

  return { push: (chunk) => look(splitter.push(chunk)), end: () => look(splitter.end()) ?? 'none', seen };
}

function whatTells(text: string): StreamForm | 'json' | 'nothing' {
  if (/^[<>] ?\{/.test(text)) return typeof parsed(text.slice(1)) === 'object' ? 'marked' : 'nothing';
  const value = parsed(text);
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object' || value === null) return 'json';
  const fields = value as Readonly<Record<string, unknown>>;
  if (fields['from'] === 'client' || fields['from'] === 'server') {
    return 'message' in fields || typeof fields['text'] === 'string' ? 'recorded' : 'json';
  }
  if (isEventType(fields['type'])) return 'exec';
  const isAnswer = 'id' in fields && ('result' in fields || 'error' in fields);
  return isAnswer || typeof fields['method'] === 'string' ? 'server-output' : 'json';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
