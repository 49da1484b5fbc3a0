import type { TerminalOutput } from '../../util/terminal/style.ts';

/** Lines at the bottom of a terminal that are written over in place, in one write and only when they change. */
export class LiveLines {
  readonly #output: Pick<TerminalOutput, 'write'>;
  #shown: readonly string[] = [];

  constructor(output: Pick<TerminalOutput, 'write'>) {
    this.#output = output;
  }

  /** Shows these lines in place of the ones before. Each must fit into the width of the terminal. */
  show(lines: readonly string[]): void {
    if (lines.join('\n') === this.#shown.join('\n')) return;
    // Each line is cleared behind its new text, not before it: nothing is ever blank.
    const text = lines.map((line) => `${line}\u001b[K\n`).join('');
    this.#output.write(`${this.#toStart()}${text}\u001b[J`);
    this.#shown = lines;
  }

  /** Takes the lines away. */
  clear(): void {
    if (this.#shown.length === 0) return;
    this.#output.write(`${this.#toStart()}\u001b[J`);
    this.#shown = [];
  }

  #toStart(): string {
    return this.#shown.length === 0 ? '' : `\u001b[${this.#shown.length}A\r`;
  }
}
