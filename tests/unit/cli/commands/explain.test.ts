import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKS } from '../../../../helpers/checks/registry.ts';
import type { CheckResult } from '../../../../helpers/checks/verdict.ts';
import { main } from '../../../../helpers/cli/main.ts';
import { MUTANTS } from '../../../../helpers/mutants/registry.ts';
import { checksResult } from '../../../../helpers/reporters/results/checks.ts';
import { temporaryFolder, write } from '../../codex/temporary.ts';
import { check, failedCheck, KNOWN, modelOf, module, outcome, scenario } from '../../reporters/run-fixture.ts';
import { capturedIo } from '../captured-io.ts';

const ID = 'exec/resume/same-thread';

interface Explained {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function explained(cwd: string, ...argv: readonly string[]): Promise<Explained> {
  const io = { ...capturedIo(), cwd };
  return { code: await main(['explain', ...argv], io), ...io.written };
}

/** A folder with the results of a run in it. */
function resultsOf(...checks: readonly CheckResult[]): string {
  const folder = temporaryFolder();
  const results = checksResult(modelOf([module(scenario(outcome(), checks))]));
  write(join(folder, 'outputs', 'checks.json'), JSON.stringify(results));
  return folder;
}

const evidence = [{ message: 'two threads', file: 'stdout.2.jsonl', line: 1, expected: '1', actual: '\u001b[2J' }];

test('explains a check, and says that there are no results', async () => {
  const { code, stdout, stderr } = await explained(temporaryFolder(), ID);
  expect([code, stderr]).toEqual([0, '']);
  const mutants = MUTANTS.filter((mutant) => mutant.check === ID).map(({ mutant }) => mutant);
  expect(stdout.replace(mutants.join(`\n${' '.repeat(11)}`), '<mutants>')).toMatchInlineSnapshot(`
    "exec/resume/same-thread

    A resumed turn names the thread that was asked for.

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
               exec/resume/flags-after
               exec/resume/damaged-session
               exec/resume/damaged-state
               exec/fork/with-prompt
               exec/resume/unknown-id
               exec/resume/unknown-name
               exec/resume/last-of-none
               exec/resume/ephemeral-thread
               exec/resume/ephemeral-turn
               exec/resume/last-by-folder
    last run   there are no results
    replay     codex-conformance run --out outputs --only exec/resume/same-thread
    "
  `);
});

test('every check is explained, with the scenarios that it judges and the mutants that it notices', async () => {
  const folder = temporaryFolder();
  const poor: string[] = [];
  for (const { id } of CHECKS) {
    const { stdout } = await explained(folder, id, '--json');
    const { scenarios, mutants, reads } = JSON.parse(stdout) as Record<string, string | readonly string[]>;
    if (scenarios?.length === 0 || mutants?.length === 0 || reads === '') poor.push(id);
  }
  expect(poor).toEqual([]);
});

test('tells what the last run said of it, with the evidence, which does nothing to a terminal', async () => {
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
    replay     codex-conformance run --out outputs --only exec/resume/same-thread
    "
  `);
});

test('says so if the last run did not judge by it', async () => {
  expect((await explained(resultsOf(check({ id: 'other' })), ID)).stdout).toContain('last run   did not judge by it\n');
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
    clause: 'A resumed turn names the thread that was asked for.',
    level: 'must',
    authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/resume.rs' },
    modes: ['exec_persistent'],
    needs: ['exec.command.resume'],
    reads: 'the recording',
    last_results: [
      { scenario: 'exec/a', verdict: 'fail', reason: null, evidence: [{ message: 'two', actual: '\u202e' }] },
    ],
    replay: 'codex-conformance run --out outputs --only exec/resume/same-thread',
  });
  expect(scenarios).toContain('exec/persistent/recall');
  expect(mutants).toEqual(MUTANTS.filter((mutant) => mutant.check === ID).map(({ mutant }) => mutant));
  expect(stdout).toContain(String.raw`\u202e`);
});

test('an id that there is not is an error that names what was meant', async () => {
  const folder = temporaryFolder();
  const hints = await Promise.all(
    ['exec/resume/same-thred', 'same-thread', '/', 'no/such/check', '/p'].map((id) => explained(folder, id)),
  );
  expect(hints.map(({ code, stdout }) => [code, stdout])).toEqual(hints.map(() => [2, '']));
  expect(hints.slice(0, 4).map(({ stderr }) => stderr)).toMatchInlineSnapshot(`
    [
      "error: there is no check "exec/resume/same-thred"
    hint: Did you mean exec/resume/same-thread?
    ",
      "error: there is no check "same-thread"
    hint: Did you mean exec/resume/same-thread?
    ",
      "error: there is no check "/"
    hint: See what there is: codex-conformance list
    ",
      "error: there is no check "no/such/check"
    hint: See what there is: codex-conformance list
    ",
    ]
  `);
  expect(hints[4]!.stderr).toMatch(/^error: there is no check "\/p"\nhint: Did you mean (?:[\w/-]+, ){2,7}[\w/-]+/);
});

test('results that cannot be read are an error', async () => {
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
