import { SECRET_CONTEXTS } from './secret-contexts.ts';
import { eachSecretField } from './fields.ts';
import type { KnownFinder } from './known-values.ts';
import { type Layers, layersOf, startOfEscape, toSource } from './unescape-map.ts';
import { eachSecret } from './pattern.ts';
import { BACKSLASHES_AT_END, mergeSpans, REDACTED, type Span } from './spans.ts';
import { eachShape } from './secret-shapes.ts';

/** Finds the secrets and known paths in a text, whatever their escaping, in order and without overlaps. */
export function findSpans(text: string, known: KnownFinder): Span[] {
  const layers = layersOf(text);
  const last = layers.all.length - 1;
  // No patterns in the layers between: there, a letter may belong to an escape. `\\npm_` is not an npm token.
  return mergeSpans([
    ...layers.all.flatMap((_, index) => inEveryLayer(layers, index, known)),
    ...[...new Set([layers.unescaped, last])].flatMap((index) => inReadableLayer(layers, index, known)),
  ]);
}

/** Known values and JSON fields are recognisable even if some escapes are not undone. */
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
  const found = (start: number, end: number): void => void spans.push(...secretSpans(layers, index, start, end));
  eachShape(text, found);
  for (const anchor of SECRET_CONTEXTS) eachSecret(anchor, text, found);
  for (const { start, end, replacement } of known.paths(text)) {
    spans.push({ start: toSource(layers, index, start), end: toSource(layers, index, end), replacement });
  }
  return spans;
}

/**
 * One span for each line of a secret, so that the text keeps its line breaks. Backslashes at its end stay: they may belong
 * to the quotation mark that follows.
 */
function secretSpans(layers: Layers, index: number, start: number, end: number): Span[] {
  const secret = layers.all[index]!.text.slice(start, end).replace(BACKSLASHES_AT_END, '');
  return [...secret.matchAll(/[^\r\n]*\S[^\r\n]*/g)].map((line) => ({
    start: toSource(layers, index, start + line.index),
    end: toSource(layers, index, start + line.index + line[0].length),
    replacement: REDACTED,
  }));
}
