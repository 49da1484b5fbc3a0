import type { Boundary, FactHistory } from '../../versions/history/fact-history.ts';
import { keyText } from '../../versions/facts/fact-key.ts';
import { placeOf } from '../diff/phrases.ts';
import { plural } from '../../util/text/phrases.ts';
import { compare } from '../../util/text/compare.ts';
import { clip } from '../../util/text/clip.ts';
import { cellSpan, codeSpan, table } from '../../util/text/markdown.ts';

const MAX_CHARACTERS = 100;
const span = (text: string): string => cellSpan(clip(text, MAX_CHARACTERS));

/** The facts that came, went or changed, as one table for each area. The others are only in the JSON. */
export function historyMarkdown(versions: readonly string[], facts: readonly FactHistory[]): string {
  const moved = facts.filter(({ periods }) => periods.length > 1);
  const areas = Map.groupBy(moved, ({ key }) => key.area);
  const blocks = [
    '# Behaviours by version of codex',
    `From recordings of ${plural(versions.length, 'version')}: ${versions.map((version) => codeSpan(version)).join(', ')}.`,
    `${plural(moved.length, 'fact')} came, went or changed; ${facts.length - moved.length} are the same in all versions. A version in brackets was played and did not have it.`,
    ...[...areas]
      .toSorted(([a], [b]) => compare(a, b))
      .flatMap(([area, group]) => [
        `## ${codeSpan(area)}`,
        table(['fact', 'since', 'until', 'changes', 'evidence'], group.map(row)),
      ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function row({ key, since, until, hasGaps, periods }: FactHistory): string[] {
  const there = periods.filter(({ value }) => value !== null);
  const changes =
    there.length < 2 ? '' : there.map(({ from, value }) => `${span(from)}: ${span(value ?? '')}`).join('<br>');
  const first = there[0];
  const place = first === undefined ? null : placeOf(first.evidence);
  return [
    span(keyText(key)),
    boundary(since, 'before'),
    boundary(until, 'after'),
    `${changes}${hasGaps ? `${changes === '' ? '' : '<br>'}with gaps` : ''}`,
    place === null ? '' : span(`${first!.from}/${place}`),
  ];
}

function boundary(side: Boundary | null, place: 'before' | 'after'): string {
  if (side === null) return '';
  if (side.other === null) return place === 'before' ? `${span(side.version)} or earlier` : '';
  return `${span(side.version)} (${span(side.other)})`;
}
