import { CREDENTIAL_ANCHORS } from './credentials.ts';
import { eachSecretField } from './fields.ts';
import type { KnownFinder } from './known-values.ts';
import { type Layers, layersOf, startOfEscape, toSource } from './unescape-map.ts';
import { eachSecret } from './pattern.ts';
import { BACKSLASHES_AT_END, mergeSpans, REDACTED, type Span } from './spans.ts';
import { TOKEN_ANCHORS } from './tokens.ts';

const ANCHORS = [...TOKEN_ANCHORS, ...CREDENTIAL_ANCHORS];

/** Finds what must be replaced in a text, in order and without overlaps, however it is escaped there. */
export function findSpans(text: string, known: KnownFinder): Span[] {
  const layers = layersOf(text);
  const last = layers.all.length - 1;
  // Patterns not in between: there, one escape can look like the letter after another. `\\npm_` is not an npm token.
  return mergeSpans([
    ...layers.all.flatMap((_, index) => inEveryLayer(layers, index, known)),
    ...[...new Set([layers.unescaped, last])].flatMap((index) => inReadableLayer(layers, index, known)),
  ]);
}

/** What keeps its meaning although some escapes are not undone: values that are known, and JSON fields. */
function inEveryLayer(layers: Layers, index: number, known: KnownFinder): Span[] {
  const spans: Span[] = [];
  eachSecretField(layers, index, (start, end) => spans.push(...secretSpans(layers, index, start, end)));
  for (const { start, end } of known.secrets(layers.all[index]!.text)) {
    spans.push(...secretSpans(layers, index, startOfEscape(layers, index, start), end));
  }
  return spans;
}

function inReadableLayer(layers: Layers, index: number, known: KnownFinder): Span[] {
  const spans: Span[] = [];
  const { text } = layers.all[index]!;
  for (const anchor of ANCHORS) {
    eachSecret(anchor, text, (start, end) => spans.push(...secretSpans(layers, index, start, end)));
  }
  for (const { start, end, replacement } of known.paths(text)) {
    spans.push({ start: toSource(layers, index, start), end: toSource(layers, index, end), replacement });
  }
  return spans;
}

/**
 * One span for each line of a secret: its line breaks stay, so that the text keeps its lines. So do backslashes at its end:
 * of these it cannot be told whether they belong to the quotation mark that may follow.
 */
function secretSpans(layers: Layers, index: number, start: number, end: number): Span[] {
  const secret = layers.all[index]!.text.slice(start, end).replace(BACKSLASHES_AT_END, '');
  return [...secret.matchAll(/[^\r\n]*\S[^\r\n]*/g)].map((line) => ({
    start: toSource(layers, index, start + line.index),
    end: toSource(layers, index, start + line.index + line[0].length),
    replacement: REDACTED,
  }));
}
