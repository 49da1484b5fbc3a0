import type { Change } from '../../versions/diff/group-differences.ts';
import type { DifferenceClass } from '../../versions/diff/difference.ts';
import { clip } from '../../util/text/clip.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';
import { plural } from '../../util/text/phrases.ts';
import type { Diff } from './diff.ts';
import { countsText, placeOf, changeReason, titleOf, whatOf, whereOf } from './phrases.ts';

const MAX_CHARACTERS = 160;

/** What `diff` prints for people: the changes by class and audience, and their number. */
export function diffText(diff: Diff, style: Style): string {
  const { before, after, changes } = diff;
  const groups = Map.groupBy(changes, ({ main }) => `${main.class}, for ${main.affects}`);
  const blocks = [
    `${style.bold(`codex ${escapeTerminal(before.version)} → ${escapeTerminal(after.version)}`)}, ${plural(diff.scenarios, 'scenario')} compared`,
    ...[...groups].map(([name, group]) =>
      [headOf(name, group[0]!.main.class, style), ...group.flatMap((change) => changeLines(change, style))].join('\n'),
    ),
    sumOf(diff),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function headOf(name: string, severity: DifferenceClass, style: Style): string {
  if (severity === 'breaking') return style.red(name);
  return severity === 'additive' ? style.yellow(name) : style.dim(name);
}

function changeLines(change: Change, style: Style): string[] {
  const { main } = change;
  const where = whereOf(change);
  const places = [placeOf(main.evidence.before), placeOf(main.evidence.after)].filter((place) => place !== null);
  return [
    `  ${style.bold(cut(titleOf(change)))}  ${cut(whatOf(main))}`,
    `    ${escapeTerminal(changeReason(change))}`,
    ...(where === '' ? [] : [`    in ${escapeTerminal(where)}`]),
    ...(places.length === 0 ? [] : [style.dim(`    ${escapeTerminal([...new Set(places)].join(' → '))}`)]),
  ];
}

function sumOf({ changes }: Diff): string {
  if (changes.length === 0) return 'No difference.';
  const differences = changes.reduce((sum, change) => sum + change.differences.length, 0);
  return `${plural(changes.length, 'change')}: ${countsText(changes)} (${plural(differences, 'difference')}; --format json lists them)`;
}

function cut(text: string): string {
  return clip(escapeTerminal(text), MAX_CHARACTERS);
}
