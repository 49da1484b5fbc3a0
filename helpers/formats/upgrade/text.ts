import { REQUIREMENT_OUTCOMES, type RequirementOutcome } from '../../versions/upgrade/report.ts';
import { REQUIREMENT_KINDS } from '../../versions/upgrade/requirement.ts';
import { clip } from '../../util/text/clip.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';
import { type Condensed, condensed } from './condense.ts';
import { answerOf, headlineOf, type Upgrade } from './upgrade.ts';
import { breakWords, changeOf, OUTCOME_TITLES, reasonText, withinWords } from './phrases.ts';

const MAX_CHARACTERS = 200;
const KIND_WIDTH = Math.max(...REQUIREMENT_KINDS.map(({ length }) => length)) + 2;

/** The output of `can-i-upgrade` for people: the answer, then each requirement, the worst first. */
export function upgradeText(upgrade: Upgrade, style: Style): string {
  const headline = escapeTerminal(headlineOf(upgrade));
  const blocks = REQUIREMENT_OUTCOMES.flatMap((outcome) => {
    const all = upgrade.results.filter((result) => result.outcome === outcome);
    if (all.length === 0) return [];
    return [[titleOf(outcome, style), ...condensed(all).flatMap((one) => lines(one, upgrade, style))].join('\n')];
  });
  return `${[style.bold(colored(headline, upgrade, style)), ...blocks].join('\n\n')}\n`;
}

function colored(headline: string, upgrade: Upgrade, style: Style): string {
  const answer = answerOf(upgrade);
  if (answer === 'no') return style.red(headline);
  return answer === 'yes' ? style.green(headline) : style.yellow(headline);
}

function titleOf(outcome: RequirementOutcome, style: Style): string {
  const title = `${OUTCOME_TITLES[outcome]}:`;
  if (outcome === 'broken') return style.red(title);
  return outcome === 'unknown' ? style.yellow(title) : style.dim(title);
}

function lines({ result, within }: Condensed, { source }: Upgrade, style: Style): string[] {
  const { requirement, outcome, breaks } = result;
  const details = [
    [changeOf(result), reasonText(result)].filter((part) => part !== '').join(': '),
    breakWords(breaks, source),
    withinWords(within),
    ...(outcome === 'broken' ? [`relied on by ${requirement.sources.join(', ')}`] : []),
  ].filter((text) => text !== '');
  return [
    `  ${requirement.kind.padEnd(KIND_WIDTH)}${cut(requirement.name)}`,
    ...details.map((text) => style.dim(`${' '.repeat(KIND_WIDTH + 2)}${cut(text)}`)),
  ];
}

function cut(text: string): string {
  return clip(escapeTerminal(text), MAX_CHARACTERS);
}
