import { existsSync } from 'node:fs';
import { type Matrix, type MatrixFinding, readMatrix } from '../matrix/format.ts';
import { meaningOf } from '../matrix/letters.ts';

/** Neighbouring versions, from the oldest to the newest, with the same verdict. */
interface VerdictRun {
  readonly verdict: ReturnType<typeof meaningOf>['verdict'];
  readonly from: string;
  readonly to: string;
}

/** The verdicts of a check on one scenario over the versions of a matrix. */
interface ScenarioHistory {
  readonly scenario: string;
  readonly runs: readonly VerdictRun[];
}

/** The history of one check over the versions of a matrix. */
export interface CheckHistory {
  readonly versions: readonly string[];
  readonly findings: readonly Omit<MatrixFinding, 'check' | 'level'>[];
  /** As in the matrix; none where it does not judge by the check. */
  readonly scenarios: readonly ScenarioHistory[];
}

/**
 * The history of a check in a matrix. Null if there is no such file.
 *
 * @throws SuiteError `usage`, with the file and the field, if this version of the suite cannot read it
 */
export async function readHistory(file: string, id: string): Promise<CheckHistory | null> {
  return existsSync(file) ? historyIn(await readMatrix(file), id) : null;
}

function historyIn({ versions, cells, findings }: Matrix, id: string): CheckHistory {
  const names = versions.map(({ version }) => version);
  return {
    versions: names,
    findings: findings
      .filter(({ check }) => check === id)
      .map(({ check: _check, level: _level, ...finding }) => finding),
    scenarios: cells
      .filter(({ check }) => check === id)
      .map(({ scenario, verdicts }) => ({ scenario, runs: runsOf(verdicts, names) })),
  };
}

function runsOf(letters: string, versions: readonly string[]): readonly VerdictRun[] {
  return [...letters.matchAll(/(.)\1*/g)].map(({ index, 0: run, 1: letter }) => ({
    verdict: meaningOf(letter).verdict,
    from: versions[index]!,
    to: versions[index + run.length - 1]!,
  }));
}
