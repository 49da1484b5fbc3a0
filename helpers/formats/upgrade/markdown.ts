import type { Fate } from '../../versions/upgrade/report.ts';
import { FATES } from '../../versions/upgrade/report.ts';
import { clip } from '../../util/text/clip.ts';
import { cellSpan, plainText, table } from '../../util/text/markdown.ts';
import { type Condensed, condensed } from './condense.ts';
import { type Upgrade, headlineOf } from './upgrade.ts';
import { breakWords, changeOf, FATE_TITLES, whyOf, withinWords } from './words.ts';

/** Longer texts make a table unreadable: the JSON has them whole. Characters. */
const LONGEST = 160;
const span = (text: string): string => cellSpan(clip(text, LONGEST));

/** What `can-i-upgrade --format md` prints, for a pull request. What holds is folded. */
export function upgradeMarkdown(upgrade: Upgrade): string {
  const blocks = FATES.flatMap((fate) => fateBlocks(fate, upgrade));
  return `${[`### ${plainText(headlineOf(upgrade))}`, ...blocks].join('\n\n')}\n`;
}

function fateBlocks(fate: Fate, { answered, source }: Upgrade): string[] {
  const all = answered.filter((one) => one.fate === fate);
  if (all.length === 0) return [];
  const head = ['kind', 'what', 'why', ...(fate === 'broken' ? ['where', 'relied on by'] : [])];
  const rows = table(
    head,
    condensed(all).map((one) => row(one, source)),
  );
  const title = `${FATE_TITLES[fate]} (${all.length})`;
  if (fate === 'broken' || fate === 'unknown') return [`#### ${title}`, rows];
  return [`<details><summary>${title}</summary>`, rows, '</details>'];
}

function row({ answered, within }: Condensed, source: Upgrade['source']): string[] {
  const { thing, fate, breaks } = answered;
  return [
    thing.kind,
    span(thing.name),
    [changeOf(answered), whyOf(answered), withinWords(within)]
      .filter((text) => text !== '')
      .map(span)
      .join('<br>'),
    ...(fate === 'broken' ? [span(breakWords(breaks, source)), thing.namedBy.map(span).join('<br>')] : []),
  ];
}
