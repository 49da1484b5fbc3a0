import { isEventType } from '../exec/events.ts';
import { createLineSplitter, type Line } from '../util/jsonl/lines.ts';

/**
 * The format of a stream: `exec` is the stdout of `codex exec --json`, `recorded` is `wire.jsonl` of a recording, `marked` has
 * `> ` before lines of the client and `< ` before lines of the server, `server-output` is the stdout of an app-server.
 */
export type StreamForm = 'exec' | 'recorded' | 'marked' | 'server-output';

/** Limits of the search for a line that shows the format. */
const MOST_LINES = 1000;
const MOST_CHARACTERS = 16e6;

/** Detects the format of a stream from its first lines. */
export interface Detector {
  /** The format once a line shows it; `none` once the limit is reached; null before. */
  push(chunk: Uint8Array): StreamForm | 'none' | null;
  /** The format that the last line shows, if it has no line break. */
  end(): StreamForm | 'none';
  /** Of the lines that did not show the format. */
  readonly seen: {
    readonly lines: number;
    /** How many of them are JSON. */
    readonly json: number;
    /** The first one opens an object or list that ends on a later line. */
    readonly prettyPrinted: boolean;
    /** The first format among them that was not expected. */
    readonly other: StreamForm | null;
  };
}

/** @param forms the expected formats */
export function createDetector(forms: readonly StreamForm[]): Detector {
  const splitter = createLineSplitter();
  const seen = { lines: 0, json: 0, prettyPrinted: false, other: null as StreamForm | null };
  let characters = 0;

  function look(lines: readonly Line[]): StreamForm | 'none' | null {
    for (const { text } of lines) {
      const shown = formatShownBy(text);
      if (shown !== 'json' && shown !== 'nothing') {
        if (forms.includes(shown)) return shown;
        seen.other ??= shown;
      }
      if (seen.lines === 0) seen.prettyPrinted = /^\s*[[{]\s*$/.test(text);
      seen.lines += 1;
      if (shown !== 'nothing') seen.json += 1;
      characters += text.length;
      if (seen.lines === MOST_LINES || characters > MOST_CHARACTERS) return 'none';
    }
    return null;
  }

  return { push: (chunk) => look(splitter.push(chunk)), end: () => look(splitter.end()) ?? 'none', seen };
}

function formatShownBy(text: string): StreamForm | 'json' | 'nothing' {
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

/** Says what is wrong with lines that show no format. */
export function unknownFormat({ lines, json, prettyPrinted }: Detector['seen']): string {
  if (prettyPrinted) return 'the JSON is pretty-printed, expected one object per line';
  const what = json === 0 ? 'JSON' : 'an event of codex exec --json or a message of codex app-server';
  return lines === 1 ? `line 1 is not ${what}` : `none of the first ${lines} lines is ${what}`;
}
