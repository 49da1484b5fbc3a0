const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const NONE: readonly string[] = Object.freeze([]);

/**
 * The duplicate keys of an event and of its `item`, such as `item.id`: one entry for each repetition. `JSON.parse` keeps the
 * last and hides the others. The `web_search` items of real binaries have `id` twice. Linear time.
 *
 * @param text a valid JSON object
 */
export function duplicateKeys(text: string): readonly string[] {
  const found: string[] = [];
  scanObject(text, text.indexOf('{'), '', found);
  return found.length === 0 ? NONE : found;
}

function scanObject(text: string, open: number, prefix: string, found: string[]): number {
  const seen: string[] = [];
  for (let at = open + 1; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACE) return at;
    if (code !== QUOTE) {
      at += 1;
      continue;
    }
    const end = closingQuote(text, at);
    const key = keyOf(text, at, end);
    if (seen.includes(key)) found.push(prefix + key);
    else seen.push(key);
    at = text.indexOf(':', end) + 1;
    if (prefix === '' && key === 'item') at = startOfValue(text, at);
    const nested = prefix === '' && key === 'item' && text.charCodeAt(at) === OPEN_BRACE;
    at = endOfValue(text, nested ? scanObject(text, at, 'item.', found) + 1 : at);
  }
  return text.length;
}

function keyOf(text: string, open: number, close: number): string {
  const key = text.slice(open + 1, close);
  return key.includes('\\') ? String(JSON.parse(text.slice(open, close + 1))) : key;
}

function startOfValue(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = closingQuote(text, at);
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth += 1;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (depth === 0) return at;
        depth -= 1;
        break;
      case COMMA:
        if (depth === 0) return at;
        break;
      default:
    }
  }
  return text.length;
}

/** The index of the quote that closes the string opened at `open`: the first one without an odd run of backslashes before it. */
function closingQuote(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
    if ((quote - first) % 2 === 0) return quote;
  }
  return text.length;
}
