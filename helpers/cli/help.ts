import { COMMAND_NAMES, COMMANDS, flagOf, operandsOf } from './commands.ts';
import type { CommandDescription, CommandName, OperandDescription, OptionDescription } from './commands.ts';
import { EXIT_CODES } from './exit-codes.ts';

const PROGRAM = 'codex-conformance';

/** Characters. Lines are not made longer, however wide the terminal, nor shorter, however narrow. */
const WIDEST = 100;
const NARROWEST = 50;

type Row = readonly [left: string, right: string];

const HELP_ROW: Row = ['-h, --help', 'Show this help.'];

/** The help of one command, or of the whole program, for a terminal of so many columns. Ends with a line break. */
export function helpText(command: CommandName | undefined, columns: number): string {
  const width = Math.min(Math.max(columns, NARROWEST), WIDEST);
  const blocks = command === undefined ? programHelp(width) : commandHelp(command, width);
  return `${blocks.join('\n\n')}\n`;
}

function programHelp(width: number): string[] {
  return [
    wrap('Drives the real codex through exec --json, exec resume and app-server, and judges what it did.', width, 0),
    `Usage: ${PROGRAM} <command> [options]`,
    section(
      'Commands',
      [
        ...COMMAND_NAMES.map((name): Row => [name, COMMANDS[name].summary]),
        ['help [command]', 'Show the help of a command.'],
      ],
      width,
    ),
    section('Options', [HELP_ROW, ['--version', 'Show the version.']], width),
    section('Exit codes', Object.entries(EXIT_CODES), width),
  ];
}

function commandHelp(command: CommandName, width: number): string[] {
  const { summary, options, examples }: CommandDescription = COMMANDS[command];
  const operands = operandsOf(COMMANDS[command]);
  const rows = Object.entries(options).map(optionRow);
  return [
    wrap(summary, width, 0),
    `Usage: ${PROGRAM} ${command} [options]${operands.map(({ value }) => ` ${value}`).join('')}`,
    ...(operands.length === 0 ? [] : [argumentSection(operands, width)]),
    section('Options', [...rows, HELP_ROW], width),
    ['Examples:', ...examples.map((example) => `  ${PROGRAM} ${example}`)].join('\n'),
  ];
}

function argumentSection(operands: readonly OperandDescription[], width: number): string {
  const rows = operands.map(({ value, help }): Row => [value, help]);
  return section(operands.length === 1 ? 'Argument' : 'Arguments', rows, width);
}

function optionRow([option, { value, help, default: otherwise }]: [string, OptionDescription]): Row {
  const flag = `--${flagOf(option)}`;
  return [
    value === undefined ? flag : `${flag} ${value}`,
    otherwise === undefined ? help : `${help} Default: ${otherwise}.`,
  ];
}

function section(title: string, rows: readonly Row[], width: number): string {
  const margin = Math.max(...rows.map(([left]) => left.length)) + 4;
  const lines = rows.map(([left, right]) => `  ${left}`.padEnd(margin) + wrap(right, width, margin));
  return [`${title}:`, ...lines].join('\n');
}

/** Breaks a text into lines that end before `width`; all but the first are indented by `margin`. */
function wrap(text: string, width: number, margin: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && margin + longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].join(`\n${' '.repeat(margin)}`);
}
