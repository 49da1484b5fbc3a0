import type { CheckResult, Level } from '../../../../helpers/checks/verdict.ts';
import { buildMatrix } from '../../../../helpers/versions/matrix/build-matrix.ts';
import type { MatrixFacts, VersionResults } from '../../../../helpers/versions/matrix/build-matrix.ts';
import type { Matrix } from '../../../../helpers/versions/matrix/format.ts';
import type { Mode } from '../../../../helpers/recording/mode.ts';

/** How large a synthetic matrix is. */
interface Size {
  readonly versions: number;
  readonly scenarios: number;
  readonly checks: number;
}

const SUBJECTS = ['events', 'items', 'turn', 'usage', 'thread', 'errors', 'stderr', 'exit', 'resume', 'tools'];
const CLAUSES = [
  'starts first and once',
  'ends with one terminal event',
  'carries the same id throughout',
  'is a non-negative integer and never falls',
  'agrees with the exit code of the process',
  'has the text that the model sent, unchanged',
  'is answered exactly once, with the id of the request',
  'names no secret and no path of the host',
];
const CASES = ['sum', 'recall', 'tool-call', 'two-tools', 'patch', 'image', 'long-reply', 'unicode', 'retry', 'abort'];
const MODES = ['exec_stateless', 'exec_persistent', 'app_server'] as const;
const PREFIXES = { exec_stateless: 'exec/stateless', exec_persistent: 'exec/resume', app_server: 'app-server/turn' };

/** A matrix that looks like that of a real sweep, always the same: clauses that broke, were fixed, came, went and flipped. */
export function syntheticMatrix({ versions, scenarios, checks }: Size): Matrix {
  const names = versionNames(versions);
  const allScenarios = Array.from({ length: scenarios }, (_, index) => scenarioOf(index));
  const allChecks = Array.from({ length: checks }, (_, index) => checkOf(index));
  const facts: MatrixFacts = {
    suite: { version: '0.2.0', fingerprint: '5f2c'.repeat(16) },
    scenarios: allScenarios,
    startedAt: new Date('2026-01-02T03:04:05.678Z'),
    durationMs: 1_400_000,
    phases: { fetch: 200_000, play: 1_100_000, judge: 100_000 },
  };
  const perVersion = names.map((version, column): VersionResults => {
    const failed = column === 7;
    return {
      version,
      published: new Date(Date.UTC(2025, 9, 1 + column * 8)).toISOString(),
      sha256: (column + 16).toString(16).repeat(32),
      platform: 'linux-x64',
      status: failed ? 'failed' : 'judged',
      problem: failed ? 'the registry has no build of this version for linux-x64' : null,
      recordings: failed ? null : `versions/${version}/recordings`,
      results: failed
        ? []
        : allChecks.flatMap((check, row) =>
            allScenarios
              .filter(({ mode }) => check.modes.includes(mode))
              .map(({ name }, place) => resultOf(check, name, row, place, column, versions)),
          ),
      timing: { fetch_ms: 4000, play_ms: 24_000, judge_ms: 2000 },
    };
  });
  return buildMatrix(perVersion, facts);
}

function versionNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `0.${45 + Math.floor((index * 124) / Math.max(1, count - 1))}.0`);
}

function scenarioOf(index: number): MatrixFacts['scenarios'][number] {
  const mode: Mode = MODES[index % MODES.length]!;
  const round = Math.floor(index / MODES.length);
  const name = `${PREFIXES[mode]}/${CASES[round % CASES.length]}${round < CASES.length ? '' : `-${Math.floor(round / CASES.length) + 1}`}`;
  return { name, mode, about: `Plays ${CASES[round % CASES.length]} and waits for the end of the turn.` };
}

function checkOf(index: number) {
  const subject = SUBJECTS[index % SUBJECTS.length]!;
  const language = ['exec', 'exec', 'app-server', 'run'][index % 4]!;
  const modes: readonly Mode[] =
    language === 'run' ? MODES : language === 'exec' ? ['exec_stateless', 'exec_persistent'] : ['app_server'];
  const clause = CLAUSES[index % CLAUSES.length]!;
  const level: Level = index % 7 === 3 ? 'may' : index % 3 === 1 ? 'should' : 'must';
  return {
    id: `${language}/${subject}/${clause.split(' ').slice(0, 3).join('-')}-${index + 1}`,
    clause: `What ${subject} tell ${clause}.`,
    level,
    authority: {
      kind: level === 'must' ? ('documented' as const) : ('observed' as const),
      reference: 'docs/exec.md, events',
    },
    modes,
  };
}

function resultOf(
  { id, clause, level, authority }: ReturnType<typeof checkOf>,
  scenario: string,
  row: number,
  place: number,
  column: number,
  columns: number,
): CheckResult {
  const at = (part: number) => Math.floor(columns * part);
  const evidence = [{ message: `12 ${id} seen` }];
  const result = { id, clause, level, authority, scenario, reason: null, evidence };
  const fails = (seen: string): CheckResult => ({
    ...result,
    verdict: 'fail',
    evidence: [{ message: seen, file: 'stdout.jsonl', line: 4 + place, expected: '42', actual: `{"turn":${place}}` }],
  });
  switch (row % 16) {
    case 2:
      if (column >= at(0.6) && place % 4 !== 1) return fails('the number is a text since the turn has items');
      break;
    case 5:
      if (column < at(0.35)) return fails('the event comes twice');
      break;
    case 7:
      if (column >= at(0.4) && column < at(0.55) && place < 5) return fails('the last event is missing');
      break;
    case 9:
      if (column < at(0.5))
        return { ...result, verdict: 'not-applicable', reason: 'codex has no --ephemeral', evidence: [] };
      break;
    case 11:
      if (column >= at(0.9) && place === 2)
        return { ...result, verdict: 'untestable', reason: 'no turn in process 1', evidence: [] };
      break;
    case 13:
      if (place < 3)
        return {
          ...fails('the error is told twice'),
          known_failure: { versions: '*', reason: 'Upstream knows of it.' },
        };
      break;
    case 14:
      if (column === at(0.7) && place === 0)
        return { ...result, verdict: 'harness-error', reason: 'the disk was full' };
      break;
    default:
  }
  return { ...result, verdict: 'pass' };
}
