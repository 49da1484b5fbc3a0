import packageJson from '../../package.json' with { type: 'json' };
import { DEFAULT_FAIL_ON } from '../checks/verdict.ts';
import type { RunOptions } from './commands/run.ts';

const KEPT = ['codex', 'cases', 'baseline', 'out', 'workspace'] as const;

/** The options that decide what is run, and how. */
type KeptOptions = Partial<
  Pick<RunOptions, (typeof KEPT)[number] | 'live' | 'core' | 'thorough' | 'deadline' | 'defaultBaseline' | 'failOn'>
>;

/**
 * The command that repeats this run, for one scenario or, for null, for all.
 *
 * @param env names the npm script that started this run
 */
export function replayCommandLine(
  scenario: string | null,
  options: KeptOptions,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const args = [
    ...KEPT.flatMap((name) => option(name, options[name])),
    ...(options.defaultBaseline === false ? ['--no-default-baseline'] : []),
    ...option('fail-on', options.failOn === DEFAULT_FAIL_ON ? undefined : options.failOn),
    ...(options.live === true ? ['--live'] : []),
    // A name is enough to select by, and the script of the checkout has the option.
    ...(options.core === true && scenario === null && env['npm_lifecycle_event'] !== 'conformance' ? ['--core'] : []),
    ...(options.thorough === true ? ['--thorough'] : []),
    ...option('deadline', options.deadline?.toString()),
    ...option('only', scenario ?? undefined),
  ];
  return [program(env), ...args].join(' ').replace(/ --$/, '');
}

/** A script of the checkout is named; a script of another package may have options of its own. */
function program({ npm_lifecycle_event, npm_package_name }: Readonly<Record<string, string | undefined>>): string {
  if (npm_lifecycle_event === undefined) return 'codex-conformance run';
  const inCheckout = npm_package_name === packageJson.name;
  if (inCheckout && npm_lifecycle_event === 'conformance') return 'npm run conformance --';
  if (inCheckout && npm_lifecycle_event === 'codex-conformance') return 'npm run codex-conformance -- run';
  return 'npx codex-conformance run';
}

function option(name: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  // Without the equals sign it would be parsed as an option.
  return value.startsWith('-') ? [`--${name}=${quoted(value)}`] : [`--${name}`, quoted(value)];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
