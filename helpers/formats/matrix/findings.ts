import { compare } from '../../util/text/compare.ts';
import type { Level } from '../../checks/verdict.ts';
import { LEVELS } from '../../checks/verdict.ts';
import { byVersion } from '../../inputs/version-range.ts';
import { FINDING_KINDS } from './model.ts';
import type { MatrixCells, MatrixFinding } from './model.ts';

type Side = MatrixFinding['changes'][number]['to'];

/**
 * The letters that say whether a clause holds. Where it does not apply, was not played, or where the suite itself failed,
 * a version says neither: a check that is gone is no regression, and one that is new mends nothing.
 */
const SIDES: Readonly<Record<string, Side>> = { p: 'good', f: 'bad', k: 'bad', u: 'bad' };

/** What matters most first. */
const NOW: readonly MatrixFinding['now'][] = ['bad', 'not-applicable', 'good'];

/**
 * What changed between versions: one finding for each check and history, with the scenarios that share it.
 * Those that are bad now come first, then those that the baseline does not know, then by level, then by how lately they
 * changed.
 *
 * @param versions from the oldest to the newest, one for each letter of a row
 * @param levels the level of each check by its id
 */
export function findingsOf(
  cells: readonly MatrixCells[],
  versions: readonly string[],
  levels: ReadonlyMap<string, Level>,
): MatrixFinding[] {
  const byHistory = new Map<string, MatrixFinding>();
  for (const row of cells) {
    const finding = findingOf(row, versions, levels.get(row.check) ?? 'must');
    if (finding === null) continue;
    const key = JSON.stringify({ ...finding, scenarios: [] });
    const shared = byHistory.get(key);
    if (shared === undefined) byHistory.set(key, finding);
    else shared.scenarios.push(row.scenario);
  }
  return [...byHistory.values()].toSorted(byImportance);
}

function findingOf(
  { check, scenario, verdicts }: MatrixCells,
  versions: readonly string[],
  level: Level,
): MatrixFinding | null {
  const seen = verdicts.split('').flatMap((letter, index) => {
    const side = SIDES[letter];
    return side === undefined ? [] : [{ side, letter, version: versions[index]! }];
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

/** What was not played, or not judged, says nothing of the newest version. */
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
