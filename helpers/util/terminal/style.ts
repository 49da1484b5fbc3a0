/** Puts colour around text, or leaves it as it is. The text must be escaped already. */
export interface Style {
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
}

/** Where text is printed. */
export interface TerminalOutput {
  write(text: string): unknown;
  readonly isTTY: boolean;
  /** Width in characters. */
  readonly columns: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether to use colour: `NO_COLOR` (no-color.org) wins over `FORCE_COLOR` (force-color.org), which wins over what the terminal is.
 * `FORCE_COLOR=0` and `FORCE_COLOR=false` switch it off, as in Node.
 */
export function wantsColor(env: Environment, isTTY: boolean): boolean {
  if (isSet(env['NO_COLOR'])) return false;
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return isTTY && env['TERM'] !== 'dumb';
}

/** Whether lines can be updated in place: on a terminal that can move its cursor, with a person in front of it. */
export function wantsLiveLines(env: Environment, isTTY: boolean): boolean {
  return isTTY && env['TERM'] !== 'dumb' && !isSet(env['CI']);
}

/** The styles, or no styles at all. */
export function createStyle(color: boolean): Style {
  const sgr = (on: number, off: number) => (text: string) => (color ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return { green: sgr(32, 39), red: sgr(31, 39), yellow: sgr(33, 39), bold: sgr(1, 22), dim: sgr(2, 22) };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
