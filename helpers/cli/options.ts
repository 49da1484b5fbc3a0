import { parseArgs } from 'node:util';
import { SuiteError } from '../util/errors.ts';
import { nearest } from '../inputs/nearest.ts';
import { COMMAND_NAMES, COMMANDS, flagOf, operandsOf } from './commands.ts';
import type { CommandName, OperandDescription, OptionDescription, OptionsOf } from './commands.ts';

/** Longer timers fire at once: Node keeps their milliseconds in 32 bits. */
const LONGEST_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

type Tokens = ReturnType<typeof tokenize>;
type OptionToken = Extract<Tokens[number], { readonly kind: 'option' }>;

/**
 * The options of a command and its operands, or `help` if that is asked for anywhere among them, however wrong the rest is.
 * @throws {SuiteError} `usage`
 */
export function parseOptions<Name extends CommandName>(
  command: Name,
  argv: readonly string[],
): OptionsOf<Name> | 'help' {
  const tokens = tokenize(command, argv);
  if (tokens.some((token) => token.kind === 'option' && token.name === 'help')) return 'help';
  const described = describedOptions(command);
  const operands = operandsOf(COMMANDS[command]);
  const values = new Map<string, unknown>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (operands.length === 0) throw positional(command, token.value);
      const operand = operands.find(({ name }) => !values.has(name));
      if (operand === undefined) throw oneTooMany(command, operands, token.value);
      if (token.value === '') throw noOperand(command, operand);
      values.set(operand.name, token.value);
      continue;
    }
    if (token.kind === 'option-terminator') continue;
    const found = described.find(([option]) => flagOf(option) === token.name);
    if (found === undefined) throw unknownOption(command, argv[token.index] ?? token.rawName);
    const [option, description] = found;
    values.set(option, readValue(token, description, values.get(option)));
  }
  for (const [option, { needs }] of described) {
    if (needs !== undefined && values.has(option) && values.get(needs) !== true) {
      throw usage(
        `--${flagOf(option)} means nothing without --${flagOf(needs)}`,
        `Add --${flagOf(needs)}, or leave it out.`,
      );
    }
  }
  const missing = operands.find(({ name }) => !values.has(name));
  if (missing !== undefined) throw noOperand(command, missing);
  return Object.fromEntries([
    ...operands.map(({ name }) => [name, values.get(name)]),
    ...described.map(([option, description]) => [option, values.get(option) ?? absent(description)]),
  ]) as OptionsOf<Name>;
}

function describedOptions(command: CommandName): [string, OptionDescription][] {
  return Object.entries(COMMANDS[command].options);
}

/** Not strict: the messages of `parseArgs` name neither the command nor what was meant. */
function tokenize(command: CommandName, argv: readonly string[]) {
  const types = describedOptions(command).map(
    ([option, { kind }]) => [flagOf(option), { type: kind === 'flag' ? 'boolean' : 'string' }] as const,
  );
  const options = { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } } as const;
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function readValue(token: OptionToken, description: OptionDescription, before: unknown): unknown {
  const { kind, value: placeholder } = description;
  const { rawName: flag, value, inlineValue } = token;
  if (kind === 'flag') {
    if (value === undefined) return true;
    throw usage(`${flag} takes no value, found ${JSON.stringify(value)}`, `Write ${flag} alone, or leave it out.`);
  }
  if (value === undefined || value === '') throw usage(`${flag} needs a value`, `Write ${flag} ${placeholder}.`);
  if (!inlineValue && /^-./.test(value)) {
    throw usage(
      `${flag} needs a value, found the option ${JSON.stringify(value)}`,
      `Write ${flag} ${placeholder}, or ${flag}=${value} if that is the value.`,
    );
  }
  if (kind === 'list') return [...((before as readonly string[] | undefined) ?? []), value];
  if (before !== undefined) {
    throw usage(`${flag} is given twice, the second time as ${JSON.stringify(value)}`, 'Give it once.');
  }
  if (kind === 'seconds') return readSeconds(flag, value);
  if (kind === 'count') return readCount(flag, value);
  return kind === 'choice' ? readChoice(flag, value, description.choices ?? []) : value;
}

function readChoice(flag: string, value: string, choices: readonly string[]): string {
  if (choices.includes(value)) return value;
  const meant = nearest(value, choices);
  throw usage(
    `${flag} expects ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, found ${JSON.stringify(value)}`,
    meant === undefined ? `Write it as in ${flag} ${choices[0]}.` : `Did you mean ${meant}?`,
  );
}

function readCount(flag: string, value: string): number {
  const count = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (count >= 1 && Number.isSafeInteger(count)) return count;
  throw usage(`${flag} expects a whole number from 1, found ${JSON.stringify(value)}`, `Write it as in ${flag} 10.`);
}

function readSeconds(flag: string, value: string): number {
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (seconds > 0 && seconds <= LONGEST_SECONDS) return seconds;
  throw usage(
    `${flag} expects a number of seconds above 0 and up to ${LONGEST_SECONDS}, found ${JSON.stringify(value)}`,
    `Write it as in ${flag} 90 or ${flag} 0.5.`,
  );
}

function absent(description: OptionDescription): unknown {
  if (description.kind === 'flag') return false;
  return description.kind === 'list' ? [] : description.default;
}

function unknownOption(command: CommandName, written: string): SuiteError {
  const flag = written.replace(/=.*/s, '');
  const name = flag.replace(/^-+/, '');
  const message = `unknown option ${flag} of ${command}`;
  const meant = nearest(name, [...describedOptions(command).map(([option]) => flagOf(option)), 'help']);
  if (meant !== undefined) return usage(message, `Did you mean --${meant}?`);
  const owner = COMMAND_NAMES.find((other) => describedOptions(other).some(([option]) => flagOf(option) === name));
  if (owner !== undefined) return usage(message, `It is an option of ${owner}.`);
  return usage(message, `For what there is, see: codex-conformance ${command} --help`);
}

function positional(command: CommandName, value: string): SuiteError {
  return usage(
    `${command} takes only options, found ${JSON.stringify(value)}`,
    `To choose scenarios or checks, write --only=${value}. For what there is, see: codex-conformance ${command} --help`,
  );
}

function noOperand(command: CommandName, { value, help }: OperandDescription): SuiteError {
  return usage(`${command} needs one ${value}`, `${value}: ${help}`);
}

function oneTooMany(command: CommandName, operands: readonly OperandDescription[], value: string): SuiteError {
  const names = operands.map(({ value }) => value);
  return names.length === 1
    ? usage(
        `${command} takes one ${names[0]}, found ${JSON.stringify(value)} after it`,
        `Call ${command} once for each ${names[0]}.`,
      )
    : usage(
        `${command} takes ${names.join(' and ')}, found ${JSON.stringify(value)} after them`,
        `For what there is, see: codex-conformance ${command} --help`,
      );
}

function usage(message: string, hint: string): SuiteError {
  return new SuiteError('usage', message, { hint });
}
