import type { Change } from '../../versions/diff/group-differences.ts';
import { DIFFERENCE_CLASSES, type DifferenceClass } from '../../versions/diff/difference.ts';
import { clip } from '../../util/text/clip.ts';
import { cellSpan, codeSpan, table } from '../../util/text/markdown.ts';
import { plural } from '../../util/text/phrases.ts';
import type { Diff } from './diff.ts';
import { countsText, placeOf, changeReason, titleOf, whatOf, whereOf } from './phrases.ts';

const MAX_CHARACTERS = 120;
const span = (text: string): string => cellSpan(clip(text, MAX_CHARACTERS));

const TITLES: Readonly<Record<DifferenceClass, string>> = {
  breaking: 'Breaking',
  additive: 'Additive',
  cosmetic: 'Cosmetic',
  'not-compared': 'Not compared',
};

/** What `diff --format md` prints, for a pull request: a table for each class, folded unless breaking. */
export function diffMarkdown(diff: Diff): string {
  const { before, after, scenarios, changes } = diff;
  const blocks = [
    `### codex ${codeSpan(before.version)} → ${codeSpan(after.version)}`,
    `${countsText(changes)}; ${plural(scenarios, 'scenario')} compared.`,
    ...DIFFERENCE_CLASSES.flatMap((name) =>
      classBlocks(
        name,
        changes.filter(({ main }) => main.class === name),
      ),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function classBlocks(name: DifferenceClass, changes: readonly Change[]): string[] {
  if (changes.length === 0) return [];
  const rows = table(['affects', 'what', 'change', 'why', 'seen in'], changes.map(row));
  const title = `${TITLES[name]} (${changes.length})`;
  if (name === 'breaking') return [`#### ${title}`, rows];
  return [`<details><summary>${title}</summary>`, rows, '</details>'];
}

function row(change: Change): string[] {
  const { main } = change;
  const place = placeOf(main.evidence.after ?? main.evidence.before);
  const where = [whereOf(change), place ?? '']
    .filter((text) => text !== '')
    .map(span)
    .join('<br>');
  return [main.affects, span(titleOf(change)), span(whatOf(main)), changeReason(change), where];
}
