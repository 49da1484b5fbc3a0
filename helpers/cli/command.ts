import type { Command, CommandUnknownOpts, OptionValues } from '@commander-js/extra-typings';
import type { Io } from './io.ts';

/** The program, as a person types it. */
export const PROGRAM = 'codex-conformance';

/** A command of the program. */
export interface CliCommand {
  readonly command: CommandUnknownOpts;
  /** Command lines without the name of the program. */
  readonly examples: readonly string[];
  readonly run: (io: Io) => Promise<number>;
}

/** The options that a command was given, by name. */
export type OptionsOf<Parsed extends { readonly opts: () => unknown }> = Readonly<ReturnType<Parsed['opts']>>;

/**
 * A command with its examples.
 *
 * @param run loads the implementation when it is called, so that help comes at once
 */
export function defineCommand<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
  examples: readonly string[],
  run: (...parameters: [...Args, Options, Io]) => Promise<number>,
): CliCommand {
  command.addHelpText('after', ['\nExamples:', ...examples.map((example) => `  ${PROGRAM} ${example}`)].join('\n'));
  return {
    command,
    examples,
    run: async (io) => {
      // Another command line may be parsed while it waits.
      const { processedArgs } = command;
      const options = command.opts();
      await import('../util/interpret-schemas.ts');
      return await run(...processedArgs, options, io);
    },
  };
}
