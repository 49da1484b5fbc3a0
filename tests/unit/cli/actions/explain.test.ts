import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import type { CheckResult } from '../../../../helpers/checks/verdict.ts';
import { temporaryFolder, write } from '../../codex/temporary.ts';
import {
  check,
  failedCheck,
  KNOWN,
  fileOf,
  runOf,
  module,
  scenarioResult,
  scenario,
} from '../../reporters/run-fixture.ts';
import { explained, ID } from '../explained.ts';

/** A folder with the results of a run in it. */
function resultsOf(...checks: readonly CheckResult[]): string {
  const folder = temporaryFolder();
  const run = runOf([module(scenario(scenarioResult(), checks))]);
  write(join(folder, 'outputs', 'checks.json'), fileOf(run, 'checks.json'));
  return folder;
}

const evidence = [{ message: 'two threads', file: 'stdout.2.jsonl', line: 1, expected: '1', actual: '\u001b[2J' }];

test('explains a check without results', async () => {
  const { code, stdout, stderr } = await explained(temporaryFolder(), ID);
  expect([code, stderr]).toEqual([0, '']);
  const mutants = Object.keys(CHECKS.find(({ id }) => id === ID)!.mutants());
  expect(stdout.replace(mutants.join(`\n${' '.repeat(11)}`), '<mutants>')).toMatchInlineSnapshot(`
    "exec/resume/same-thread

    A resumed turn reports the id of the resumed thread.

    level      must
    authority  source: openai/codex codex-rs/exec/tests/suite/resume.rs
    modes      exec, persistent
    needs      exec.command.resume
    reads      the recording
    mutants    <mutants>
    scenarios  exec/persistent/recall
               exec/usage/of-resumed-turn
               exec/resume/sandbox
               exec/resume/other-settings
    last run   no results
    history    no matrix; run codex-conformance matrix --codex '>=0.98.0'
    replay     codex-conformance run --out outputs --only exec/resume/same-thread
    "
  `);
});

test('shows the last results with escaped evidence', async () => {
  const folder = resultsOf(
    failedCheck({ id: ID, scenario: 'exec/a', evidence }),
    failedCheck({
      id: ID,
      scenario: 'exec/b',
      evidence: [{ message: 'bare', file: 'run.json' }],
      known_failure: KNOWN,
    }),
    check({ id: ID, scenario: 'exec/c', verdict: 'untestable', reason: 'one process' }),
    check({ id: 'other', scenario: 'exec/c' }),
  );
  const { stdout } = await explained(folder, ID);
  expect(stdout.slice(stdout.indexOf('last run'))).toMatchInlineSnapshot(`
    "last run   fail  exec/a
                 two threads (stdout.2.jsonl:1)
                 expected  "1"
                 actual    "\\u001b[2J"
               fail  exec/b
                 known (the reply is cut, as upstream knows)
                 bare (run.json)
               untestable  exec/c: one process
    history    no matrix; run codex-conformance matrix --codex '>=0.98.0'
    replay     codex-conformance run --out outputs --only exec/resume/same-thread
    "
  `);
});

test('shows that the last run did not include the check', async () => {
  expect((await explained(resultsOf(check({ id: 'other' })), ID)).stdout).toContain(
    'last run   did not run this check\n',
  );
});

test('prints the same as JSON', async () => {
  const folder = resultsOf(
    failedCheck({ id: ID, scenario: 'exec/a', evidence: [{ message: 'two', actual: '\u202e' }] }),
  );
  const { code, stdout } = await explained(folder, ID, '--json');
  const { mutants, scenarios, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
  expect(code).toBe(0);
  expect(rest).toEqual({
    schema_version: 1,
    id: ID,
    clause: 'A resumed turn reports the id of the resumed thread.',
    level: 'must',
    authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/resume.rs' },
    modes: ['exec_persistent'],
    needs: ['exec.command.resume'],
    reads: 'the recording',
    last_results: [
      { scenario: 'exec/a', verdict: 'fail', reason: null, evidence: [{ message: 'two', actual: '\u202e' }] },
    ],
    history: null,
    replay: 'codex-conformance run --out outputs --only exec/resume/same-thread',
  });
  expect(scenarios).toContain('exec/persistent/recall');
  expect(mutants).toEqual(Object.keys(CHECKS.find(({ id }) => id === ID)!.mutants()));
  expect(stdout).toContain(String.raw`\u202e`);
});

test('rejects an unknown id with suggestions', async () => {
  const folder = temporaryFolder();
  const hints = await Promise.all(
    ['exec/resume/same-thred', 'same-thread', '/', 'no/such/check', '/p'].map((id) => explained(folder, id)),
  );
  expect(hints.map(({ code, stdout }) => [code, stdout])).toEqual(hints.map(() => [2, '']));
  expect(hints.slice(0, 4).map(({ stderr }) => stderr)).toMatchInlineSnapshot(`
    [
      "error: Unknown check "exec/resume/same-thred".
    hint: Did you mean exec/resume/same-thread?
    ",
      "error: Unknown check "same-thread".
    hint: Did you mean exec/resume/same-thread?
    ",
      "error: Unknown check "/".
    hint: Run codex-conformance list --checks to see all checks.
    ",
      "error: Unknown check "no/such/check".
    hint: Run codex-conformance list --checks to see all checks.
    ",
    ]
  `);
  expect(hints[4]!.stderr).toMatch(/^error: Unknown check "\/p".\nhint: Did you mean (?:[\w/-]+, ){2,7}[\w/-]+/);
});

test('rejects unreadable results', async () => {
  const refusals = await Promise.all(
    ['{', '{"schema_version":1,"checks":[{}]}'].map(async (text) => {
      const folder = temporaryFolder();
      write(join(folder, 'checks.json'), text);
      const { code, stderr } = await explained(folder, ID, '--out', '.');
      return `${code} ${stderr.replaceAll(folder, '<cwd>')}`;
    }),
  );
  expect(refusals).toEqual(
    refusals.map(() =>
      expect.stringMatching(
        /^2 error: <cwd>\/checks\.json: cannot read the results of the last run: .+\nhint: Run the suite again, .+\n$/,
      ),
    ),
  );
});
