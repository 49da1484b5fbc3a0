import { type Decoder, jsonEscape, percentEscape, terminalSequence } from './escapes.ts';

/**
 * A text, or the same text with one more round of escapes undone. It maps its characters to their positions in the text.
 */
export interface Layer {
  readonly text: string;
  /** The escapes that were undone in the layer before; null for the text itself. */
  readonly decoding: Decoding | null;
}

/** All layers of a text, from the text itself to the one without escapes. */
export interface Layers {
  readonly all: readonly Layer[];
  /** Index of the layer in which all JSON escapes, but no percent escapes, are undone. */
  readonly unescaped: number;
}

/** The escapes undone in one round: parallel, sorted lists of their positions after and before. */
interface Decoding {
  readonly starts: number[];
  readonly ends: number[];
  readonly sourceStarts: number[];
  readonly sourceEnds: number[];
}

/** Each level of JSON in JSON doubles the backslashes; at this depth nothing else would be left. */
const MAX_JSON_ROUNDS = 8;
const MAX_PERCENT_ROUNDS = 3;

/**
 * Undoes the escapes of a text round by round: JSON strings (RFC 8259 section 7), JSON within JSON strings, percent encoding
 * (RFC 3986 section 2.1), terminal colours (ECMA-48 section 5.4), and any nesting of these.
 * A text and the same text as a JSON string have all layers in common except the first.
 */
export function layersOf(text: string): Layers {
  const all: Layer[] = [{ text, decoding: null }];
  undoJson(all);
  const unescaped = all.length - 1;
  for (let round = 0; round < MAX_PERCENT_ROUNDS && undo(all, '%', percentEscape); round++) {
    undoJson(all);
  }
  return { all, unescaped };
}

/** Maps a position in layer `index` to a position in the text itself, never within an escape. */
export function toSource(layers: Layers, index: number, position: number): number {
  let at = position;
  for (let layer = index; layer > 0; layer--) at = boundary(layers.all[layer]!.decoding!, at);
  return at;
}

/** The start of the escape around a position in layer `index`; the position itself if there is none. */
export function startOfEscape(layers: Layers, index: number, position: number): number {
  const above = layers.all[index + 1]?.decoding;
  if (!above) return position;
  const last = countBelow(above.sourceStarts, position) - 1;
  return last >= 0 && position < above.sourceEnds[last]! ? above.sourceStarts[last]! : position;
}

/**
 * True for a quotation mark of JSON within layer `index`: it was escaped in each layer before. False for one of the JSON
 * around it. In the text itself, true for all.
 */
export function isOwnQuote(layers: Layers, index: number, position: number): boolean {
  let at = position;
  for (let layer = index; layer > 0; layer--) {
    const { starts, sourceEnds } = layers.all[layer]!.decoding!;
    const escape = countBelow(starts, at + 1) - 1;
    if (starts[escape] !== at) return false;
    at = sourceEnds[escape]! - 1;
    if (layers.all[layer - 1]!.text.charAt(at) !== '"') return true;
  }
  return true;
}

function undoJson(all: Layer[]): void {
  for (let round = 0; round < MAX_JSON_ROUNDS && undo(all, '\\', jsonEscape); round++);
  undo(all, '\u001B', terminalSequence);
}

/** Adds a layer with these escapes undone. Returns false if there are none. */
function undo(all: Layer[], mark: string, decode: Decoder): boolean {
  const { text } = all.at(-1)!;
  const decoding: Decoding = { starts: [], ends: [], sourceStarts: [], sourceEnds: [] };
  let plainText = '';
  let done = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at)) {
    const escape = decode(text, at);
    if (escape === null) {
      at++;
      continue;
    }
    plainText += text.slice(done, at);
    decoding.sourceStarts.push(at);
    decoding.starts.push(plainText.length);
    plainText += escape.plain;
    at += escape.length;
    done = at;
    decoding.sourceEnds.push(at);
    decoding.ends.push(plainText.length);
  }
  if (done === 0) return false;
  all.push({ text: plainText + text.slice(done), decoding });
  return true;
}

function boundary({ starts, ends, sourceEnds }: Decoding, position: number): number {
  const last = countBelow(starts, position) - 1;
  return last < 0 ? position : sourceEnds[last]! + Math.max(0, position - ends[last]!);
}

/** The count of ascending numbers below `limit`. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
