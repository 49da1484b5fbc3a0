import { Option } from '@commander-js/extra-typings';
import { nearest } from '../util/text/nearest.ts';
import { SuiteError } from '../util/errors.ts';

/** Longer timers fire at once: Node keeps their milliseconds in 32 bits. */
const LONGEST_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

/** An option that can be given several times. @param absent what it means to leave it out */
export function repeatable<Flags extends string>(flags: Flags, description: string, absent = 'all') {
  return new Option(flags, `${description} Repeatable.`)
    .argParser<string[]>((value, previous) => [...previous, value])
    .default([] as string[], absent);
}

/** An option whose value is one of some words. */
export function choice<Flags extends string, const Word extends string>(
  flags: Flags,
  description: string,
  words: readonly Word[],
) {
  const option = new Option(flags, description).choices(words);
  return option.argParser((value): Word => {
    const word = words.find((one) => one === value);
    if (word !== undefined) return word;
    const meant = nearest(value, words);
    throw unexpected(
      option,
      `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
      value,
      meant === undefined ? `Write it as in ${option.long} ${words[0]}.` : `Did you mean ${meant}?`,
    );
  });
}

/** An option whose value is a whole number from 1. */
export function count<Flags extends string>(flags: Flags, description: string) {
  const option = new Option(flags, description);
  return option.argParser((value): number => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= 1 && Number.isSafeInteger(number)) return number;
    throw unexpected(option, 'a whole number from 1', value, `Write it as in ${option.long} 10.`);
  });
}

/** An option whose value is a positive number of seconds. */
export function seconds<Flags extends string>(flags: Flags, description: string) {
  const option = new Option(flags, description);
  return option.argParser((value): number => {
    const number = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (number > 0 && number <= LONGEST_SECONDS) return number;
    throw unexpected(
      option,
      `a number of seconds above 0 and up to ${LONGEST_SECONDS}`,
      value,
      `Write it as in ${option.long} 90 or ${option.long} 0.5.`,
    );
  });
}

function unexpected({ long }: Pick<Option, 'long'>, expected: string, value: string, hint: string): SuiteError {
  return new SuiteError('usage', `${long} expects ${expected}, found ${JSON.stringify(value)}`, { hint });
}

/** `--codex` of the commands that test one codex. */
export const codexOption = new Option(
  '--codex <C>',
  'The codex to test: the path of a binary, a published version (0.98.0), a range in which there is one, "latest", "pinned" (the version that this suite was written for) or "path" (the one on PATH). Default: CODEX_BIN if that is set, otherwise the one on PATH.',
);

/** `--only` of the commands that play scenarios. */
export const onlyOption = repeatable(
  '--only <GLOB>',
  'Select scenarios by name (exec/resume, exec/**, **/by-id) and checks by id.',
);

/** `--cases` of the commands that play scenarios. */
export const casesOption = new Option(
  '--cases <FILE>',
  'Prompts and expected replies of the core scenarios. Default: inputs/cases.json of the suite.',
);

/** `--baseline` of the commands that judge. */
export const baselineOption = new Option(
  '--baseline <FILE>',
  'Known failures, which do not fail the run, in addition to those of the suite.',
);

/** `--no-default-baseline` of the commands that judge. */
export const noDefaultBaselineOption = new Option(
  '--no-default-baseline',
  'Leave the baseline of the suite out. Implied by --cases.',
);
