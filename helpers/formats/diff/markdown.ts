import type { Change } from '../../versions/diff/group-differences.ts';
import { DIFFERENCE_CLASSES, type DifferenceClass } from '../../versions/diff/difference.ts';
import { clip } from '../../util/text/clip.ts';
import { cellSpan, codeSpan, table } from '../../util/text/markdown.ts';
import { countWords } from '../terminal/words.ts';
import { countsOf, type Diff } from './diff.ts';
import { placeOf, titleOf, whatOf, whereOf } from './words.ts';

/** Longer texts make a table unreadable: the JSON has them whole. Characters. */
const LONGEST = 120;
const span = (text: string): string => cellSpan(clip(text, LONGEST));

const TITLES: Readonly<Record<DifferenceClass, string>> = {
  breaking: 'Breaking',
  additive: 'Additive',
  cosmetic: 'Cosmetic',
  'removed-check': 'Not compared',
};

/** What `diff --format md` prints, for a pull request: a table of each class; all but the breaking ones are folded. */
export function diffMarkdown(diff: Diff): string {
  const { before, after, scenarios, changes } = diff;
  const counts = Object.entries(countsOf(changes)).filter(([, count]) => count > 0);
  const sum = counts.map(([name, count]) => `${count} ${name}`).join(', ') || 'no difference';
  const blocks = [
    `### codex ${codeSpan(before.version)} → ${codeSpan(after.version)}`,
    `${sum}; ${countWords(scenarios, 'scenario')} compared.`,
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
  const { main, differences } = change;
  const more = differences.length > 1 ? ` (${countWords(differences.length, 'difference')})` : '';
  const place = placeOf(main.evidence.after ?? main.evidence.before);
  const where = [whereOf(change), place ?? '']
    .filter((text) => text !== '')
    .map(span)
    .join('<br>');
  return [main.affects, span(titleOf(change)), span(whatOf(main)), `${main.reason}${more}`, where];
}
