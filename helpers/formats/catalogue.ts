import type { Check } from '../checks/check.ts';
import { LEVELS } from '../checks/levels.ts';
import { plainText } from '../util/text/markdown.ts';

/** The text of `docs/checks.md`: each check with its authority and its mutants. */
export function catalogue(checks: readonly Check[]): string {
  const groups = Map.groupBy(checks, ({ id }) => id.slice(0, id.indexOf('/')));
  const counts = LEVELS.map((level) => `${checks.filter((check) => check.level === level).length} ${level}`);
  const blocks = [
    '# Checks',
    'Written by `npm run catalogue` from `helpers/checks/` and `helpers/scenarios/`; a unit test holds that it is current.',
    `${checks.length} checks: ${counts.join(', ')}. [results.md](results.md) says what the levels and the authorities mean.`,
    ...[...groups].flatMap(([name, group]) => [`## ${name}`, ...group.flatMap(checkBlocks)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function checkBlocks(check: Check): readonly string[] {
  const { id, clause, level, authority, language, scenarios = [], needs = [], mutants } = check;
  const items = [
    `${level}, ${authority.kind}: ${plainText(authority.reference)}`,
    ...(language === undefined ? [] : [`language: ${language}`]),
    ...(scenarios.length > 0 ? [`scenarios: ${scenarios.map((name) => `\`${name}\``).join(', ')}`] : []),
    ...(needs.length > 0 ? [`needs: ${needs.map((name) => `\`${name}\``).join(', ')}`] : []),
    `notices a codex that ${plainText(Object.keys(mutants()).join('; '))}`,
  ];
  return [`### \`${id}\``, plainText(clause), items.map((item) => `- ${item}`).join('\n')];
}
