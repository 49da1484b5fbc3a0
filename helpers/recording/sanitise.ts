import { CREDENTIAL_PATTERNS } from './sanitise/credentials.ts';
import { eachSecretField, secretInField } from './sanitise/fields.ts';
import { createKnownFinder, type KnownFinder, type KnownValues } from './sanitise/known-values.ts';
import { type Layers, layersOf, toSource } from './sanitise/layers.ts';
import { eachSecret } from './sanitise/pattern.ts';
import { mergeSpans, REDACTED, replaceSpans, type Span } from './sanitise/spans.ts';
import { TOKEN_PATTERNS } from './sanitise/tokens.ts';

const PATTERNS = [...TOKEN_PATTERNS, ...CREDENTIAL_PATTERNS];
/** A replaced value can bring to light another: `<HOME>` after `--token=`. More than two rounds were never seen. */
const MAX_ROUNDS = 5;

export interface Sanitiser {
  text(text: string): string;
  pieces(pieces: readonly string[]): string[];
  json<T>(value: T): T;
}

export function createSanitiser(known: KnownValues): Sanitiser {
  const finder = createKnownFinder(known);

  function pieces(parts: readonly string[]): string[] {
    let current = [...parts];
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const spans = findSpans(current.join(''), finder);
      if (spans.length === 0) break;
      const next = replaceSpans(current, spans);
      if (next.every((part, index) => part === current[index])) break;
      current = next;
    }
    return current;
  }

  function text(whole: string): string {
    return pieces([whole])[0]!;
  }

  function json<T>(value: T): T;
  function json(value: unknown): unknown {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map((item: unknown) => json(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]: [string, unknown]) => [text(name), field(name, item)]));
  }

  function field(name: string, value: unknown): unknown {
    const start = typeof value === 'string' ? secretInField(name, value) : null;
    return start === null ? json(value) : `${(value as string).slice(0, start)}${REDACTED}`;
  }

  return { text, pieces, json };
}

function findSpans(text: string, known: KnownFinder): Span[] {
  const layers = layersOf(text);
  const spans: Span[] = [];
  for (const [index, layer] of layers.all.entries()) {
    const add = (start: number, end: number): void => addSecret(spans, layers, index, start, end);
    const lowerCase = layer.text.toLowerCase();
    eachSecretField(layer, lowerCase, add);
    for (const { start, end } of known.secrets(layer.text)) add(start, end);
    if (index !== layers.unescaped && index !== layers.all.length - 1) continue;
    for (const pattern of PATTERNS) eachSecret(pattern, layer.text, lowerCase, add);
    for (const path of known.paths(layer.text)) {
      const [start, end] = toSource(layers, index, path.start, path.end);
      spans.push({ start, end, replacement: path.replacement });
    }
  }
  return mergeSpans(spans);
}

/** Line breaks within a secret stay, so that a text keeps its lines. */
function addSecret(spans: Span[], layers: Layers, index: number, start: number, end: number): void {
  for (const line of layers.all[index]!.text.slice(start, end).matchAll(/[^\r\n]*\S[^\r\n]*/g)) {
    const [from, to] = toSource(layers, index, start + line.index, start + line.index + line[0].length);
    spans.push({ start: from, end: to, replacement: REDACTED });
  }
}
