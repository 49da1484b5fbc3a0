import { sharesOf, type LeafFigures } from '../proof/leaves/figures.ts';
import type { LeafResult } from '../proof/leaves/score.ts';
import { leafTally, tallyByPath, type LeafTally, type PathTally } from '../proof/leaves/tally.ts';
import { UNJUDGEABLE } from '../proof/leaves/unjudgeable.ts';
import { compare } from '../util/text/compare.ts';
import { byVersion } from '../util/version-range.ts';

const INTRODUCTION = `# Leaf score

How much of what codex writes is held against a second witness. Each leaf of a whole run is changed, one at a time, and then each value
of an event or of a message of the server wherever codex reports it. Written by \`npm run mutants -- --leaves DIR --write\`.`;

/** The part of `docs/leaf-score.md` that depends on the committed figures alone. */
export function leafScoreHead(figures: LeafFigures): string {
  const versions = Object.keys(figures).toSorted(byVersion).toReversed();
  const rows = versions.flatMap((version) =>
    Object.entries(figures[version]!).map(([group, tally]) => `${version.padEnd(9)}${leafFigureLine(group, tally)}`),
  );
  const head = `${'version'.padEnd(9)}${COLUMNS}`;
  return [
    INTRODUCTION,
    '## Figures',
    block([head, ...rows]),
    '## Left out',
    'No check can judge these: no other recorded value depends on them.',
    UNJUDGEABLE.map(({ paths, reason, onlyIfAlone }) => {
      const where = onlyIfAlone === true ? ' Only where the recording has one message of this kind.' : '';
      return `- \`${paths.source}\`: ${reason}${where}`;
    }).join('\n'),
  ].join('\n\n');
}

/** The part of `docs/leaf-score.md` with all paths of one version. */
export function leafScorePaths(version: string, results: readonly LeafResult[]): string {
  return [
    `## Paths of ${version}`,
    'Noticed by a check, only by a fact, by nothing, left out; the check that notices most of them.',
    ...byGroup(results).flatMap(([group, own]) => {
      const paths = tallyByPath(own);
      const missed = paths.filter(({ missedIn }) => missedIn !== null);
      const judged = paths.filter(({ missedIn, check }) => missedIn === null && check !== null);
      return [
        `### ${group}`,
        block(missed.map(pathLine)),
        'Always noticed:',
        [...Map.groupBy(judged, ({ check }) => check)]
          .map(([check, all]) => `- \`${check}\`: ${all.map(({ path }) => `\`${path}\``).join(', ')}`)
          .toSorted()
          .join('\n'),
      ];
    }),
  ].join('\n\n');
}

const COLUMNS = `${'changed'.padEnd(24)} changes  left out  by a check  only a fact  nothing`;

/** One row of the table of figures. */
export function leafFigureLine(group: string, tally: LeafTally): string {
  const { left_out, by_check, by_fact_only, by_nothing } = sharesOf(tally);
  return `${group.padEnd(24)} ${String(tally.changes).padStart(7)}${share(left_out, 10)}${share(by_check, 12)}${share(by_fact_only, 13)}${share(by_nothing, 9)}`;
}

function share(value: number, width: number): string {
  return `${value.toFixed(1)} %`.padStart(width);
}

/** One path with its counts. */
export function pathLine({ path, check, left_out, by_check, by_fact_only, by_nothing }: PathTally): string {
  const counts = [by_check, by_fact_only, by_nothing, left_out].map((count) => String(count).padStart(5)).join(' ');
  return `${counts}  ${path}${check === null ? '' : `  ${check}`}`;
}

/** The tallies of all groups. */
export function leafFiguresOf(results: readonly LeafResult[]): LeafFigures[string] {
  return Object.fromEntries(byGroup(results).map(([group, own]) => [group, leafTally(own)]));
}

function byGroup(results: readonly LeafResult[]): [string, LeafResult[]][] {
  return [...Map.groupBy(results, ({ group }) => group)].toSorted(([a], [b]) => compare(a, b));
}

function block(lines: readonly string[]): string {
  return `\`\`\`text\n${lines.join('\n')}\n\`\`\``;
}
