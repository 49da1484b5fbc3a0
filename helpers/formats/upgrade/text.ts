import type { Fate } from '../../versions/upgrade/report.ts';
import { FATES } from '../../versions/upgrade/report.ts';
import { THING_KINDS } from '../../versions/upgrade/requirement.ts';
import { clip } from '../../util/text/clip.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';
import { type Condensed, condensed } from './condense.ts';
import { type Upgrade, headlineOf, verdictOf } from './upgrade.ts';
import { breakWords, changeOf, FATE_TITLES, whyOf, withinWords } from './words.ts';

/** Longer texts are cut: the JSON has them whole. Characters. */
const LONGEST = 200;
const KIND_WIDTH = Math.max(...THING_KINDS.map(({ length }) => length)) + 2;

/** What `can-i-upgrade` prints for people: the answer, then each thing, the worst first. */
export function upgradeText(upgrade: Upgrade, style: Style): string {
  const headline = escapeTerminal(headlineOf(upgrade));
  const blocks = FATES.flatMap((fate) => {
    const all = upgrade.answered.filter((answered) => answered.fate === fate);
    if (all.length === 0) return [];
    return [[titleOf(fate, style), ...condensed(all).flatMap((one) => lines(one, upgrade, style))].join('\n')];
  });
  return `${[style.bold(colored(headline, upgrade, style)), ...blocks].join('\n\n')}\n`;
}

function colored(headline: string, upgrade: Upgrade, style: Style): string {
  const verdict = verdictOf(upgrade);
  if (verdict === 'no') return style.red(headline);
  return verdict === 'yes' ? style.green(headline) : style.yellow(headline);
}

function titleOf(fate: Fate, style: Style): string {
  const title = `${FATE_TITLES[fate]}:`;
  if (fate === 'broken') return style.red(title);
  return fate === 'unknown' ? style.yellow(title) : style.dim(title);
}

function lines({ answered, within }: Condensed, { source }: Upgrade, style: Style): string[] {
  const { thing, fate, breaks } = answered;
  const details = [
    [changeOf(answered), whyOf(answered)].filter((part) => part !== '').join(': '),
    breakWords(breaks, source),
    withinWords(within),
    ...(fate === 'broken' ? [`relied on by ${thing.namedBy.join(', ')}`] : []),
  ].filter((text) => text !== '');
  return [
    `  ${thing.kind.padEnd(KIND_WIDTH)}${cut(thing.name)}`,
    ...details.map((text) => style.dim(`${' '.repeat(KIND_WIDTH + 2)}${cut(text)}`)),
  ];
}

function cut(text: string): string {
  return clip(escapeTerminal(text), LONGEST);
}
