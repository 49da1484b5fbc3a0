import { GROUPS, type Group } from '../proof/protocol/declared.ts';
import { coverageNumbers, type ProtocolCoverage } from '../proof/protocol/coverage.ts';
import { REASONS } from '../proof/protocol/reasons.ts';
import { table } from '../util/text/markdown.ts';

type Entries = ProtocolCoverage['groups'][Group];

const INTRODUCTION = `# Protocol coverage

How much of what the binary declares in its schema and its help a whole run exercises. Written by \`npm run protocol -- DIR\`.

A request counts only if codex responds with a result, a flag only if codex accepts the command line. A method or flag has a clause
if a check judges its effect on another channel; a message, if a changed value of it turns a check red. What is neither exercised
nor has a reason is open.`;

/** One line for each element. */
export function protocolCoverageJson({ codex, groups }: ProtocolCoverage): string {
  const parts = GROUPS.map((group) => {
    const lines = Object.entries(groups[group]).map(
      ([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`,
    );
    return `${JSON.stringify(group)}:{\n${lines.join(',\n')}\n}`;
  });
  return `{"codex":${JSON.stringify(codex)},"groups":{\n${parts.join(',\n')}\n}}\n`;
}

/** The page of protocol coverage as Markdown. */
export function protocolCoveragePage({ codex, groups }: ProtocolCoverage): string {
  const rows = GROUPS.map((group) => [group, ...Object.values(coverageNumbers(groups[group])).map(String)]);
  return `${[
    INTRODUCTION,
    `## Codex ${codex}`,
    table(
      ['group', 'declared', 'exercised', 'refused', 'with clause', 'with reason', 'open', 'seen but undeclared'],
      rows,
    ),
    ...GROUPS.flatMap((group) => sectionOf(group, groups[group])),
  ].join('\n\n')}\n`;
}

function sectionOf(group: Group, entries: Entries): string[] {
  const named = (of: (entry: Entries[string]) => boolean): string =>
    Object.entries(entries)
      .filter(([, entry]) => of(entry))
      .map(([name]) => `\`${name}\``)
      .join(', ');
  const judged = !/variants|infos|codes/.test(group);
  const lists = [
    ['Open', named((one) => one.count === 0 && one.reason === undefined)],
    ['Exercised without a clause', judged ? named((one) => one.count > 0 && one.checks === undefined) : ''],
    ['Seen but undeclared', named((one) => one.undeclared === true)],
  ].filter(([, names]) => names !== '');
  const reasons = Object.entries(entries).flatMap(([name, { reason, attempt }]) =>
    reason === undefined ? [] : [`- \`${name}\`: ${REASONS[reason]}. ${attempt}`],
  );
  const parts = [...lists.map(([title, names]) => `${title}: ${names}`), reasons.join('\n')].filter(
    (one) => one !== '',
  );
  return parts.length === 0 ? [] : [`## ${group[0]!.toUpperCase()}${group.slice(1)}`, ...parts];
}
