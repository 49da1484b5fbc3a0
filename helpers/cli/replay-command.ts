import type { OptionsOf } from './commands.ts';

/** The options that decide what is run, and how, as a person types them. */
const KEPT = ['codex', 'cases', 'out', 'workspace'] as const;

/**
 * The command that runs one scenario again, or all of them for null, in the way in which this run was started.
 *
 * @param env to tell whether an npm script started this run
 */
export function replayCommand(
  scenario: string | null,
  options: OptionsOf<'run'>,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const args = [
    ...KEPT.flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, quoted(options[name])])),
    ...(options.live ? ['--live'] : []),
    ...(options.deadline === undefined ? [] : ['--deadline', String(options.deadline)]),
    ...(scenario === null ? [] : ['--only', quoted(scenario)]),
  ];
  const byScript = env['npm_lifecycle_event'] !== undefined;
  return [byScript ? 'npm run conformance --' : 'codex-conformance run', ...args].join(' ').replace(/ --$/, '');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
