import { isOwnQuote, type Layers } from './unescape-map.ts';
import { AMBIGUOUS_NAMES, AUTH_SCHEMES, isSecretName, SECRET_NAMES } from './secret-names.ts';
import { isOneWord, isValue } from './secret-values.ts';
import { BACKSLASHES_AT_END } from './spans.ts';

const NAMES = `${SECRET_NAMES}|${AMBIGUOUS_NAMES}|authorization|cookie`;
const NAME = new RegExp(`(?:${NAMES})$`, 'i');
const HEADER_NAME = /(?:authorization|cookie|password|(?:^|[_-])(?:key|token|secret))$/i;
const SCHEME = new RegExp(`^(?:${AUTH_SCHEMES})[ \t]+(?=\\S)`, 'i');

/** The colon of a JSON field with one of these names. */
const COLON = new RegExp(String.raw`:(?<=(?<name>${NAMES})"[ \t\r\n]*:)`, 'gi');
/** From the colon on: a JSON string (RFC 8259 section 7), complete or cut off. */
const STRING_VALUE = /:[ \t\r\n]*"(?<literal>(?:[^"\\\r\n]|\\[^\r\n])+)/y;

/**
 * The start of the secret in the value of a JSON field; null if it holds none.
 * A credential keeps the name of its scheme: `Bearer <REDACTED>`.
 */
export function secretInField(name: string, wholeValue: string): number | null {
  const value = wholeValue.replace(BACKSLASHES_AT_END, '');
  if (!NAME.test(name) || !isValue(value)) return null;
  if (isSecretName(name)) return /\S/.test(value) ? 0 : null;
  if (/cookie$/i.test(name)) return value.includes('=') ? 0 : null;
  const scheme = /authorization$/i.test(name) ? SCHEME.exec(value) : null;
  if (scheme) return scheme[0].length;
  return isOneWord(value) ? 0 : null;
}

/** The same for a header: its name alone decides whether its value is a secret. */
export function secretInHeader(name: string, value: string): number | null {
  if (value === '' || !(NAME.test(name) || HEADER_NAME.test(name))) return null;
  return SCHEME.exec(value)?.[0].length ?? 0;
}

/** Calls `found` with the start and the end of the secret in each JSON field, in layer `index`. */
export function eachSecretField(layers: Layers, index: number, found: (start: number, end: number) => void): void {
  const { text } = layers.all[index]!;
  COLON.lastIndex = 0;
  for (let colon = COLON.exec(text); colon !== null; colon = COLON.exec(text)) {
    STRING_VALUE.lastIndex = colon.index;
    const value = STRING_VALUE.exec(text);
    if (value === null) continue;
    const whole = value.groups?.['literal'] ?? '';
    const start = STRING_VALUE.lastIndex - whole.length;
    if (!isOwnQuote(layers, index, start - 1)) continue;
    const literal = withoutOuterQuote(layers, index, start, whole);
    const inValue = secretInField(colon.groups?.['name'] ?? '', unescaped(literal));
    if (inValue !== null) found(start + inValue, start + literal.length);
    COLON.lastIndex = start + literal.length;
  }
}

/** JSON that was cut off after a backslash seems to continue past the end of the JSON string around it, with a `\\"`. */
function withoutOuterQuote(layers: Layers, index: number, start: number, literal: string): string {
  for (let at = literal.indexOf('"'); at !== -1; at = literal.indexOf('"', at + 1)) {
    if (!isOwnQuote(layers, index, start + at)) return literal.slice(0, at - 1);
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
