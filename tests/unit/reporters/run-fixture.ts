import type { UnmatchedFailure } from '../../../helpers/checks/baseline.ts';
import type { CheckResult, Level } from '../../../helpers/checks/verdict.ts';
import { RUN_FILES } from '../../../helpers/formats/run/write.ts';
import { runResultOf, type RunResult } from '../../../helpers/formats/run-result.ts';
import { npmReplay } from '../../../helpers/formats/npm-replay.ts';
import type { Mode } from '../../../helpers/recording/mode.ts';
import { collectTestResults } from '../../../helpers/reporters/collect-test-results.ts';
import type {
  RunEndReason,
  RunError,
  RunModule,
  RunSuite,
  RunTest,
  RunTestResult,
} from '../../../helpers/reporters/vitest-run.ts';
import type { ScenarioResult, TurnResult } from '../../../helpers/scenarios/scenario-result.ts';

export const CODEX = {
  version: '0.169.0',
  sha256: 'a1b2c3d4e5f60718'.repeat(4),
  found_by: 'PATH',
  path: '<WORKSPACE_ROOT>/node_modules/.bin/codex',
};

/** One turn that went well unless told otherwise. */
export function turn(fields: Partial<TurnResult> = {}): TurnResult {
  const all = { turn: 1, prompt: 'What is 17 + 25?', expected_reply: '42', actual_reply: '42', ...fields };
  const exact_match = all.expected_reply === all.actual_reply;
  return { exact_match, ...(exact_match ? {} : { wrong_reply_from: 'codex' }), ...all };
}

/** One successful stateless scenario unless told otherwise. */
export function scenarioResult(fields: Partial<ScenarioResult> = {}): ScenarioResult {
  return {
    scenario: 'exec/stateless/sum',
    mode: 'exec_stateless',
    case: 'sum',
    commands: [['codex', 'exec', '--json', '-']],
    codex: CODEX,
    thread_id: '0199aa00-0000-7000-8000-000000000001',
    turns: [turn()],
    usage: { input_tokens: 10, output_tokens: 2 },
    exit_codes: [0],
    error: null,
    same_thread_on_resume: null,
    notes: [],
    recording: 'recordings/exec/stateless/sum',
    timing: { duration_ms: 620, processes: [{ first_output_ms: 90, turn_ended_ms: 580, duration_ms: 600.5 }] },
    ...fields,
  };
}

export const RESUMED = scenarioResult({
  scenario: 'exec/persistent/recall',
  mode: 'exec_persistent',
  case: 'recall',
  commands: [
    ['codex', 'exec', '--json', '-'],
    ['codex', 'exec', 'resume', '--json', '0199aa00-0000-7000-8000-000000000002', '-'],
  ],
  thread_id: '0199aa00-0000-7000-8000-000000000002',
  turns: [
    turn({ prompt: 'Remember REF-7KQ2M9XW4T1B.', expected_reply: 'STORED', actual_reply: 'STORED' }),
    turn({ turn: 2, prompt: 'Which?', expected_reply: 'REF-7KQ2M9XW4T1B', actual_reply: 'REF-7KQ2M9XW4T1B' }),
  ],
  exit_codes: [0, 0],
  same_thread_on_resume: true,
  recording: 'recordings/exec/persistent/recall',
});

export const SERVED = scenarioResult({
  scenario: 'app-server/turn/sum',
  mode: 'app_server',
  commands: [['codex', 'app-server']],
  recording: 'recordings/app-server/turn/sum',
});

/** One passed check unless told otherwise. */
export function check(fields: Partial<CheckResult> = {}): CheckResult {
  return {
    id: 'exec.stream.first-event',
    clause: 'The first event is thread.started.',
    level: 'must',
    authority: { kind: 'documented', reference: 'docs/exec.md' },
    scenario: 'exec/stateless/sum',
    verdict: 'pass',
    reason: null,
    evidence: [],
    ...fields,
  };
}

/** A failed check that compared two texts. */
export function failedCheck(fields: Partial<CheckResult> = {}): CheckResult {
  return check({
    id: 'exec.reply.exact',
    clause: 'The final message is the reply of the model.',
    verdict: 'fail',
    evidence: [{ message: 'the reply differs', file: 'stdout.jsonl', line: 3, expected: '42', actual: '43' }],
    ...fields,
  });
}

/** What a baseline says of a check. */
export const KNOWN = {
  check: 'exec.reply.exact',
  scenario: 'exec/stateless/sum',
  versions: '>=0.99.0',
  reason: 'the reply is cut, as upstream knows',
  link: 'https://example.com/issues/1',
} as const;

/** An entry of a baseline with a typing mistake. */
export const UNMATCHED: UnmatchedFailure = {
  ...KNOWN,
  scenario: 'exec/stateles/sum',
  problem: 'unknown scenario exec/stateles/sum',
  hint: 'Did you mean exec/stateless/sum?',
};

/** What one test of a hand-built module says. */
export interface TestFields {
  readonly name?: string;
  /** The scenario that it belongs to; null for none. @default that of the check, of the result, or of its name */
  readonly planned?: string | null;
  readonly check?: CheckResult;
  readonly scenario?: ScenarioResult;
  readonly result?: RunTestResult;
}

/** A suite of a hand-built module, and what its hooks threw. */
export interface SuiteFields {
  readonly name: string;
  readonly errors: readonly RunError[];
}

/** What a hand-built module has. */
export interface ModuleFields {
  /** Of its tests without a result of their own. @default 'exec_stateless' */
  readonly mode?: Mode;
  readonly file?: string;
  readonly project?: string;
  readonly errors?: readonly RunError[];
  readonly suites?: readonly SuiteFields[];
}

/** A module as Vitest would report it: what is read of one, and nothing else. */
export function module(tests: readonly TestFields[], fields: ModuleFields = {}): RunModule {
  const { mode = 'exec_stateless', project = 'conformance', errors = [], suites = [] } = fields;
  const { file = `tests/${mode.replace('_', '-')}.test.ts` } = fields;
  const modeOf = ({ check }: TestFields) =>
    tests.find(({ scenario }) => scenario?.scenario === check?.scenario)?.scenario?.mode ?? mode;
  const built: RunModule = {
    moduleId: `/checkout/${file}`,
    relativeModuleId: file,
    project: { name: project },
    errors: () => errors,
    children: {
      allTests: () => tests.map((fields, index) => runTest(fields, index, modeOf(fields), () => built)),
      allSuites: () => suites.map((suite): RunSuite => suiteOf(suite, mode, () => built)),
    },
  };
  return built;
}

function suiteOf({ name, errors }: SuiteFields, mode: Mode, owner: () => RunModule): RunSuite {
  return {
    fullName: name,
    get module() {
      return owner();
    },
    errors: () => errors,
    meta: () => ({ planned: { scenario: name, mode } }),
  };
}

function runTest(fields: TestFields, index: number, mode: Mode, owner: () => RunModule): RunTest {
  const { name, check, scenario, result } = fields;
  const { planned = scenario?.scenario ?? check?.scenario ?? name?.split(' > ')[0] ?? null } = fields;
  const title = check === undefined ? 'replies' : check.id;
  return {
    id: `${owner().relativeModuleId} ${index}`,
    fullName: name ?? `${check?.scenario ?? scenario?.scenario ?? 'no scenario'} > ${title}`,
    get module() {
      return owner();
    },
    result: () => result ?? { state: 'passed' },
    meta: () => ({
      ...(planned === null ? {} : { planned: { scenario: planned, mode: scenario?.mode ?? mode } }),
      ...(check && { check }),
      ...(scenario && { scenario }),
    }),
  };
}

/** The tests of a scenario: its own and one for each check. */
export function scenario(result: ScenarioResult, checks: readonly CheckResult[] = []): readonly TestFields[] {
  return [{ scenario: result }, ...checks.map((check) => ({ check }))];
}

export const STATELESS = module(scenario(scenarioResult(), [check()]));
export const PERSISTENT = module(scenario(RESUMED, [check({ scenario: RESUMED.scenario })]), {
  mode: 'exec_persistent',
});
export const APP_SERVER = module(
  scenario(SERVED, [check({ scenario: SERVED.scenario, id: 'app-server.turn.completed' })]),
  { mode: 'app_server' },
);

/** The run without further modes than those of these modules. */
export function inTheirModes(run: RunResult): RunResult {
  const { exec_stateless, exec_persistent, app_server } = run.modes;
  const modes: Partial<RunResult['modes']> = { exec_stateless, exec_persistent, app_server };
  return { ...run, modes: modes as RunResult['modes'] };
}

function sanitise(text: string): string {
  return text.replaceAll('/home/me', '<HOME>');
}

/** A run that took 2.5 s. */
export function runOf(
  modules: readonly RunModule[],
  unhandledErrors: readonly RunError[] = [],
  reason: RunEndReason = 'passed',
  unmatched: readonly UnmatchedFailure[] = [],
  failOn: Level = 'should',
): RunResult {
  return runResultOf(collectTestResults([modules, unhandledErrors, reason], sanitise), {
    startedAt: new Date('2026-01-02T03:04:05.678Z'),
    durationMs: 2500,
    unmatched,
    failOn,
  });
}

/** The text of a file that a run writes. */
export function fileOf(run: RunResult, name: string): string {
  return RUN_FILES[name]!(run, npmReplay, () => [])!;
}
