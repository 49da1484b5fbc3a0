import type { Check } from '../checks/check.ts';
import { isGlob } from '../inputs/glob.ts';
import type { KnownFailure } from '../inputs/baseline-schema.ts';
import { EXTENDED } from '../scenarios/catalog.ts';
import { byVersion, isInRange } from '../util/version-range.ts';
import { plainText } from '../util/text/markdown.ts';

/**
 * The text of `docs/findings.md`: the known deviations of codex, by reason, each with the command that reproduces it on the
 * newest version that is known to show it.
 *
 * @param failures those of the shipped baseline
 * @param versions published ones; those that a range names are tried, too
 */
export function findings(
  failures: readonly KnownFailure[],
  checks: readonly Check[],
  versions: readonly string[],
): string {
  const clauses = new Map(checks.map(({ id, clause }) => [id, clause]));
  const blocks = [
    '# Findings',
    'Known deviations of codex, written by `npm run catalogue` from `inputs/baselines/default.json`. Each command plays the newest version of the range that is at hand, and fails.',
    ...[...Map.groupBy(failures, ({ reason }) => reason)].flatMap(([reason, group]) => [
      `## ${plainText(reason.replace(/\.$/, ''))}`,
      [...new Set(group.map(({ check }) => `\`${check}\`: ${plainText(clauses.get(check) ?? '')}`))].join('\n\n'),
      [...new Set(group.map((failure) => `- ${line(failure, versions)}`))].join('\n'),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function line({ scenario, versions: range, rate, link }: KnownFailure, versions: readonly string[]): string {
  const where = rate === undefined ? range : `${range}, in ${rate} plays`;
  const only = isGlob(scenario) ? `'${scenario}'` : scenario;
  const thorough = EXTENDED.some((one) => one.thorough === true && one.name === scenario) ? ' --thorough' : '';
  const thread = link === undefined ? '' : ` ([upstream](${link}))`;
  return `${plainText(`${scenario}, ${where}`)}${thread}: \`npx codex-conformance run --codex ${newestIn(range, versions)} --only ${only}${thorough} --no-default-baseline --out outputs/finding\``;
}

function newestIn(range: string, versions: readonly string[]): string {
  const named = range.match(/\d+\.\d+\.\d+(?:-[\w.]+)?/g) ?? [];
  const all = [...versions, ...named].filter((version) => isInRange(version, range)).toSorted(byVersion);
  const newest = all.at(-1);
  if (newest === undefined) throw new Error(`no version at hand is in ${range}`);
  return newest;
}
