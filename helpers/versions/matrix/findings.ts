import { LEVELS } from '../../checks/levels.ts';
import type { Level } from '../../checks/verdict.ts';
import { byVersion } from '../../util/version-range.ts';
import { compare } from '../../util/text/compare.ts';
import { FINDING_KINDS, type MatrixCells, type MatrixFinding } from './format.ts';
import { meaningOf } from './letters.ts';

const NOW: readonly MatrixFinding['now'][] = ['bad', 'not-applicable', 'good'];

/**
 * The changes between versions: one finding for each check and history, with the scenarios that share it. Findings that
 * are bad now come first, then those that the baseline does not know, then by level, then the latest change.
 *
 * @param versions from the oldest to the newest, one for each letter of a row
 * @param levelOf the level of a check by its id
 */
export function findingsOf(
  cells: readonly MatrixCells[],
  versions: readonly string[],
  levelOf: (id: string) => Level,
): MatrixFinding[] {
  const all = cells.flatMap((row) => findingOf(row, versions, levelOf(row.check)) ?? []);
  const byHistory = Map.groupBy(all, (finding) => JSON.stringify({ ...finding, scenarios: [] }));
  return [...byHistory.values()]
    .map((sharing) => ({ ...sharing[0]!, scenarios: sharing.flatMap(({ scenarios }) => scenarios) }))
    .toSorted(byImportance);
}

function findingOf(
  { check, scenario, verdicts }: MatrixCells,
  versions: readonly string[],
  level: Level,
): MatrixFinding | null {
  const seen = verdicts.split('').flatMap((letter, index) => {
    const { side } = meaningOf(letter);
    return side === null ? [] : [{ side, letter, version: versions[index]! }];
  });
  const bad = seen.filter(({ side }) => side === 'bad');
  const last = seen.at(-1);
  if (last === undefined || bad.length === 0) return null;
  const changes = seen.flatMap(({ side, version }, index) => {
    const before = seen[index - 1];
    return before === undefined || before.side === side ? [] : [{ to: side, after: before.version, at: version }];
  });
  return {
    check,
    level,
    kind: kindOf(changes),
    changes,
    now: last.side === 'bad' && hasCeasedToApply(verdicts) ? 'not-applicable' : last.side,
    known: bad.every(({ letter }) => letter === 'k'),
    verdict: bad.every(({ letter }) => letter === 'u') ? 'untestable' : 'fail',
    scenarios: [scenario],
  };
}

/** A version in which it was not played, or not judged, says nothing. */
function hasCeasedToApply(verdicts: string): boolean {
  return /n[-h]*$/.test(verdicts);
}

function kindOf(changes: MatrixFinding['changes']): MatrixFinding['kind'] {
  const [first, ...rest] = changes;
  if (first === undefined) return 'always';
  if (rest.length > 0) return 'flips';
  return first.to === 'bad' ? 'broke' : 'fixed';
}

function byImportance(a: MatrixFinding, b: MatrixFinding): number {
  return (
    NOW.indexOf(a.now) - NOW.indexOf(b.now) ||
    FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
    Number(a.known) - Number(b.known) ||
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    byVersion(lastChange(b), lastChange(a)) ||
    compare(a.check, b.check) ||
    compare(a.scenarios[0] ?? '', b.scenarios[0] ?? '')
  );
}

function lastChange({ changes }: MatrixFinding): string {
  return changes.at(-1)?.at ?? '0.0.0';
}
