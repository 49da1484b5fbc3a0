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

const JSON_ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/g;
const PERCENT_ESCAPE =
  /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}/gi;
// oxlint-disable-next-line no-control-regex
const TERMINAL_SEQUENCE = /\u001B\[[0-?]*[ -/]*[@-~]/g;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Reads a text in all ways in which it may be escaped: JSON strings (RFC 8259 section 7), JSON within JSON strings,
 * percent encoding (RFC 3986 section 2.1), terminal colours (ECMA-48 section 5.4), and these in one another.
 * A text and the same text as a JSON string share all their layers but the first.
 */
export function layersOf(text: string): Layers {
  const all: Layer[] = [{ text, decoding: null }];
  undoJson(all);
  const unescaped = all.length - 1;
  for (let round = 0; round < MAX_PERCENT_ROUNDS && undo(all, '%', PERCENT_ESCAPE, percentCharacter); round++) {
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

/** True when the character at `position` was an escape in the layer before; in the text itself none was. */
export function wasEscaped(layer: Layer, position: number): boolean {
  if (layer.decoding === null) return false;
  const { starts } = layer.decoding;
  return starts[countBelow(starts, position + 1) - 1] === position;
}

function undoJson(all: Layer[]): void {
  for (let round = 0; round < MAX_JSON_ROUNDS && undo(all, '\\', JSON_ESCAPE, jsonCharacter); round++);
  undo(all, '\u001B', TERMINAL_SEQUENCE, asSpace);
}

function undo(all: Layer[], mark: string, escapes: RegExp, plainOf: (escape: string) => string): boolean {
  const { text } = all.at(-1)!;
  if (!text.includes(mark)) return false;
  const decoding: Decoding = { starts: [], ends: [], sourceStarts: [], sourceEnds: [] };
  let shift = 0;
  const plainText = text.replace(escapes, (escape: string, at: number) => {
    const plain = plainOf(escape);
    if (plain === escape) return escape;
    decoding.starts.push(at - shift);
    decoding.ends.push(at - shift + plain.length);
    decoding.sourceStarts.push(at);
    decoding.sourceEnds.push(at + escape.length);
    shift += escape.length - plain.length;
    return plain;
  });
  if (shift === 0) return false;
  all.push({ text: plainText, decoding });
  return true;
}

function jsonCharacter(escape: string): string {
  const letter = escape.charAt(1);
  return letter === 'u' ? String.fromCharCode(Number.parseInt(escape.slice(2), 16)) : (SHORT_ESCAPES[letter] ?? letter);
}

function percentCharacter(escape: string): string {
  try {
    return decodeURIComponent(escape);
  } catch {
    return escape;
  }
}

/** A colour code ends in a letter, which would hide the beginning of the word after it. */
function asSpace(): string {
  return ' ';
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
