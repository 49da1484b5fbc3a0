import { MODE_TABLE, MODES } from '../../recording/mode.ts';
import { plural } from '../../util/text/phrases.ts';
import type { Matrix, MatrixFinding } from '../../versions/matrix/format.ts';

/** The history of a finding: `holds up to 0.98.0, fails since 0.99.0`. */
export function historyWords({ changes, now, verdict }: Pick<MatrixFinding, 'changes' | 'now' | 'verdict'>): string {
  const bad = verdict === 'untestable' ? 'cannot be judged' : 'fails';
  const [first] = changes;
  const end = now === 'not-applicable' ? ['no longer applies'] : [];
  if (first === undefined)
    return [`${bad} in every version${end.length > 0 ? ' it applied to' : ''}`, ...end].join(', ');
  const start = `${first.to === 'bad' ? 'holds' : bad} up to ${first.after}`;
  const rest = changes.map(
    ({ to, at }, index) => `${to === 'bad' ? bad : 'holds'}${index > 0 ? ' again' : ''} since ${at}`,
  );
  return [start, ...rest, ...end].join(', ');
}

/** The scenario of a finding, or the number of its scenarios in each mode. */
export function placeWords({ scenarios }: MatrixFinding, matrix: Pick<Matrix, 'scenarios'>): string {
  const [only, ...others] = scenarios;
  if (others.length === 0) return only ?? '';
  const modes = new Map(matrix.scenarios.map(({ name, mode }) => [name, mode]));
  return MODES.flatMap((mode) => {
    const here = scenarios.filter((scenario) => modes.get(scenario) === mode).length;
    return here === 0 ? [] : [`${MODE_TABLE[mode].label}: ${plural(here, 'scenario')}`];
  }).join('; ');
}

/** The summary of a matrix, one sentence each, the most important first. */
export function summarySentences(matrix: Matrix): readonly string[] {
  const { findings, versions } = matrix;
  const column = versions.findLastIndex(({ status }) => status === 'judged');
  const newest = versions[column];
  if (newest === undefined) return ['No version has verdicts.'];
  const failing = checksWith(matrix, column, 'fu');
  const optionalIds = new Set(matrix.checks.filter(({ level }) => level === 'may').map(({ id }) => id));
  const bad = failing.difference(optionalIds);
  const optional = failing.intersection(optionalIds);
  const known = checksWith(matrix, column, 'k').difference(failing);
  const judged = checksWith(matrix, column, 'pfku');
  const others = [
    ...(known.size > 0 ? [plural(known.size, 'known failure')] : []),
    ...(optional.size > 0 ? [plural(optional.size, 'optional check')] : []),
  ].join(' and ');
  const lasting = findings.filter(({ kind, now }) => now === 'bad' && kind !== 'always');
  const latest = versions.findLast(({ version }) => changedAt(findings, version, 'bad') > 0)?.version;
  const failed = versions.filter(({ status }) => status === 'failed').map(({ version }) => version);
  return [
    bad.size === 0
      ? `Every check holds in ${newest.version}${others === '' ? '' : `, except for ${others}`}.`
      : `${bad.size} of ${plural(judged.size, 'check')} ${bad.size === 1 ? 'does' : 'do'} not hold in ${newest.version}${others === '' ? '' : `, besides ${others}`}.`,
    lasting.length === 0
      ? 'Nothing that held before is broken now.'
      : `${plural(checksOf(lasting), 'check')} held in an earlier version and no longer ${checksOf(lasting) === 1 ? 'holds' : 'hold'}.`,
    ...(latest === undefined
      ? []
      : [`${plural(changedAt(findings, latest, 'bad'), 'check')} broke in ${latest}, the last version with a break.`]),
    ...(failed.length > 0 ? [`No verdict on ${failed.join(', ')}.`] : []),
  ];
}

/** The number of checks that changed to `side` in a version. */
export function changedAt(findings: readonly MatrixFinding[], version: string, side: 'bad' | 'good'): number {
  return checksOf(findings.filter(({ changes }) => changes.some(({ at, to }) => at === version && to === side)));
}

function checksOf(findings: readonly MatrixFinding[]): number {
  return new Set(findings.map(({ check }) => check)).size;
}

function checksWith({ cells }: Matrix, column: number, letters: string): ReadonlySet<string> {
  const matching = cells.filter(({ verdicts }) => letters.includes(verdicts[column] ?? '-'));
  return new Set(matching.map(({ check }) => check));
}
