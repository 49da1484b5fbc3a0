import packageJson from '../../package.json' with { type: 'json' };
import type { OptionsOf } from './commands.ts';

/** The options that decide what is run, and how, as a person types them. */
const KEPT = ['codex', 'cases', 'baseline', 'out', 'workspace'] as const;

/**
 * The command that runs one scenario again, or all of them for null, in the way in which this run was started.
 *
 * @param env to tell whether npm started this run
 */
export function replayCommand(
  scenario: string | null,
  options: OptionsOf<'run'>,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const args = [
    ...KEPT.flatMap((name) => option(name, options[name])),
    ...(options.live ? ['--live'] : []),
    // A name is enough to choose by, and the script of the checkout says so itself.
    ...(options.modesOnly && scenario === null && env['npm_lifecycle_event'] !== 'conformance' ? ['--modes-only'] : []),
    ...option('deadline', options.deadline?.toString()),
    ...option('only', scenario ?? undefined),
  ];
  return [program(env), ...args].join(' ').replace(/ --$/, '');
}

/**
 * What a person types to run the suite. A script of the checkout is named as it was; a script of another package may
 * have options of its own.
 */
function program({ npm_lifecycle_event, npm_package_name }: Readonly<Record<string, string | undefined>>): string {
  if (npm_lifecycle_event === undefined) return 'codex-conformance run';
  const inCheckout = npm_package_name === packageJson.name;
  if (inCheckout && npm_lifecycle_event === 'conformance') return 'npm run conformance --';
  if (inCheckout && npm_lifecycle_event === 'codex-conformance') return 'npm run codex-conformance -- run';
  return 'npx codex-conformance run';
}

function option(name: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  // A value that looks like an option is not taken for the value of one.
  return value.startsWith('-') ? [`--${name}=${quoted(value)}`] : [`--${name}`, quoted(value)];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
