import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { reportPage } from '../../../../helpers/formats/run/report.ts';
import type { RunResult } from '../../../../helpers/formats/run-result.ts';
import { HOSTILE } from '../../reporters/hostile.ts';
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
  scenario,
  STATELESS,
  turn,
  UNMATCHED,
} from '../../reporters/run-fixture.ts';

const replay = (scenario: string | null) => `replay ${scenario ?? 'all'}`;

/** What a reader sees, a line for each block. */
function linesOf(model: RunResult): readonly string[] {
  return reportPage(inTheirModes(model), replay)
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<script>.*<\/script>/s, '')
    .replace(/<form.*<\/form>/s, '')
    .replaceAll(/<(?:\/?(?:span|td|th|a|code)\b)[^>]*>/g, ' ')
    .split(/<[^>]*>/)
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean);
}

test('starts with the success of a green run', () => {
  expect(linesOf(runOf([STATELESS, PERSISTENT, APP_SERVER]))).toMatchInlineSnapshot(`
    [
      "Codex conformance",
      "codex 0.169.0, sha256 a1b2c3d4e5f6",
      "Success: 3 checks passed.",
      "Modes",
      "Mode Result Scenarios Checks",
      "exec, stateless ✓ success 1 scenario 1 check passed",
      "exec, persistent ✓ success 1 scenario 1 check passed",
      "app-server ✓ success 1 scenario 1 check passed",
      "Every scenario",
      "Passed: 3 scenarios",
      "✓ app-server/turn/sum 1 check",
      "✓ app-server.turn.completed The first event is thread.started. must pass:",
      "✓ exec/persistent/recall 1 check",
      "✓ exec.stream.first-event The first event is thread.started. must pass:",
      "✓ exec/stateless/sum 1 check",
      "✓ exec.stream.first-event The first event is thread.started. must pass:",
    ]
  `);
});

test('shows failures with evidence, recording and command', () => {
  const red = module(
    scenario(scenarioResult({ turns: [turn({ actual_reply: null })], error: 'quota' }), [
      failedCheck(),
      check({ verdict: 'untestable', reason: 'no wire' }),
      check({ id: 'stale', known_failure: KNOWN }),
      failedCheck({ id: 'known', known_failure: KNOWN }),
    ]),
  );
  const crash = { message: 'crash', hint: 'Retry.' };
  expect(linesOf(runOf([red], [crash], 'failed', [UNMATCHED]))).toMatchInlineSnapshot(`
    [
      "Codex conformance",
      "codex 0.169.0, sha256 a1b2c3d4e5f6",
      "Failed: 3 of 4 checks.",
      "Modes",
      "Mode Result Scenarios Checks",
      "exec, stateless ✗ failure 1 scenario 0 checks passed, 1 failed, 1 known failure, 1 stale baseline entry, 1 untestable",
      "exec, persistent did not run",
      "app-server did not run",
      "Failures",
      "✗",
      "exec.reply.exact",
      "must: fails in 1 scenario (exec/stateless/sum)",
      "The final message is the reply of the model.",
      "documented: docs/exec.md",
      "the reply differs",
      "stdout.jsonl , line 3",
      "expected",
      "42",
      "actual",
      "43",
      "codex said: quota",
      "recordings/exec/stateless/sum",
      "replay exec/stateless/sum",
      "?",
      "exec.stream.first-event",
      "must: untestable in 1 scenario (exec/stateless/sum)",
      "The first event is thread.started.",
      "documented: docs/exec.md",
      "no wire",
      "codex said: quota",
      "recordings/exec/stateless/sum",
      "replay exec/stateless/sum",
      "✗",
      "stale",
      "must: passes in 1 scenario: remove its entry from the baseline (exec/stateless/sum)",
      "The first event is thread.started.",
      "documented: docs/exec.md",
      "It passes: remove its entry from the baseline.",
      "codex said: quota",
      "recordings/exec/stateless/sum",
      "replay exec/stateless/sum",
      "exec/stateless/sum",
      "Turn 1: unexpected reply.",
      "expected",
      "42",
      "actual",
      "no reply",
      "codex said: quota",
      "recordings/exec/stateless/sum",
      "replay exec/stateless/sum",
      "Errors of the suite and its baseline",
      "run",
      "crash",
      "Retry.",
      "replay all",
      "exec.reply.exact@exec/stateles/sum",
      "unknown scenario exec/stateles/sum. Did you mean exec/stateless/sum?",
      "Known and optional failures: 1",
      "~ known exec/stateless/sum must known (the reply is cut, as upstream knows): the reply differs",
      "Every scenario",
      "Failed: 1 scenario",
      "✗ exec/stateless/sum 4 checks",
      "✗ exec.reply.exact The final message is the reply of the model. must fail: the reply differs",
      "? exec.stream.first-event The first event is thread.started. must untestable: no wire",
      "~ known The final message is the reply of the model. must fail: the reply differs",
      "✓ stale The first event is thread.started. must pass:",
      "✗ exec.reply.exact must",
      "The final message is the reply of the model.",
      "documented: docs/exec.md",
      "the reply differs",
      "stdout.jsonl , line 3",
      "expected",
      "42",
      "actual",
      "43",
      "? exec.stream.first-event must",
      "The first event is thread.started.",
      "documented: docs/exec.md",
      "no wire",
      "✗ stale must",
      "The first event is thread.started.",
      "documented: docs/exec.md",
      "It passes: remove its entry from the baseline.",
      "codex said: quota",
      "recordings/exec/stateless/sum",
      "replay exec/stateless/sum",
    ]
  `);
});

test('reports an interrupted run', () => {
  expect(linesOf(runOf([STATELESS], [], 'interrupted'))).toContain('The run was interrupted.');
});

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('runs its own script alone, loads nothing and escapes text', () => {
  const result = failedCheck({
    scenario: HOSTILE,
    evidence: [{ message: HOSTILE, file: HOSTILE, expected: HOSTILE, actual: HOSTILE }],
  });
  const page = reportPage(
    runOf(
      [module(scenario(scenarioResult({ scenario: HOSTILE, error: HOSTILE, recording: HOSTILE }), [result]))],
      [{ message: HOSTILE }],
    ),
    () => HOSTILE,
  );
  const [style, script] = ['style', 'script'].map((name) => new RegExp(`<${name}>([^]*?)</${name}>`).exec(page)![1]!);
  expect(page).toContain(`default-src 'none'; style-src ${hash(style!)}; script-src ${hash(script!)}; base-uri 'none'`);
  expect(script).not.toContain('pwned');
  expect(page.replace(`<script>${script}</script>`, '')).not.toMatch(
    /<(?:script|img|iframe)|[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u,
  );
  const links = [...page.matchAll(/ (?:href|src)="(.*?)"/g)].map(([, href]) => href!.slice(0, 2));
  expect(links).toEqual(['./', './', './', './']);
});

test('folds what a long run has beyond its first group', () => {
  const tests = Array.from({ length: 13 }, (_, index) => {
    const name = `exec/errors/${index}`;
    const evidence = ['one', 'two', 'three'].map((message) => ({ message, file: 'stdout.jsonl', line: 3 }));
    const checks = index < 2 ? [failedCheck({ scenario: name, id: `exec/turn/${index}`, evidence })] : [];
    return scenario(scenarioResult({ scenario: name }), [...checks, check({ scenario: name })]);
  });
  const page = reportPage(inTheirModes(runOf([module(tests.flat())])), replay);
  const folds = [...page.matchAll(/<details class="(\w+)" (open)?>/g)].map(([, ...fold]) => fold.join(' ').trim());
  expect(folds).toEqual(['group open', 'group', 'state', 'state']);
  expect(page).toContain('<summary>1 more</summary>');
});

test('lists failed scenarios first, and shows the place of the evidence', () => {
  const failed = scenarioResult({ scenario: 'exec/errors/quota', recording: 'recordings/exec/errors/quota' });
  const red = failedCheck({
    scenario: 'exec/errors/quota',
    evidence: [{ message: 'm', file: 'stdout.jsonl', line: 3 }],
  });
  const run = inTheirModes(runOf([STATELESS, module(scenario(failed, [red]))]));
  const page = reportPage(run, replay, (...place) => [`> <${place.join(' ')}>`]);
  const states = [...page.matchAll(/data-state="(\w+)" data-name="(.*?)"/g)].map(([, ...state]) => state.join(' '));
  expect(states).toEqual(['failed exec/errors/quota', 'passed exec/stateless/sum']);
  expect(page).toContain('&gt; &lt;recordings/exec/errors/quota stdout.jsonl 3&gt;');
});
