import type { Change } from '../../versions/diff/group-differences.ts';
import { AUDIENCES, type DifferenceClass } from '../../versions/diff/difference.ts';
import { countWords } from '../terminal/words.ts';
import { clip } from '../../util/text/clip.ts';
import { codeSpan } from '../../util/text/markdown.ts';
import { countsOf, type Diff } from './diff.ts';
import { titleOf, whatOf, whereOf } from './words.ts';

/** Longer texts hide the others; `diff` has them whole. Characters. */
const LONGEST = 90;
const span = (text: string): string => codeSpan(clip(text, LONGEST));

/**
 * What `history --format changes` prints: a changelog, derived from differences of each version from the one before it
 * among those that were played. The newest comes first; what is only cosmetic is counted.
 */
export function changelogMarkdown(diffs: readonly Diff[]): string {
  const blocks = [
    '# What changed from version to version',
    'Each version is compared with the one before it among those that were played, so a change may lie in a version between the two. Written from recordings: nothing in it was added by hand.',
    ...diffs.toReversed().flatMap(section),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section({ before, after, scenarios, changes }: Diff): string[] {
  const counts = Object.entries(countsOf(changes)).filter(([, count]) => count > 0);
  const sum = counts.map(([name, count]) => `${count} ${name}`).join(', ') || 'no difference';
  return [
    `## ${codeSpan(after.version)}`,
    `After ${codeSpan(before.version)}: ${sum}; ${countWords(scenarios, 'scenario')} compared.`,
    ...listOf('breaking', changes),
    ...folded(listOf('additive', changes)),
  ];
}

function listOf(name: DifferenceClass, changes: readonly Change[]): string[] {
  return AUDIENCES.flatMap((audience) => {
    const some = changes.filter(({ main }) => main.class === name && main.affects === audience);
    return some.length === 0 ? [] : [`**${name}, for ${audience}**`, some.map(bullet).join('\n')];
  });
}

function folded(blocks: readonly string[]): string[] {
  return blocks.length === 0 ? [] : ['<details><summary>Additive</summary>', ...blocks, '</details>'];
}

function bullet(change: Change): string {
  const { main, differences } = change;
  const where = whereOf(change);
  const place = where === '' ? '' : `, in ${span(where)}`;
  const more = differences.length > 1 ? ` (${countWords(differences.length, 'difference')})` : '';
  return `- ${span(titleOf(change))}: ${span(whatOf(main))}${place}: ${main.reason}${more}`;
}
