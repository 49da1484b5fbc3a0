import { REQUIREMENT_OUTCOMES, type RequirementOutcome } from '../../versions/upgrade/report.ts';
import { REQUIREMENT_KINDS } from '../../versions/upgrade/requirement.ts';
import { clip } from '../../util/text/clip.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';
import { type Condensed, condensed } from './condense.ts';
import { answerOf, headlineOf, type Upgrade } from './upgrade.ts';
import { breakWords, changeOf, levelText, OUTCOME_TITLES, reasonText, withinWords } from './phrases.ts';

const MAX_CHARACTERS = 200;
const KIND_WIDTH = Math.max(...REQUIREMENT_KINDS.map(({ length }) => length)) + 2;

/** The output of `can-i-upgrade` for people: the answer, then each requirement that does not just hold, the worst first. */
export function upgradeText(upgrade: Upgrade, style: Style): string {
  const headline = escapeTerminal(headlineOf(upgrade));
  const blocks = REQUIREMENT_OUTCOMES.flatMap((outcome) => {
    const all = upgrade.results.filter((result) => result.outcome === outcome);
    if (all.length === 0) return [];
    if (outcome === 'holds') return [style.dim(`${OUTCOME_TITLES.holds}: ${all.length} (--format md lists them)`)];
    return [[titleOf(outcome, style), ...condensed(all).flatMap((one) => lines(one, upgrade, style))].join('\n')];
  });
  const isGuess = answerOf(upgrade) === 'unknown' && upgrade.source === 'played';
  const hint = isGuess ? ['hint: A matrix plays all scenarios and knows more: codex-conformance matrix --help'] : [];
  return `${[style.bold(colored(headline, upgrade, style)), ...blocks, ...hint].join('\n\n')}\n`;
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
    `  ${requirement.kind.padEnd(KIND_WIDTH)}${cut(requirement.name)}${levelText(result)}`,
    ...details.map((text) => style.dim(`${' '.repeat(KIND_WIDTH + 2)}${cut(text)}`)),
  ];
}

function cut(text: string): string {
  return clip(escapeTerminal(text), MAX_CHARACTERS);
}
