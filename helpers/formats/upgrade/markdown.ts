import { REQUIREMENT_OUTCOMES, type RequirementOutcome } from '../../versions/upgrade/report.ts';
import { clip } from '../../util/text/clip.ts';
import { cellSpan, plainText, table } from '../../util/text/markdown.ts';
import { type Condensed, condensed } from './condense.ts';
import { type Upgrade, headlineOf } from './upgrade.ts';
import { breakWords, changeOf, levelText, OUTCOME_TITLES, reasonText, withinWords } from './phrases.ts';

const MAX_CHARACTERS = 160;
const span = (text: string): string => cellSpan(clip(text, MAX_CHARACTERS));

/** The output of `can-i-upgrade --format md`, for a pull request. Requirements that hold are folded. */
export function upgradeMarkdown(upgrade: Upgrade): string {
  const blocks = REQUIREMENT_OUTCOMES.flatMap((outcome) => outcomeBlocks(outcome, upgrade));
  return `${[`### ${plainText(headlineOf(upgrade))}`, ...blocks].join('\n\n')}\n`;
}

function outcomeBlocks(outcome: RequirementOutcome, { results, source }: Upgrade): string[] {
  const all = results.filter((result) => result.outcome === outcome);
  if (all.length === 0) return [];
  const head = ['kind', 'what', 'why', ...(outcome === 'broken' ? ['where', 'relied on by'] : [])];
  const rows = table(
    head,
    condensed(all).map((one) => row(one, source)),
  );
  const title = `${OUTCOME_TITLES[outcome]} (${all.length})`;
  if (outcome === 'broken' || outcome === 'unknown') return [`#### ${title}`, rows];
  return [`<details><summary>${title}</summary>`, rows, '</details>'];
}

function row({ result, within }: Condensed, source: Upgrade['source']): string[] {
  const { requirement, outcome, breaks } = result;
  return [
    requirement.kind,
    `${span(requirement.name)}${levelText(result)}`,
    [changeOf(result), reasonText(result), withinWords(within)]
      .filter((text) => text !== '')
      .map(span)
      .join('<br>'),
    ...(outcome === 'broken' ? [span(breakWords(breaks, source)), requirement.sources.map(span).join('<br>')] : []),
  ];
}
