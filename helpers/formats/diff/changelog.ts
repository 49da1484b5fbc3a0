import type { Change } from '../../versions/diff/group-differences.ts';
import { AUDIENCES, type DifferenceClass } from '../../versions/diff/difference.ts';
import { plural } from '../../util/text/phrases.ts';
import { clip } from '../../util/text/clip.ts';
import { codeSpan } from '../../util/text/markdown.ts';
import type { Diff } from './diff.ts';
import { countsText, changeReason, titleOf, whatOf, whereOf } from './phrases.ts';

const MAX_CHARACTERS = 90;
const span = (text: string): string => codeSpan(clip(text, MAX_CHARACTERS));

/**
 * What `history --format changes` prints: the changes of each recorded version since the one before it, the newest first.
 * Cosmetic ones are counted.
 */
export function changelogMarkdown(diffs: readonly Diff[]): string {
  const blocks = [
    '# Changes from version to version',
    'Each version is compared with the recorded version before it; a change can be in a version between the two. Generated from recordings.',
    ...diffs.toReversed().flatMap(section),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section({ before, after, scenarios, changes }: Diff): string[] {
  return [
    `## ${codeSpan(after.version)}`,
    `After ${codeSpan(before.version)}: ${countsText(changes)}; ${plural(scenarios, 'scenario')} compared.`,
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
  const where = whereOf(change);
  const place = where === '' ? '' : `, in ${span(where)}`;
  return `- ${span(titleOf(change))}: ${span(whatOf(change.main))}${place}: ${changeReason(change)}`;
}
