import type { Level } from '../checks/verdict.ts';
import { escapeTerminal } from '../util/terminal/escape.ts';

const COMMANDS = { must: 'error', should: 'warning', may: 'notice' } as const satisfies Record<Level, string>;

/**
 * A workflow command of GitHub Actions on one line. A runner shows it beside the file, if it names one.
 * Rules for escaping: actions/toolkit packages/core/src/command.ts.
 *
 * @param level of the check; null for a defect of the suite
 * @param text one that is safe to print
 */
export function githubCommand(level: Level | null, properties: Readonly<Record<string, string>>, text: string): string {
  const all = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  const command = level === null ? 'error' : COMMANDS[level];
  return `::${command} ${all.join(',')}::${data(text)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(escapeTerminal(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
