/**
 * Characters that act on a terminal or are invisible there: controls (with ESC and the C1 range),
 * format characters (with the bidirectional overrides and zero-width ones), line and paragraph separators, lone surrogates,
 * spaces other than U+0020, and the two noncharacters that XML 1.0 does not allow.
 * The categories are those of the Unicode Character Database, General_Category.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]|(?! )\p{Zs}/gu;

/**
 * Replaces each character that could act on, or hide from, a reader by its `\u001b` form, one for each UTF-16 code unit.
 * Inside a JSON string the result means the same as before. Characters in `keep` stay as they are.
 */
export function makeVisible(text: string, keep = ''): string {
  return text.replace(UNSAFE, (character) => (keep.includes(character) ? character : unicodeEscape(character)));
}

function unicodeEscape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
