import { shellWords } from '../util/text/shell-words.ts';

/** What a command must print and how it must exit. */
export interface KnownOutput {
  /** The lines of stdout and stderr together, sorted: they can arrive in any order. */
  readonly lines: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const ECHO = /^echo (?<words>[\w .,:-]+?)(?<toStderr> >&2)?$/;
const EXIT = /^exit (?<code>\d+)$/;
const SLEEP = /^sleep [\d.]+$/;

/**
 * The output of a shell command of nothing but `echo`, `exit` and `sleep`; null for any other, as only a shell knows that.
 *
 * @param command the script alone, or the command line of a shell with it
 */
export function knownOutput(command: string): KnownOutput | null {
  const script = scriptIn(command);
  const [stdout, stderr]: [string[], string[]] = [[], []];
  for (const part of script.split(/;\s*/)) {
    const echo = ECHO.exec(part)?.groups;
    const exit = EXIT.exec(part)?.groups;
    if (echo !== undefined && !echo['words']!.startsWith('-')) {
      (echo['toStderr'] === undefined ? stdout : stderr).push(`${echo['words']!.replaceAll(/ +/g, ' ')}\n`);
    } else if (exit !== undefined) return outputOf(stdout, stderr, Number(exit['code']));
    else if (!SLEEP.test(part)) return null;
  }
  return outputOf(stdout, stderr, 0);
}

/** The lines of a text, sorted. */
export function sortedLines(text: string): string[] {
  return text.split('\n').toSorted();
}

function outputOf(stdout: readonly string[], stderr: readonly string[], exitCode: number): KnownOutput {
  const [out, err] = [stdout.join(''), stderr.join('')];
  return { lines: sortedLines(out + err), stdout: out, stderr: err, exitCode };
}

function scriptIn(command: string): string {
  const words = shellWords(command);
  if (words === undefined || words === null || words.length < 3 || !/(?:^|\/)(?:ba|z)?sh$/.test(words[0]!))
    return command;
  return words.at(-1)!;
}
