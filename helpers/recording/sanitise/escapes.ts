/** Decodes the escape at a position: its plain text and its length. Null if there is none. */
export type Decoder = (text: string, at: number) => { readonly plain: string; readonly length: number } | null;

// oxlint-disable-next-line no-control-regex -- the sequence begins with the escape character
const TERMINAL_SEQUENCE = /\u001B\[[0-9;:?]*[A-Za-z]/y;
const PERCENT_ESCAPE =
  /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}/iy;
const FOUR_DIGITS = /[0-9a-fA-F]{4}/y;

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** RFC 8259 section 7. */
export function jsonEscape(text: string, at: number): ReturnType<Decoder> {
  const letter = text.charAt(at + 1);
  const plain = SHORT_ESCAPES[letter];
  if (plain !== undefined) return { plain, length: 2 };
  FOUR_DIGITS.lastIndex = at + 2;
  const digits = letter === 'u' ? FOUR_DIGITS.exec(text)?.[0] : undefined;
  return digits === undefined ? null : { plain: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 };
}

/** RFC 3986 section 2.1: one UTF-8 character, in one to four bytes. */
export function percentEscape(text: string, at: number): ReturnType<Decoder> {
  PERCENT_ESCAPE.lastIndex = at;
  const escape = PERCENT_ESCAPE.exec(text)?.[0];
  if (escape === undefined) return null;
  try {
    return { plain: decodeURIComponent(escape), length: escape.length };
  } catch {
    return null;
  }
}

/** ECMA-48 section 5.4. Decoded to a space: the letter at its end would hide the beginning of the next word. */
export function terminalSequence(text: string, at: number): ReturnType<Decoder> {
  TERMINAL_SEQUENCE.lastIndex = at;
  const length = TERMINAL_SEQUENCE.exec(text)?.[0].length;
  return length === undefined ? null : { plain: ' ', length };
}
