import { styleText } from 'node:util';

/** Puts colour around text, or leaves it as it is. The text must be escaped already. */
export interface Style {
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
}

/** Whether Node.js would colour text on this stream: NO_COLOR, FORCE_COLOR, TERM=dumb, and whether it is a terminal. */
export function hasColor(stream: NodeJS.WritableStream): boolean {
  return styleText('bold', 'a', { stream }) !== 'a';
}

/** The styles, or no styles at all. */
export function createStyle(isColored: boolean): Style {
  const paint = (format: keyof Style) => (text: string) =>
    isColored ? styleText(format, text, { validateStream: false }) : text;
  return { green: paint('green'), red: paint('red'), yellow: paint('yellow'), bold: paint('bold'), dim: paint('dim') };
}
