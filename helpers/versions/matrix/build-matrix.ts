import { withTexts } from '../../checks/evidence.ts';
import { isExcused, type CheckResult } from '../../checks/verdict.ts';
import { byVersion } from '../../util/version-range.ts';
import { MODES, type Mode } from '../../recording/mode.ts';
import { compare } from '../../util/text/compare.ts';
import { excerpt } from '../../util/text/excerpt.ts';
import { type Matrix, MATRIX_SCHEMA_VERSION, matrixSchema } from './format.ts';
import { letterOf } from './letters.ts';
import { findingsOf } from './findings.ts';

type VersionEntry = Matrix['versions'][number];

/** One version of codex with the verdicts on it. */
export interface VersionResults extends Omit<VersionEntry, 'counts'> {
  readonly results: readonly CheckResult[];
  readonly timing: Matrix['volatile']['versions'][string];
}

/** The facts of a sweep that its versions do not have. */
export interface MatrixFacts {
  readonly suite: Matrix['suite'];
  /** All scenarios that a result may name. */
  readonly scenarios: readonly { readonly name: string; readonly mode: Mode; readonly about: string | null }[];
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly phases: Readonly<Record<string, number>>;
}

/** More observations than these are left to the recording. */
const MAX_EVIDENCE = 3;
/** Longer texts are cut: the recording has them whole. In UTF-16 code units. */
const MAX_TEXT = 600;

/**
 * The matrix of several versions. The same results give the same matrix, in whatever order they come, but for `volatile`.
 *
 * @throws Error for a version that is there twice and for a result whose scenario is not among the facts
 */
export function buildMatrix(perVersion: readonly VersionResults[], facts: MatrixFacts): Matrix {
  const sorted = perVersion.toSorted((a, b) => byVersion(a.version, b.version));
  const versions = sorted.map(({ version }) => version);
  const twice = versions.find((version, index) => versions[index - 1] === version);
  if (twice !== undefined) throw new Error(`the matrix was given version ${twice} twice`);

  // A clause may have been reworded since an old recording was judged: the newest version has the present one.
  const checks = new Map(sorted.flatMap(({ results }) => results.map((result) => [result.id, result] as const)));
  const cells = cellsOf(sorted);
  return matrixSchema.parse({
    schema_version: MATRIX_SCHEMA_VERSION,
    suite: facts.suite,
    versions: sorted.map((version) => ({ ...version, counts: countsOf(version.results) })),
    scenarios: scenariosOf(cells, facts),
    checks: [...checks.values()].toSorted((a, b) => compare(a.id, b.id)),
    cells,
    evidence: evidenceOf(sorted),
    findings: findingsOf(cells, versions, (id) => checks.get(id)!.level),
    volatile: {
      started_at: facts.startedAt.toISOString(),
      duration_ms: facts.durationMs,
      phases: facts.phases,
      versions: Object.fromEntries(sorted.map(({ version, timing }) => [version, timing])),
    },
  } satisfies Matrix);
}

function countsOf(results: readonly CheckResult[]): VersionEntry['counts'] {
  const letters = results.map(letterOf);
  const having = (wanted: string) => letters.filter((letter) => letter === wanted).length;
  return {
    pass: having('p'),
    fail: having('f'),
    known: having('k'),
    not_applicable: having('n'),
    untestable: having('u'),
    harness_error: having('h'),
  };
}

function scenariosOf(cells: Matrix['cells'], { scenarios }: MatrixFacts): Matrix['scenarios'] {
  const known = new Set(scenarios.map(({ name }) => name));
  const named = new Set(cells.map(({ scenario }) => scenario));
  const unknown = cells.find(({ scenario }) => !known.has(scenario));
  if (unknown !== undefined) throw new Error(`the facts of the matrix do not name the scenario ${unknown.scenario}`);
  return scenarios
    .filter(({ name }) => named.has(name))
    .toSorted((a, b) => MODES.indexOf(a.mode) - MODES.indexOf(b.mode) || compare(a.name, b.name));
}

function cellsOf(sorted: readonly VersionResults[]): Matrix['cells'] {
  const rows = new Map<string, { check: string; scenario: string; letters: string[] }>();
  for (const [column, { results }] of sorted.entries()) {
    for (const result of results) {
      const { id: check, scenario } = result;
      const key = JSON.stringify([check, scenario]);
      const row = rows.get(key) ?? { check, scenario, letters: sorted.map(() => '-') };
      row.letters[column] = letterOf(result);
      rows.set(key, row);
    }
  }
  return [...rows.values()]
    .map(({ check, scenario, letters }) => ({ check, scenario, verdicts: letters.join('') }))
    .toSorted((a, b) => compare(a.check, b.check) || compare(a.scenario, b.scenario));
}

function evidenceOf(sorted: readonly VersionResults[]): Matrix['evidence'] {
  const entries = new Map<string, ReturnType<typeof entryOf> & { versions: string[] }>();
  for (const { version, results } of sorted) {
    for (const result of results) {
      if (result.verdict === 'pass') continue;
      const entry = entryOf(result);
      const key = JSON.stringify(entry);
      const shared = entries.get(key);
      if (shared === undefined) entries.set(key, { ...entry, versions: [version] });
      else shared.versions.push(version);
    }
  }
  return [...entries.values()].toSorted(
    (a, b) =>
      compare(a.check, b.check) ||
      compare(a.scenario, b.scenario) ||
      byVersion(a.versions[0] ?? '', b.versions[0] ?? ''),
  );
}

function entryOf(result: CheckResult) {
  const { id, scenario, reason, evidence } = result;
  return {
    check: id,
    scenario,
    reason: reason === null ? null : cut(reason),
    evidence: evidence.slice(0, MAX_EVIDENCE).map((one) => withTexts(one, cut)),
    left_out: Math.max(0, evidence.length - MAX_EVIDENCE),
    known_failure: isExcused(result) ? (result.known_failure?.reason ?? null) : null,
  };
}

function cut(text: string): string {
  return excerpt(text, MAX_TEXT);
}
