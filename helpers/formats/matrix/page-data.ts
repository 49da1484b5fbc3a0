import { MODE_TABLE, MODES } from '../../recording/mode.ts';
import { makeVisible } from '../../util/text/visible.ts';
import type { Matrix, MatrixFinding } from '../../versions/matrix/format.ts';
import { LETTERS } from '../../versions/matrix/letters.ts';
import { changedAt, historyWords, placeWords, summarySentences } from './phrases.ts';

/** The contents of the page. To keep it small, checks and scenarios are indices into the lists. */
export interface PageData {
  readonly suite: string;
  readonly letters: typeof LETTERS;
  readonly summary: readonly string[];
  readonly modes: readonly string[];
  readonly versions: readonly PageVersion[];
  readonly scenarios: readonly { readonly name: string; readonly mode: number; readonly about: string | null }[];
  readonly checks: Matrix['checks'];
  readonly rows: readonly PageRow[];
  readonly evidence: readonly PageEvidence[];
  readonly findings: readonly PageFinding[];
}

/** A column of the page. */
export interface PageVersion extends Pick<
  Matrix['versions'][number],
  'version' | 'published' | 'status' | 'problem' | 'recordings'
> {
  readonly broke: number;
  readonly fixed: number;
}

/** One check on one scenario: the letters are those of `matrix.json`. */
export interface PageRow {
  readonly check: number;
  readonly scenario: number;
  readonly verdicts: string;
}

/** An observation, with the columns of its versions. */
export interface PageEvidence extends Omit<Matrix['evidence'][number], 'check' | 'scenario' | 'versions'> {
  readonly check: number;
  readonly scenario: number;
  readonly versions: readonly number[];
}

/** A finding and its words. */
export interface PageFinding extends Pick<MatrixFinding, 'level' | 'kind' | 'now' | 'known'> {
  readonly check: number;
  /** The version of the last change; null where it always fails. */
  readonly since: string | null;
  readonly history: string;
  readonly place: string;
}

/** The contents of the page of a matrix. Characters that could deceive a reader are written visibly, as `\u202e`. */
export function pageData(matrix: Matrix): PageData {
  const checks = new Map(matrix.checks.map(({ id }, index) => [id, index]));
  const scenarios = new Map(matrix.scenarios.map(({ name }, index) => [name, index]));
  const columns = new Map(matrix.versions.map(({ version }, index) => [version, index]));
  const modes = MODES.filter((mode) => matrix.scenarios.some((scenario) => scenario.mode === mode));
  const place = ({ check, scenario }: { readonly check: string; readonly scenario: string }) => ({
    check: checks.get(check)!,
    scenario: scenarios.get(scenario)!,
  });
  return visible({
    suite: matrix.suite.version,
    letters: LETTERS,
    summary: summarySentences(matrix),
    modes: modes.map((mode) => MODE_TABLE[mode].label),
    versions: matrix.versions.map(({ version, published, status, problem, recordings }) => ({
      version,
      published: published?.slice(0, 10) ?? null,
      status,
      problem,
      recordings,
      broke: changedAt(matrix.findings, version, 'bad'),
      fixed: changedAt(matrix.findings, version, 'good'),
    })),
    scenarios: matrix.scenarios.map(({ name, mode, about }) => ({ name, mode: modes.indexOf(mode), about })),
    checks: matrix.checks,
    rows: matrix.cells.map((row) => ({ ...place(row), verdicts: row.verdicts })),
    evidence: matrix.evidence.map((entry) => ({
      ...entry,
      ...place(entry),
      versions: entry.versions.map((version) => columns.get(version)!),
    })),
    findings: matrix.findings.map((finding) => ({
      check: checks.get(finding.check)!,
      level: finding.level,
      kind: finding.kind,
      now: finding.now,
      known: finding.known,
      since: finding.changes.at(-1)?.at ?? null,
      history: historyWords(finding),
      place: placeWords(finding, matrix),
    })),
  });
}

function visible(data: PageData): PageData {
  const text = JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'string' ? makeVisible(value, '\n') : value,
  );
  return JSON.parse(text) as PageData;
}
