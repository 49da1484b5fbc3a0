/** What a shell completes of one command. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Choices of its argument. */
  readonly choices: readonly string[];
}

interface CompletedOption {
  /** With the dashes. */
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/**
 * A script for bash, and for zsh through its `bashcompinit`. Where a word is none of the program's, the shell completes
 * the names of files.
 */
export function bashCompletion(program: string, commands: readonly CompletedCommand[], isZsh = false): string {
  const name = `_${program.replaceAll('-', '_')}`;
  const values = commands.flatMap((command) =>
    command.options
      .filter(({ takesValue }) => takesValue)
      .map(({ flag, choices }) => `    ${quoted(`${command.name} ${flag}`)}) ${words(choices)} ;;`),
  );
  const rest = commands.map(
    ({ name: command, options, choices }) =>
      `    ${quoted(command)}\\ *) ${words([...choices, ...options.map(({ flag }) => flag)])} ;;`,
  );
  return `${[
    ...(isZsh ? ['autoload -U +X compinit bashcompinit && compinit && bashcompinit'] : []),
    `${name}() {`,
    `  local cur=\${COMP_WORDS[COMP_CWORD]} typed="\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD-1]}" words=''`,
    "  ((COMP_CWORD == 1)) && typed=''",
    '  case "$typed" in',
    `    '') ${words([...commands.map((command) => command.name), 'help', '--help', '--version'])} ;;`,
    ...values,
    ...rest,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$cur"))',
    '}',
    `complete -o default -F ${name} ${program}`,
  ].join('\n')}\n`;
}

/** A script for fish. */
export function fishCompletion(program: string, commands: readonly CompletedCommand[]): string {
  const start = `complete -c ${program}`;
  return `${commands
    .flatMap(({ name, description, options, choices }) => {
      const within = `${start} -n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
      return [
        `${start} -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
        ...(choices.length === 0 ? [] : [`${within} -f -a ${quoted(choices.join(' '))}`]),
        ...options.map(({ flag, description: text, takesValue, choices: values }) =>
          [
            `${within} -l ${flag.slice(2)} -d ${quoted(text)}`,
            ...(takesValue ? ['-r'] : []),
            ...(values.length === 0 ? [] : [`-f -a ${quoted(values.join(' '))}`]),
          ].join(' '),
        ),
      ];
    })
    .join('\n')}\n`;
}

function words(list: readonly string[]): string {
  return `words=${quoted(list.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
