import { helpFlags } from './help-flags.ts';

/** Help texts of a binary. An empty text means that the command failed. */
export interface HelpTexts {
  readonly help: string;
  readonly execHelp: string;
  readonly resumeHelp: string;
  readonly appServerHelp: string;
  readonly features: string;
}

/** The name of the capability to emit a schema (0.61 has it). */
export const EMITS_SCHEMA = 'app-server.command.generate-json-schema';

const COMMAND_SECTION = /^Commands:\n((?: {2}.*\n)+)/m;
const COMMAND = /^ {2}([a-z][a-z0-9-]*)(?: |$)/gm;
const TRANSPORT = /`([a-z]+):\/\//g;
const FEATURE = /^([a-z][a-z0-9_.]*)[ \t]+(\S.*?)[ \t]+(?:true|false)[ \t]*$/gm;

/**
 * The capabilities of a binary, sorted: `command.exec`, `exec.command.resume`, `exec.flag.ephemeral`,
 * `resume.flag.output-schema`, `app-server.flag.listen`, `app-server.listen.unix`, `feature.plugins` (not those marked as removed).
 */
export function capabilitiesOf(texts: HelpTexts): string[] {
  const names = new Set<string>();
  for (const command of commandsIn(texts.help)) names.add(`command.${command}`);
  for (const command of commandsIn(texts.execHelp)) names.add(`exec.command.${command}`);
  for (const command of commandsIn(texts.appServerHelp)) names.add(`app-server.command.${command}`);
  for (const flag of flagsIn(texts.execHelp)) names.add(`exec.flag.${flag}`);
  for (const flag of flagsIn(texts.resumeHelp)) names.add(`resume.flag.${flag}`);
  for (const flag of flagsIn(texts.appServerHelp)) names.add(`app-server.flag.${flag}`);
  for (const [, name] of texts.appServerHelp.matchAll(TRANSPORT)) names.add(`app-server.listen.${name}`);
  for (const [, name, stage] of texts.features.matchAll(FEATURE)) {
    names.add(stage === 'removed' ? `removed-feature.${name}` : `feature.${name}`);
  }
  return [...names].toSorted();
}

function flagsIn(help: string): string[] {
  return helpFlags(help).map(({ name }) => name);
}

function commandsIn(help: string): string[] {
  const section = COMMAND_SECTION.exec(help)?.[1] ?? '';
  return [...section.matchAll(COMMAND)].map((match) => match[1]!).filter((name) => name !== 'help');
}
