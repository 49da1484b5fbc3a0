import { expect, test } from 'vitest';
import { junitXml } from '../../../../helpers/formats/run/junit.ts';
import {
  check,
  failedCheck,
  KNOWN,
  runOf,
  module,
  scenarioResult,
  PERSISTENT,
  RESUMED,
  scenario,
  STATELESS,
  turn,
  UNMATCHED,
} from '../../reporters/run-fixture.ts';
import { readXml } from '../../reporters/xml-reader.ts';

test('has a suite per scenario and a case per check', () => {
  expect(junitXml(runOf([STATELESS, PERSISTENT]))).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="codex-conformance" tests="4" failures="0" errors="0" skipped="0" time="1.240">
      <testsuite name="exec/stateless/sum" tests="2" failures="0" errors="0" skipped="0" time="0.620">
        <testcase classname="exec/stateless/sum" name="replies" time="0.620"/>
        <testcase classname="exec/stateless/sum" name="exec.stream.first-event" time="0.000"/>
      </testsuite>
      <testsuite name="exec/persistent/recall" tests="2" failures="0" errors="0" skipped="0" time="0.620">
        <testcase classname="exec/persistent/recall" name="replies" time="0.620"/>
        <testcase classname="exec/persistent/recall" name="exec.stream.first-event" time="0.000"/>
      </testsuite>
    </testsuites>
    "
  `);
});

test('has an element for each verdict', () => {
  const checks = [
    failedCheck(),
    failedCheck({ id: 'optional', level: 'may', evidence: [] }),
    check({ id: 'absent', verdict: 'not-applicable', reason: 'no exec.flag.ephemeral' }),
    check({ id: 'blind', verdict: 'untestable', reason: 'no recording' }),
    check({ id: 'ours', verdict: 'harness-error', evidence: [{ message: 'check threw', file: 'run.json' }] }),
  ];
  const wrong = scenarioResult({ turns: [turn({ actual_reply: '43' }), turn({ turn: 2, actual_reply: null })] });
  expect(junitXml(runOf([module(scenario(wrong, checks))]))).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="codex-conformance" tests="6" failures="2" errors="2" skipped="1" time="0.620">
      <testsuite name="exec/stateless/sum" tests="6" failures="2" errors="2" skipped="1" time="0.620">
        <testcase classname="exec/stateless/sum" name="replies" time="0.620">
          <failure message="the reply differs: turn 1: expected &quot;42&quot;, actual &quot;43&quot;; turn 2: expected &quot;42&quot;, actual (none)" type="reply">turn 1
    expected: "42"
    actual:   "43"

    turn 2
    expected: "42"
    actual:   null</failure>
        </testcase>
        <testcase classname="exec/stateless/sum" name="absent" time="0.000">
          <skipped message="no exec.flag.ephemeral"/>
        </testcase>
        <testcase classname="exec/stateless/sum" name="blind" time="0.000">
          <error message="no recording" type="untestable">The first event is thread.started.

    group 3 of 3: blind, must: untestable in 1 scenario</error>
        </testcase>
        <testcase classname="exec/stateless/sum" name="exec.reply.exact" time="0.000">
          <failure message="the reply differs; expected 42; actual 43" type="must">The final message is the reply of the model.

    the reply differs (stdout.jsonl:3)
    expected: "42"
    actual:   "43"

    group 1 of 3: exec.reply.exact, must: fails in 1 scenario</failure>
        </testcase>
        <testcase classname="exec/stateless/sum" name="optional" time="0.000">
          <system-out>not red, as the level is may

    The final message is the reply of the model.</system-out>
        </testcase>
        <testcase classname="exec/stateless/sum" name="ours" time="0.000">
          <error message="check threw" type="harness-error">The first event is thread.started.

    check threw (run.json)

    group 2 of 3: ours, must: harness error in 1 scenario</error>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('has a suite for errors and orphaned checks', () => {
  const file = module(
    [
      {
        name: 'exec/persistent/recall > replies',
        result: { state: 'failed', errors: [{ message: 'crash', hint: 'Retry.' }] },
      },
      { check: check({ scenario: 'exec/persistent/recall' }) },
    ],
    { mode: 'exec_persistent', errors: [{ message: 'broken file' }] },
  );
  expect(junitXml(runOf([file], [{ message: 'late' }], 'interrupted'))).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="codex-conformance" tests="5" failures="0" errors="4" skipped="0" time="0.000">
      <testsuite name="codex-conformance" tests="5" failures="0" errors="4" skipped="0" time="0.000">
        <testcase classname="exec/persistent/recall" name="exec.stream.first-event" time="0.000"/>
        <testcase classname="codex-conformance" name="tests/exec-persistent.test.ts" time="0.000">
          <error message="broken file" type="harness-error">tests/exec-persistent.test.ts</error>
        </testcase>
        <testcase classname="exec/persistent/recall" name="exec/persistent/recall &gt; replies" time="0.000">
          <error message="crash" type="harness-error">tests/exec-persistent.test.ts
    Retry.</error>
        </testcase>
        <testcase classname="codex-conformance" name="run" time="0.000">
          <error message="late" type="harness-error"/>
        </testcase>
        <testcase classname="codex-conformance" name="run" time="0.000">
          <error message="the run was interrupted" type="harness-error"/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('has elements for known and unmatched failures', () => {
  const checks = [failedCheck({ known_failure: KNOWN }), check({ known_failure: { ...KNOWN, versions: '*' } })];
  const model = runOf([module(scenario(scenarioResult(), checks))], [], 'failed', [UNMATCHED]);
  expect(junitXml(model)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="codex-conformance" tests="4" failures="2" errors="0" skipped="1" time="0.620">
      <testsuite name="exec/stateless/sum" tests="3" failures="1" errors="0" skipped="1" time="0.620">
        <testcase classname="exec/stateless/sum" name="replies" time="0.620"/>
        <testcase classname="exec/stateless/sum" name="exec.reply.exact" time="0.000">
          <skipped message="known failure: the reply is cut, as upstream knows (&gt;=0.99.0, https://example.com/issues/1)"/>
          <system-out>The final message is the reply of the model.

    the reply differs (stdout.jsonl:3)
    expected: "42"
    actual:   "43"</system-out>
        </testcase>
        <testcase classname="exec/stateless/sum" name="exec.stream.first-event" time="0.000">
          <failure message="it passes: remove its entry from the baseline" type="stale">the reply is cut, as upstream knows (*, https://example.com/issues/1)</failure>
        </testcase>
      </testsuite>
      <testsuite name="codex-conformance" tests="1" failures="1" errors="0" skipped="0" time="0.000">
        <testcase classname="codex-conformance" name="exec.reply.exact@exec/stateles/sum" time="0.000">
          <failure message="unmatched baseline entry: unknown scenario exec/stateles/sum" type="unmatched">Did you mean exec/stateless/sum?</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('escapes untrusted text', () => {
  const bad = '\u001b]0;x\u0007\u202e\u0000]]><script>&\ud800';
  const file = module(
    scenario({ ...RESUMED, turns: [turn({ actual_reply: bad })] }, [
      failedCheck({ scenario: RESUMED.scenario, evidence: [{ message: bad, actual: bad }] }),
    ]),
    { errors: [{ message: bad }] },
  );
  const text = junitXml(runOf([file]));
  expect(readXml(text).attributes).toEqual({
    name: 'codex-conformance',
    tests: '3',
    failures: '2',
    errors: '1',
    skipped: '0',
    time: '0.620',
  });
  expect(text).not.toMatch(/<script|[^\n\x20-\x7e]/);
});

test('makes a wrong reply of the model an error, not a failure', () => {
  const wrong = scenarioResult({ turns: [turn({ actual_reply: '43', wrong_reply_from: 'model' })] });
  const text = junitXml(runOf([module(scenario(wrong))]));
  expect(text).toMatch(/<error message="the reply differs: .*, as the model said it" type="model">/);
  expect(text).not.toContain('<failure');
});
