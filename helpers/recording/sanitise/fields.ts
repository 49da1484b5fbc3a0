import { type Layer, wasEscaped } from './layers.ts';
import { AMBIGUOUS_NAMES, AUTH_SCHEMES, isSecretName, isValue, SECRET_NAMES } from './secret-names.ts';

const NAMES = `${SECRET_NAMES}|${AMBIGUOUS_NAMES}|authorization|cookie`;
const NAME = new RegExp(`(?:${NAMES})$`, 'i');
const HEADER_NAME = /(?:authorization|cookie|password|(?:^|[_-])(?:key|token|secret))$/i;
const SCHEME = new RegExp(`^(?:${AUTH_SCHEMES})[ \t]+(?=\\S)`, 'i');

/** The colon of a JSON field of such a name. */
const COLON = new RegExp(String.raw`:(?<=(?<name>${NAMES})"[ \t\r\n]*:)`, 'gi');
/** From the colon on: a JSON string (RFC 8259 section 7), or what is left of one that was cut. */
const STRING_VALUE = /:[ \t\r\n]*"(?<literal>(?:[^"\\\r\n]|\\[^\r\n])+)/y;

/**
 * Where the secret begins in the value of a JSON field of this name; null when the field holds none.
 * A credential keeps the name of its scheme: `Bearer <REDACTED>`.
 */
export function secretInField(name: string, value: string): number | null {
  if (!NAME.test(name) || !isValue(value)) return null;
  if (isSecretName(name)) return /\S/.test(value) ? 0 : null;
  if (/cookie$/i.test(name)) return value.includes('=') ? 0 : null;
  const scheme = /authorization$/i.test(name) ? SCHEME.exec(value) : null;
  if (scheme) return scheme[0].length;
  return value.length >= 8 && !/\s/.test(value) ? 0 : null;
}

/** The same for a header, whose value is a secret whatever it looks like once its name says so. */
export function secretInHeader(name: string, value: string): number | null {
  if (value === '' || !(NAME.test(name) || HEADER_NAME.test(name))) return null;
  return SCHEME.exec(value)?.[0].length ?? 0;
}

/** Calls `found` with where the secret of each JSON field that has one begins and ends in this layer. */
export function eachSecretField(layer: Layer, found: (start: number, end: number) => void): void {
  const { text } = layer;
  COLON.lastIndex = 0;
  for (let colon = COLON.exec(text); colon !== null; colon = COLON.exec(text)) {
    STRING_VALUE.lastIndex = colon.index;
    const value = STRING_VALUE.exec(text);
    if (value === null) continue;
    const literal = value.groups?.['literal'] ?? '';
    const start = STRING_VALUE.lastIndex - literal.length;
    // A quotation mark that is no escape here belongs to the JSON around this one: the value is that of another field.
    if (!isOwnQuote(layer, start - 1)) continue;
    const own = withoutOuterQuote(layer, start, literal);
    const inValue = secretInField(colon.groups?.['name'] ?? '', unescaped(own));
    if (inValue !== null) found(start + inValue, start + own.length);
    COLON.lastIndex = start + own.length;
  }
}

/** In the text itself each quotation mark is its own; in a layer, those that were escaped one layer before. */
function isOwnQuote(layer: Layer, position: number): boolean {
  return layer.decoding === null || wasEscaped(layer, position);
}

/** JSON that was cut after a backslash seems to go on past the end of the JSON string that it is in. */
function withoutOuterQuote(layer: Layer, start: number, literal: string): string {
  for (let at = literal.indexOf('"'); at !== -1; at = literal.indexOf('"', at + 1)) {
    if (!isOwnQuote(layer, start + at)) return literal.slice(0, at);
  }
  return literal;
}

function unescaped(literal: string): string {
  try {
    return String(JSON.parse(`"${literal}"`));
  } catch {
    return literal;
  }
}
