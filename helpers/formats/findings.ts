import type { Check } from '../checks/check.ts';
import { isGlob } from '../inputs/glob.ts';
import type { KnownFailure } from '../inputs/baseline-schema.ts';
import { plainText } from '../util/text/markdown.ts';

/**
 * The text of `docs/findings.md`: the known deviations of codex, by reason, each with the command that reproduces it.
 *
 * @param failures those of the shipped baseline
 */
export function findings(failures: readonly KnownFailure[], checks: readonly Check[]): string {
  const clauses = new Map(checks.map(({ id, clause }) => [id, clause]));
  const blocks = [
    '# Findings',
    'Known deviations of codex, written by `npm run catalogue` from `inputs/baselines/default.json`. `--codex` takes the newest version of a range.',
    ...[...Map.groupBy(failures, ({ reason }) => reason)].flatMap(([reason, group]) => [
      `## ${plainText(reason.replace(/\.$/, ''))}`,
      [...new Set(group.map(({ check }) => `\`${check}\`: ${plainText(clauses.get(check) ?? '')}`))].join('\n\n'),
      group
        .map(({ scenario, versions, rate }) => {
          const where = rate === undefined ? versions : `${versions}, in ${rate} plays`;
          const command = `npm run codex-conformance -- run --codex '${versions}' --only ${isGlob(scenario) ? `'${scenario}'` : scenario} --out outputs/finding`;
          return `- ${scenario}, ${plainText(where)}: \`${command}\``;
        })
        .join('\n'),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}
