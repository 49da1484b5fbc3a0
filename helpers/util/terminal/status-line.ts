import { visibleLength } from '../text/wrap.ts';

/** A place to print to. */
export interface TerminalOutput {
  readonly write: (text: string) => unknown;
  /** True for a terminal, false for a file or a pipe. */
  readonly isTTY: boolean;
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Lines at the bottom of a terminal that are rewritten in place, in one write and only when they change. In a file, a
 * pipe, a dumb terminal or CI they are not written: only what is printed above them is.
 */
export class StatusLine {
  readonly #output: TerminalOutput;
  #shown: readonly string[] = [];

  constructor(output: TerminalOutput) {
    this.#output = output;
  }

  get isLive(): boolean {
    const { isTTY, env } = this.#output;
    return isTTY && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === '';
  }

  /** Replaces the lines by these, cut after a word to the width of the terminal. */
  show(...lines: readonly string[]): void {
    if (this.isLive)
      this.#rewrite(
        '',
        lines.map((line) => fit(line, this.#output.columns - 1)),
      );
  }

  /** Prints a line that stays, above the ones that change. */
  print(line: string): void {
    this.#rewrite(`${line}${this.#shown.length > 0 ? '\u001b[K' : ''}\n`, this.#shown);
  }

  clear(): void {
    this.#rewrite('', []);
  }

  #rewrite(above: string, lines: readonly string[]): void {
    if (above === '' && lines.join('\n') === this.#shown.join('\n')) return;
    const toStart = this.#shown.length === 0 ? '' : `\u001b[${this.#shown.length}A\r`;
    const toEnd = this.#shown.length === 0 && lines.length === 0 ? '' : '\u001b[J';
    // Each line is erased behind its new text, not before it: nothing flickers.
    this.#output.write(`${toStart}${above}${lines.map((line) => `${line}\u001b[K\n`).join('')}${toEnd}`);
    this.#shown = lines;
  }
}

/**
 * Cuts a line to so many visible characters, after a word unless the first one is longer. The last column stays free: some
 * terminals wrap when it is filled.
 */
function fit(line: string, width: number): string {
  if (visibleLength(line) <= width) return line;
  const words = line.split(' ');
  while (words.length > 1 && visibleLength(`${words.join(' ')} …`) > width) words.pop();
  const short = words.join(' ').trimEnd();
  if (short !== '' && visibleLength(short) + 2 <= width) return `${short} …${stylesIn(line.slice(short.length))}`;
  let room = Math.max(1, width);
  return line.replaceAll(/(\u001b\[\d+m)|./gsu, (character, style?: string) => {
    if (style !== undefined) return style;
    room -= 1;
    return room > 0 ? character : room === 0 ? '…' : '';
  });
}

/** The colours in a text that is cut off, so that none stays on. */
function stylesIn(text: string): string {
  return (text.match(/\u001b\[\d+m/g) ?? []).join('');
}
