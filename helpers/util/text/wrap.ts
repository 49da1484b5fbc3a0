import { stripVTControlCharacters } from 'node:util';

/** The words of a text in lines of at most so many visible characters. A longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (visibleLength(longer) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The number of characters that a terminal shows: without colours. */
export function visibleLength(text: string): number {
  return Array.from(stripVTControlCharacters(text)).length;
}
