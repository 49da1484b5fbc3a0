import { compare } from '../../util/text/compare.ts';
import { isExcused } from '../../checks/verdict.ts';
import type { CheckResult, Verdict } from '../../checks/verdict.ts';
import { byVersion } from '../../inputs/version-range.ts';
import { MODES } from '../../recording/mode.ts';
import type { Mode } from '../../recording/mode.ts';
import { checkRecord } from '../run/check.ts';
import { findingsOf } from './findings.ts';
import { MATRIX_SCHEMA_VERSION } from './model.ts';
import type { Matrix, VerdictLetter } from './model.ts';

/** One version of codex and all that was judged of it. */
export interface VersionResults {
  readonly version: string;
  /** ISO 8601, as the registry says; null where that is not known. */
  readonly published: string | null;
  readonly sha256: string | null;
  /** Such as `linux-x64`. */
  readonly platform: string;
  readonly status: 'judged' | 'failed';
  /** Why no verdict came of it, or what is incomplete. */
  readonly problem: string | null;
  /** Folder of its recordings, relative to that of `matrix.json`, with `/` between its parts; null where there is none. */
  readonly recordings: string | null;
  readonly results: readonly CheckResult[];
  /** Milliseconds. */
  readonly timing: { readonly fetch_ms: number; readonly play_ms: number; readonly judge_ms: number };
}

/** What the versions do not say about a sweep. */
export interface MatrixFacts {
  readonly suite: { readonly version: string; readonly fingerprint: string };
  /** All scenarios that a result may name. */
  readonly scenarios: readonly { readonly name: string; readonly mode: Mode; readonly about: string | null }[];
  readonly startedAt: Date;
  readonly durationMs: number;
  /** Milliseconds of each phase, by its name. */
  readonly phases: Readonly<Record<string, number>>;
}

/** More observations than these are left to the recording. */
const MAX_EVIDENCE = 3;
/** Longer texts are cut: they are for reading, and the recording has them whole. In UTF-16 code units. */
const MAX_TEXT = 600;

const LETTERS = {
  pass: 'p',
  fail: 'f',
  'not-applicable': 'n',
  untestable: 'u',
  'harness-error': 'h',
} as const satisfies Record<Verdict, VerdictLetter>;

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

  const checks = checksOf(sorted);
  const cells = cellsOf(sorted);
  const levels = new Map(checks.map(({ id, level }) => [id, level]));
  return {
    schema_version: MATRIX_SCHEMA_VERSION,
    suite: { version: facts.suite.version, fingerprint: facts.suite.fingerprint },
    versions: sorted.map(versionRecord),
    scenarios: scenariosOf(cells, facts),
    checks,
    cells,
    evidence: evidenceOf(sorted),
    findings: findingsOf(cells, versions, levels),
    volatile: {
      started_at: facts.startedAt.toISOString(),
      duration_ms: facts.durationMs,
      phases: { ...facts.phases },
      versions: Object.fromEntries(sorted.map(({ version, timing }) => [version, { ...timing }])),
    },
  };
}

function versionRecord(results: VersionResults): Matrix['versions'][number] {
  const { version, published, sha256, platform, status, problem, recordings } = results;
  const letters = results.results.map(letterOf);
  const having = (wanted: VerdictLetter) => letters.filter((letter) => letter === wanted).length;
  return {
    version,
    published,
    sha256,
    platform,
    status,
    problem,
    recordings,
    counts: {
      pass: having('p'),
      fail: having('f'),
      known: having('k'),
      not_applicable: having('n'),
      untestable: having('u'),
      harness_error: having('h'),
    },
  };
}

function letterOf(result: CheckResult): VerdictLetter {
  return isExcused(result) ? 'k' : LETTERS[result.verdict];
}

/** A clause may have been reworded since an old recording was judged: the newest version has it as it is now. */
function checksOf(sorted: readonly VersionResults[]): Matrix['checks'] {
  const byId = new Map(sorted.flatMap(({ results }) => results.map((result) => [result.id, result] as const)));
  return [...byId.values()]
    .map(checkRecord)
    .map(({ id, clause, level, authority }) => ({ id, clause, level, authority }))
    .toSorted((a, b) => compare(a.id, b.id));
}

function scenariosOf(cells: Matrix['cells'], facts: MatrixFacts): Matrix['scenarios'] {
  const known = new Map(facts.scenarios.map((scenario) => [scenario.name, scenario]));
  const unknown = cells.find(({ scenario }) => !known.has(scenario));
  if (unknown !== undefined) throw new Error(`the matrix was not told of the scenario ${unknown.scenario}`);
  return [...known.values()]
    .map(({ name, mode, about }) => ({ name, mode, about }))
    .toSorted((a, b) => MODES.indexOf(a.mode) - MODES.indexOf(b.mode) || compare(a.name, b.name));
}

function cellsOf(sorted: readonly VersionResults[]): Matrix['cells'] {
  const rows = new Map<string, { check: string; scenario: string; letters: VerdictLetter[] }>();
  for (const [column, { results }] of sorted.entries()) {
    for (const result of results) {
      const { id: check, scenario } = result;
      const key = keyOf(result);
      const row = rows.get(key) ?? { check, scenario, letters: sorted.map((): VerdictLetter => '-') };
      row.letters[column] = letterOf(result);
      rows.set(key, row);
    }
  }
  return [...rows.values()]
    .map(({ check, scenario, letters }) => ({ check, scenario, verdicts: letters.join('') }))
    .toSorted((a, b) => compare(a.check, b.check) || compare(a.scenario, b.scenario));
}

/** Versions that show the very same share one entry. */
function evidenceOf(sorted: readonly VersionResults[]): Matrix['evidence'] {
  const entries = new Map<string, Matrix['evidence'][number]>();
  for (const { version, results } of sorted) {
    for (const result of results) {
      if (result.verdict === 'pass' || result.verdict === 'not-applicable') continue;
      const entry = evidenceRecord(result);
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

function evidenceRecord(result: CheckResult): Matrix['evidence'][number] {
  const { id, scenario, reason, evidence } = checkRecord(result);
  return {
    check: id,
    scenario,
    versions: [],
    reason: reason === null ? null : cut(reason),
    evidence: evidence.slice(0, MAX_EVIDENCE).map(cutEvidence),
    left_out: Math.max(0, evidence.length - MAX_EVIDENCE),
    known_failure: isExcused(result) ? (result.known_failure?.reason ?? null) : null,
  };
}

type EvidenceRecord = Matrix['evidence'][number]['evidence'][number];

function cutEvidence({ message, expected, actual, ...where }: EvidenceRecord): EvidenceRecord {
  return {
    message: cut(message),
    ...where,
    ...(expected === undefined ? {} : { expected: cut(expected) }),
    ...(actual === undefined ? {} : { actual: cut(actual) }),
  };
}

function cut(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  return `${text.slice(0, MAX_TEXT).toWellFormed()} … (${text.length} characters in all)`;
}

function keyOf({ id, scenario }: CheckResult): string {
  return JSON.stringify([id, scenario]);
}
