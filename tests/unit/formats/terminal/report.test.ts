import { expect, test } from 'vitest';
import type { RunResult } from '../../../../helpers/formats/run-result.ts';
import type { FailureOptions } from '../../../../helpers/formats/terminal/failures.ts';
import { runReport } from '../../../../helpers/formats/terminal/report.ts';
import { createStyle } from '../../../../helpers/util/terminal/style.ts';
import {
  APP_SERVER,
  check,
  failedCheck,
  inTheirModes,
  KNOWN,
  runOf,
  module,
  scenarioResult,
  PERSISTENT,
  RESUMED,
  scenario,
  SERVED,
  STATELESS,
  turn,
  UNMATCHED,
} from '../../reporters/run-fixture.ts';

interface ReportFields extends Pick<FailureOptions, 'verbose' | 'codexPath'> {
  readonly color?: boolean;
  readonly written?: boolean;
  readonly outputDir?: string;
}

function report(
  model: RunResult,
  { color = false, written = true, outputDir = 'outputs', ...options }: ReportFields = {},
): string {
  return runReport(inTheirModes(model), written, {
    style: createStyle(color),
    outputDir,
    replay: (scenario) => `again ${scenario ?? 'all'}`,
    ...options,
  });
}

function badLine(line: number) {
  return { message: `line ${line} is not JSON`, file: 'stdout.jsonl', line };
}

const FAILED = module(
  scenario(scenarioResult({ turns: [turn({ actual_reply: '43' })] }), [
    check(),
    failedCheck(),
    check({ id: 'exec.flag.ephemeral', verdict: 'not-applicable', reason: 'no exec.flag.ephemeral' }),
  ]),
);

test('prints a short report of a green run', () => {
  expect(report(runOf([STATELESS, PERSISTENT, APP_SERVER]))).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    ✓ exec, stateless   1 case, 1 check passed  0.6 s
    ✓ exec, persistent  1 case, 1 check passed  0.6 s
    ✓ app-server        1 case, 1 check passed  0.6 s

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Passed: all modes (3 scenarios, 3 checks).
    "
  `);
});

test('shows a failed check with evidence and replay command', () => {
  expect(report(runOf([FAILED, PERSISTENT, APP_SERVER]))).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    ✗ exec, stateless   1 case, 1 check passed, 1 failed, 1 not applicable, 1 case with a wrong reply  0.6 s
    ✓ exec, persistent  1 case, 1 check passed  0.6 s
    ✓ app-server        1 case, 1 check passed  0.6 s

    ✗ exec.reply.exact  must: fails in 1 scenario
      The final message is the reply of the model.
      the reply differs
      expected  "42"
      actual    "43"
      scenarios exec/stateless/sum
      evidence  outputs/recordings/exec/stateless/sum/stdout.jsonl:3
      replay    again exec/stateless/sum

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Failed: exec, stateless (1 wrong reply, 1 failed check in 1 scenario).
    "
  `);
});

test('shows a wrong reply that no check shows', () => {
  const lost = { ...RESUMED, error: 'stream disconnected', turns: [turn(), turn({ turn: 2, actual_reply: null })] };
  const file = module(scenario(lost), { mode: 'exec_persistent' });
  expect(report(runOf([file]))).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    - exec, stateless   did not run
    ✗ exec, persistent  1 case, 0 checks passed, 1 case with a wrong reply  0.6 s
    - app-server        did not run

    ✗ wrong reply  exec/persistent/recall
      error     "stream disconnected"
      turn 2
      expected  "42"
      actual    (none)
      evidence  outputs/recordings/exec/persistent/recall
      replay    again exec/persistent/recall

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Failed: exec, persistent (1 wrong reply). 2 modes did not run.
    "
  `);
});

test('shows a missing reply once, with the error of codex', () => {
  const silent = scenarioResult({ turns: [turn({ actual_reply: null })], error: '401 Unauthorized' });
  const shown = failedCheck({ evidence: [{ message: 'no reply came', expected: '42' }] });
  expect(report(runOf([module(scenario(silent, [shown]))]))).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    ✗ exec, stateless   1 case, 0 checks passed, 1 failed, 1 case with a wrong reply  0.6 s
    - exec, persistent  did not run
    - app-server        did not run

    ✗ exec.reply.exact  must: fails in 1 scenario
      The final message is the reply of the model.
      no reply came
      expected  "42"
      actual    (none)
      error     "401 Unauthorized"
      scenarios exec/stateless/sum
      evidence  outputs/recordings/exec/stateless/sum
      replay    again exec/stateless/sum

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Failed: exec, stateless (1 wrong reply, 1 failed check in 1 scenario). 2 modes did not run.
    "
  `);
});

test('shows untestable, long and optional failures', () => {
  const checks = [
    check({ verdict: 'untestable', reason: 'the recording has no model requests' }),
    failedCheck({ id: 'exec.stream.json', evidence: [1, 2, 3, 4, 5].map(badLine) }),
    failedCheck({ id: 'exec.usage', level: 'may', evidence: [{ message: 'no usage' }] }),
    failedCheck({ id: 'exec.stderr', evidence: [{ message: 'stderr is not empty', actual: 'WARNING' }] }),
  ];
  expect(report(runOf([module(scenario(scenarioResult(), checks))]))).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    ✗ exec, stateless   1 case, 0 checks passed, 2 failed, 1 optional failed, 1 untestable  0.6 s
    - exec, persistent  did not run
    - app-server        did not run

    ✗ exec.stderr  must: fails in 1 scenario
      The final message is the reply of the model.
      stderr is not empty
      actual    "WARNING"
      scenarios exec/stateless/sum
      evidence  outputs/recordings/exec/stateless/sum
      replay    again exec/stateless/sum

    ✗ exec.stream.json  must: fails in 1 scenario
      The final message is the reply of the model.
      line 1 is not JSON
      and 4 more in checks.json
      scenarios exec/stateless/sum
      evidence  outputs/recordings/exec/stateless/sum/stdout.jsonl:1
      replay    again exec/stateless/sum

    ✗ exec.stream.first-event  must: untestable in 1 scenario, exec/stateless/sum: the recording has no model requests

    ! not red: 1 optional failure; see report.html, or add --verbose

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Failed: exec, stateless (2 failed checks, 1 untestable check in 1 scenario). 2 modes did not run.
    "
  `);
});

test('shows the message, hint and place of a harness error', () => {
  const errors = [
    {
      message: 'codex not found',
      hint: 'Set CODEX_BIN.',
      stacks: [{ file: '/checkout/tests/app-server.test.ts', line: 9 }],
    },
    { message: Array.from({ length: 25 }, (_, index) => `line ${index + 1}`).join('\n') },
  ];
  const file = module([{ name: 'app-server/turn/sum > replies', result: { state: 'failed', errors } }], {
    mode: 'app_server',
  });
  expect(report(runOf([STATELESS, file], [{ message: 'late rejection' }]))).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    ✓ exec, stateless   1 case, 1 check passed  0.6 s
    - exec, persistent  did not run
    ✗ app-server        0 cases, 0 checks passed, 2 harness errors

    ✗ harness error  app-server/turn/sum > replies
      codex not found
      Set CODEX_BIN.
      at        tests/app-server.test.ts:9
      replay    again app-server/turn/sum

    ✗ harness error  app-server/turn/sum > replies
      line 1
      line 2
      line 3
      line 4
      line 5
      line 6
      line 7
      line 8
      line 9
      line 10
      line 11
      line 12
      line 13
      line 14
      line 15
      line 16
      line 17
      line 18
      line 19
      line 20
      and 5 more lines in summary.json
      at        tests/app-server.test.ts
      replay    again app-server/turn/sum

    ✗ harness error  outside of the tests
      late rejection
      replay    again all

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Failed: app-server (3 harness errors). 1 mode did not run.
    "
  `);
});

test('escapes untrusted text', () => {
  const bad = '\u001b[2J\u202e\u0000]]>\r\n<script>';
  const hostile = scenarioResult({
    scenario: bad,
    error: bad,
    recording: bad,
    codex: { version: bad, sha256: bad, found_by: bad, path: bad },
    turns: [turn({ actual_reply: bad })],
  });
  const checks = [
    failedCheck({ id: bad, clause: bad, scenario: bad, evidence: [{ message: bad, file: bad, actual: bad }] }),
    check({ id: bad, scenario: bad, verdict: 'untestable', reason: bad }),
    failedCheck({ id: bad, scenario: bad, level: 'may', evidence: [{ message: bad }] }),
  ];
  const file = module(scenario(hostile, checks), { file: bad, errors: [{ message: bad, hint: bad }] });
  const text = report(runOf([file]), { outputDir: bad });
  expect(text.match(/2J/g)?.length).toBeGreaterThan(15);
  expect(text).not.toMatch(/[^\n\x20-\x7e✓✗…]/);
});

test('ends with the reason of an incomplete run', () => {
  const ends = [
    report(runOf([STATELESS], [], 'interrupted')),
    report(runOf([])),
    report(runOf([STATELESS, APP_SERVER]), { written: false }),
  ].map((text) => text.trimEnd().split('\n').slice(-2));
  expect(ends).toMatchInlineSnapshot(`
    [
      [
        "results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)",
        "Interrupted: the results so far cover 1 of 3 modes.",
      ],
      [
        "results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)",
        "Failed: nothing ran.",
      ],
      [
        "",
        "Passed: exec, stateless; app-server (2 scenarios, 2 checks). 1 mode did not run. The results could not be written.",
      ],
    ]
  `);
});

test('counts known failures, and lists them with verbose', () => {
  const known = runOf([
    module(scenario(scenarioResult(), [check(), failedCheck({ known_failure: KNOWN })])),
    PERSISTENT,
    APP_SERVER,
  ]);
  expect(report(known, { verbose: true })).toContain(
    '! exec.reply.exact  exec/stateless/sum  known (the reply is cut, as upstream knows): the reply differs\n',
  );
  expect(report(known)).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    ✓ exec, stateless   1 case, 1 check passed, 1 known failure  0.6 s
    ✓ exec, persistent  1 case, 1 check passed  0.6 s
    ✓ app-server        1 case, 1 check passed  0.6 s

    ! not red: 1 known failure; see report.html, or add --verbose

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Passed: all modes (3 scenarios, 3 checks, 1 known failure).
    "
  `);
});

test('lists an unswept pass as a note', () => {
  const newer = module(scenario(scenarioResult(), [check({ known_failure: { ...KNOWN, swept: '0.168.0' } })]));
  const lines = report(runOf([newer, PERSISTENT, APP_SERVER]), { verbose: true }).split('\n');
  expect(lines.filter((line) => /^!|^Passed/.test(line))).toEqual([
    '! exec.stream.first-event  exec/stateless/sum  passes; the baseline, confirmed up to 0.168.0, expects a failure',
    expect.stringMatching(/^Passed: .*\(3 scenarios, 3 checks\)/),
  ]);
});

test('shows stale and unmatched baseline entries', () => {
  const known = module(scenario(scenarioResult(), [check(), check({ id: KNOWN.check, known_failure: KNOWN })]));
  const { link: _, ...entry } = UNMATCHED;
  expect(report(runOf([known], [], 'failed', [UNMATCHED, entry]))).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    ✗ exec, stateless   1 case, 1 check passed, 1 stale baseline entry  0.6 s
    - exec, persistent  did not run
    - app-server        did not run

    ✗ exec.reply.exact  must: passes in 1 scenario: remove its entry from the baseline
      The first event is thread.started.
      entry     >=0.99.0: the reply is cut, as upstream knows
      link      https://example.com/issues/1
      scenarios exec/stateless/sum
      evidence  outputs/recordings/exec/stateless/sum
      replay    again exec/stateless/sum

    ✗ unmatched baseline entry  exec.reply.exact@exec/stateles/sum
      unknown scenario exec/stateles/sum
      Did you mean exec/stateless/sum?

    ✗ unmatched baseline entry  exec.reply.exact@exec/stateles/sum
      unknown scenario exec/stateles/sum
      Did you mean exec/stateless/sum?

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Failed: exec, stateless (1 stale baseline entry in 1 scenario, 2 unmatched baseline entries). 2 modes did not run.
    "
  `);
  expect(
    report(runOf([STATELESS], [], 'failed', [UNMATCHED]))
      .trimEnd()
      .split('\n')
      .at(-1),
  ).toMatchInlineSnapshot(`"Failed: 1 unmatched baseline entry. 2 modes did not run."`);
});

test('prints a green verdict in red if nothing was written', () => {
  const last = report(runOf([STATELESS]), { color: true, written: false })
    .trimEnd()
    .split('\n')
    .at(-1);
  expect(last?.startsWith('\u001b[1m\u001b[31mPassed:')).toBe(true);
});

test('colours modes, failures and the verdict', () => {
  const text = report(
    runOf([FAILED, module(scenario(SERVED, [failedCheck({ scenario: SERVED.scenario, level: 'may' })]))]),
    {
      color: true,
    },
  );
  expect(text.replaceAll('\u001b', '^')).toMatchInlineSnapshot(`
    "^[1mcodex 0.169.0^[22m  ^[2mfound by PATH, sha256 a1b2c3d4e5f6^[22m

    ^[31m✗^[39m exec, stateless   1 case, 1 check passed, 1 failed, 1 not applicable, 1 case with a wrong reply  ^[2m0.6 s^[22m
    - exec, persistent  ^[2mdid not run^[22m
    ^[32m✓^[39m app-server        1 case, 0 checks passed, 1 optional failed  ^[2m0.6 s^[22m

    ^[31m✗^[39m ^[1mexec.reply.exact^[22m  must: fails in 1 scenario
      The final message is the reply of the model.
      the reply differs
      expected  "42"
      actual    "43"
      scenarios exec/stateless/sum
      evidence  outputs/recordings/exec/stateless/sum/stdout.jsonl:3
      replay    again exec/stateless/sum

    ^[33m!^[39m not red: 1 optional failure; see report.html, or add --verbose

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    ^[1m^[31mFailed: exec, stateless (1 wrong reply, 1 failed check in 1 scenario). 1 mode did not run.^[39m^[22m
    "
  `);
});

test('prints the program that ran, never a placeholder', () => {
  const texts = [{}, { codexPath: '/opt/codex' }].map((options) => report(runOf([STATELESS]), options));
  expect(texts.map((text) => text.split('\n')[1])).toEqual(['', '/opt/codex']);
});

const MANY = runOf(
  Array.from({ length: 12 }, (_, index) => {
    const name = `exec/theme/s${index}`;
    const result = scenarioResult({ scenario: name, turns: [], recording: `recordings/${name}` });
    const ids = Array.from({ length: 12 - index }, (_, at) => `check.${at}`);
    return module(
      scenario(
        result,
        ids.map((id) => failedCheck({ id, scenario: name })),
      ),
      { file: `tests/${index}.ts` },
    );
  }),
);

test('shows the first groups in full, and counts the rest', () => {
  const text = report(MANY);
  expect(text).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    ✗ exec, stateless   12 extended scenarios, 0 checks passed, 78 failed  7.4 s
    - exec, persistent  did not run
    - app-server        did not run

    ✗ check.0  must: fails in 12 scenarios
      The final message is the reply of the model.
      the reply differs
      expected  "42"
      actual    "43"
      scenarios exec/theme/s0, exec/theme/s1, exec/theme/s10 and 9 more
      evidence  outputs/recordings/exec/theme/s0/stdout.jsonl:3
      replay    again exec/theme/s0

    ✗ check.1  must: fails in 11 scenarios
      The final message is the reply of the model.
      the reply differs
      expected  "42"
      actual    "43"
      scenarios exec/theme/s0, exec/theme/s1, exec/theme/s10 and 8 more
      evidence  outputs/recordings/exec/theme/s0/stdout.jsonl:3
      replay    again exec/theme/s0

    ✗ check.2  must: fails in 10 scenarios: the reply differs
    ✗ check.3  must: fails in 9 scenarios: the reply differs
    ✗ check.4  must: fails in 8 scenarios: the reply differs
    ✗ check.5  must: fails in 7 scenarios: the reply differs
    ✗ check.6  must: fails in 6 scenarios: the reply differs
      and 5 more groups of 15 failures: see report.html, or add --verbose

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Failed: exec, stateless (78 failed checks in 12 scenarios). 2 modes did not run.
    "
  `);
  expect(text.split('\n').length).toBeLessThan(40);
});

test('shows every group and scenario with verbose', () => {
  const text = report(MANY, { verbose: true });
  expect(text.match(/^✗ check/gm)).toHaveLength(12);
  expect(text).not.toMatch(/ more/);
  expect(text.match(/exec\/theme\/s11\b/g)).toHaveLength(1);
});

test('tells a wrong reply of the model from one of codex', () => {
  const [expected, actual] = ['STORED', 'stored'];
  const wrong = turn({ expected_reply: expected, actual_reply: actual, wrong_reply_from: 'model' });
  const evidence = [{ message: 'turn 1: another reply of the model', file: 'model.jsonl', line: 1, expected, actual }];
  const untestable = check({ verdict: 'untestable', reason: 'the reply of the model differs', evidence });
  const run = runOf([module(scenario(scenarioResult({ turns: [wrong] }), [untestable])), PERSISTENT]);
  expect(report(run)).toMatchInlineSnapshot(`
    "codex 0.169.0  found by PATH, sha256 a1b2c3d4e5f6

    ✗ exec, stateless   1 case, 0 checks passed, 1 untestable, 1 case with a wrong reply of the model  0.6 s
    ✓ exec, persistent  1 case, 1 check passed  0.6 s
    - app-server        did not run

    ✗ exec.stream.first-event  must: untestable in 1 scenario
      The first event is thread.started.
      the reply of the model differs
      turn 1: another reply of the model
      expected  "STORED"
      actual    "stored"
      scenarios exec/stateless/sum
      evidence  outputs/recordings/exec/stateless/sum/model.jsonl:1
      replay    again exec/stateless/sum

    results   outputs (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
    Failed: exec, stateless (1 wrong reply of the model, 1 untestable check in 1 scenario). 1 mode did not run.
    "
  `);
});
