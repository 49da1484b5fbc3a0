/** One of the colours that the suite itself prints. */
const OWN_COLOUR = new RegExp(String.raw`${String.fromCodePoint(0x1b)}\[(?:1|2|22|31|32|33|39)m`, 'g');

/** What does something to a terminal or hides from a reader: controls but for line breaks, and invisible characters. */
export function acting(text: string): readonly string[] {
  const found = text.replaceAll(OWN_COLOUR, '').match(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu) ?? [];
  return found.map((character) => JSON.stringify(character));
}

/** Markdown without what is in code spans, where nothing is markup, and without what a backslash makes a letter. */
export function outsideCode(text: string): string {
  return text.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/\\[!-/:-@[-`{-~]|(`+)(?!`).*?(?<!`)\1(?!`)/g, ' ');
}
