import { type Decoder, jsonEscape, percentEscape, terminalSequence } from './escapes.ts';

/**
 * One reading of a text: as it is, or with one more round of escapes undone.
 * It knows from where in the text each of its characters came.
 */
export interface Layer {
  readonly text: string;
  /** What was undone to get this layer from the one before; null for the text itself. */
  readonly decoding: Decoding | null;
}

/** All readings of a text, from the text itself to the one in which nothing is left to undo. */
export interface Layers {
  readonly all: readonly Layer[];
  /** Index of the layer in which all JSON escapes are undone and no percent escape is. */
  readonly unescaped: number;
}

/** The escapes that one round undid: parallel lists of where each one is after and before, in order. */
interface Decoding {
  readonly starts: number[];
  readonly ends: number[];
  readonly sourceStarts: number[];
  readonly sourceEnds: number[];
}

/** JSON in JSON in JSON doubles the backslashes each time: deeper nesting than this is a text of backslashes. */
const MAX_JSON_ROUNDS = 8;
const MAX_PERCENT_ROUNDS = 3;

/**
 * Reads a text in all ways in which it may be escaped: JSON strings (RFC 8259 section 7), JSON within JSON strings,
 * percent encoding (RFC 3986 section 2.1), terminal colours (ECMA-48 section 5.4), and these in one another.
 * A text and the same text as a JSON string share all their layers but the first.
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

/** Where a place between two characters of layer `index` is in the text itself. Never within an escape. */
export function toSource(layers: Layers, index: number, position: number): number {
  let at = position;
  for (let layer = index; layer > 0; layer--) at = boundary(layers.all[layer]!.decoding!, at);
  return at;
}

/** The beginning of the escape of layer `index` that the place is within; the place itself if it is within none. */
export function startOfEscape(layers: Layers, index: number, position: number): number {
  const above = layers.all[index + 1]?.decoding;
  if (!above) return position;
  const last = countBelow(above.sourceStarts, position) - 1;
  return last >= 0 && position < above.sourceEnds[last]! ? above.sourceStarts[last]! : position;
}

/**
 * True when a quotation mark of layer `index` is one of the JSON that is text in this layer, and not of the JSON around it:
 * those were escaped in each layer before. In the text itself, all are.
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

/** Adds a layer in which the escapes are undone. False if there are none. */
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

/** How many of the ascending numbers are less than `limit`. */
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
