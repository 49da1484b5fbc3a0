import { describe } from 'vitest';
import { loadCases } from '../../helpers/inputs/cases.ts';
import { planOf } from '../../helpers/scenarios/plan.ts';
import { reportIn, verdictIn } from './report.ts';
import { test } from './sandbox-test.ts';
import { wrapPinnedCodex } from './wrapper.ts';

const RESULTS = ['result-exec-stateless.json', 'result-exec-persistent.json', 'result-app-server.json'];

/** Other prompts and calculations than the shipped ones. */
const OTHER_CASES = {
  exec_stateless: {
    name: 'product',
    prompt: 'Multiply 12 by 11 and give me nothing but the result.',
    expected_reply: '132',
  },
  exec_persistent: {
    name: 'keep',
    turn1_prompt_template: 'Please keep {{reference_code}} in mind. Then answer with the single word NOTED',
    turn1_expected_reply: 'NOTED',
    turn2_prompt: 'Return the identifier that I gave you earlier, and nothing else.',
  },
  app_server: [
    { name: 'quotient', prompt: 'How much is 144 / 12? Only the number, please.', expected_reply: '12' },
    { name: 'difference', prompt: 'What is 50 minus 8? Only the number, please.', expected_reply: '42' },
  ],
};

/** The failure in the result file of a mode. */
function failureIn(result: Record<string, unknown>) {
  const { success, error, exit_code = null, exit_codes = [exit_code] } = result;
  return { success, error, exit_codes, failed: (result['failed_checks'] as { id: string }[]).map(({ id }) => id) };
}

describe('a run', { concurrent: true, timeout: 120_000 }, () => {
  test('of the pinned codex is green and writes all files', async ({ sandbox, expect }) => {
    const { exitCode, stdout, stderr } = await sandbox.run(['run', '--core', '--codex', 'pinned', '--out', 'out']);
    const planned = planOf({ cases: await loadCases(), only: [], extended: false });
    const total = planned.flatMap(({ checks }) => checks).length;
    const { all_success, counts } = sandbox.result('summary.json');
    expect({ exitCode, stderr, all_success, counts }, stdout).toMatchObject({
      exitCode: 0,
      stderr: '',
      all_success: true,
      counts: { total, red: 0 },
    });
    expect(reportIn(stdout)).toMatchInlineSnapshot(`
      "codex <PINNED>  found by pinned, sha256 <SHA256>
      <CODEX>

      ✓ exec, stateless   1 case, N checks passed, N not applicable  <TIME>
      ✓ exec, persistent  1 case, N checks passed  <TIME>
      ✓ app-server        1 case, N checks passed  <TIME>

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Passed: all modes (3 scenarios, N checks)."
    `);
    expect(sandbox.written()).toMatchInlineSnapshot(`
      [
        "checks.json",
        "conversation-inspection.json",
        "junit.xml",
        "recordings/app-server/turn/sum/files.json",
        "recordings/app-server/turn/sum/model.jsonl",
        "recordings/app-server/turn/sum/network.jsonl",
        "recordings/app-server/turn/sum/protocol.json",
        "recordings/app-server/turn/sum/run.json",
        "recordings/app-server/turn/sum/stderr.txt",
        "recordings/app-server/turn/sum/wire.jsonl",
        "recordings/exec/persistent/recall/arrivals.2.jsonl",
        "recordings/exec/persistent/recall/arrivals.jsonl",
        "recordings/exec/persistent/recall/files.json",
        "recordings/exec/persistent/recall/model.jsonl",
        "recordings/exec/persistent/recall/network.jsonl",
        "recordings/exec/persistent/recall/run.json",
        "recordings/exec/persistent/recall/stderr.2.txt",
        "recordings/exec/persistent/recall/stderr.txt",
        "recordings/exec/persistent/recall/stdout.2.jsonl",
        "recordings/exec/persistent/recall/stdout.jsonl",
        "recordings/exec/stateless/sum/arrivals.jsonl",
        "recordings/exec/stateless/sum/files.json",
        "recordings/exec/stateless/sum/model.jsonl",
        "recordings/exec/stateless/sum/network.jsonl",
        "recordings/exec/stateless/sum/run.json",
        "recordings/exec/stateless/sum/stderr.txt",
        "recordings/exec/stateless/sum/stdout.jsonl",
        "report.html",
        "result-app-server.json",
        "result-exec-persistent.json",
        "result-exec-stateless.json",
        "results.sarif",
        "summary.json",
        "summary.md",
      ]
    `);
  });

  test.for<[scenario: string, failOn: string, exitCode: number, verdict: RegExp]>([
    ['exec/command/outlives-turn', 'must', 0, /^Passed with --fail-on must: .*, 2 failures below must\)\./m],
    ['exec/command/outlives-turn', 'should', 1, /^Failed: exec, stateless \(1 failed check in 1 scenario\)\./m],
    ['exec/config/project', 'should', 0, /^Passed: exec, stateless \(1 scenario, \d+ checks\)\./m],
    ['exec/config/project', 'may', 1, /^Failed with --fail-on may: .*\(1 failed check in 1 scenario\)\./m],
  ])('of %s with --fail-on %s ends with %i', async ([scenario, failOn, expected, verdict], { sandbox, expect }) => {
    const options = ['--codex', 'pinned', '--no-default-baseline', '--only', scenario, '--fail-on', failOn];
    const { exitCode, stdout } = await sandbox.run(['run', '--out', 'out', ...options]);
    const { all_success, fail_on } = sandbox.result('summary.json');
    expect({ exitCode, all_success, fail_on }).toEqual({
      exitCode: expected,
      all_success: expected === 0,
      fail_on: failOn,
    });
    expect(stdout).toMatch(verdict);
  });

  test('does not touch the home of the user', async ({ sandbox, expect }) => {
    const secrets = ['correct-horse-battery-staple', 'a-key-of-no-known-form'] as const;
    const codex = wrapPinnedCodex('prints-secrets.sh', sandbox.root);
    const config = sandbox.file('home/.codex/config.toml', 'model = 7');
    const login = sandbox.file('home/.codex/auth.json', JSON.stringify({ OPENAI_API_KEY: secrets[1] }));
    const args = ['run', '--core', '--codex', codex, '--out', 'out', '--only', 'exec/stateless'];
    const { exitCode } = await sandbox.run(args, { env: { FAKE_API_KEY: secrets[0] } });
    expect({ exitCode, telling: sandbox.writtenWith(secrets) }).toEqual({ exitCode: 0, telling: [] });
    expect(sandbox.filesIn('home/.codex')).toEqual([login, config]);
    const printed = sandbox.text('out/recordings/exec/stateless/sum/stderr.txt');
    expect(printed.match(/^[A-Z_]+(?==)/gm)?.toSorted()).toMatchInlineSnapshot(`
      [
        "ALL_PROXY",
        "CODEX_HOME",
        "HOME",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "NO_PROXY",
        "PATH",
        "PWD",
        "RUST_LOG",
        "TMPDIR",
      ]
    `);
  });

  test('with other prompts is green', async ({ sandbox, expect }) => {
    const cases = sandbox.file('other.json', JSON.stringify(OTHER_CASES));
    const { exitCode, stdout } = await sandbox.run(['run', '--codex', 'pinned', '--out', 'out', '--cases', cases]);
    expect(`${exitCode}\n${reportIn(stdout)}`).toMatchInlineSnapshot(`
      "0
      codex <PINNED>  found by pinned, sha256 <SHA256>
      <CODEX>

      ✓ exec, stateless   1 case, N checks passed, N not applicable  <TIME>
      ✓ exec, persistent  1 case, N checks passed  <TIME>
      ✓ app-server        2 cases, N checks passed  <TIME>

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Passed: all modes (4 scenarios, N checks)."
    `);
  });

  test('shows the expected and the actual reply', async ({ sandbox, expect }) => {
    const { exec_stateless, exec_persistent, app_server } = OTHER_CASES;
    const wrong = {
      exec_stateless: { ...exec_stateless, expected_reply: '133' },
      exec_persistent: { ...exec_persistent, turn1_expected_reply: 'STORED' },
      app_server: [{ ...app_server[0], expected_reply: 'twelve' }],
    };
    const cases = sandbox.file('wrong.json', JSON.stringify(wrong));
    const { exitCode, stdout } = await sandbox.run(['run', '--codex', 'pinned', '--out', 'out', '--cases', cases]);
    expect(`${exitCode}\n${reportIn(stdout)}`).toMatchInlineSnapshot(`
      "1
      codex <PINNED>  found by pinned, sha256 <SHA256>
      <CODEX>

      ✗ exec, stateless   1 case, N checks passed, 1 untestable, N not applicable, 1 case with a wrong reply of the model  <TIME>
      ✗ exec, persistent  1 case, N checks passed, 1 untestable, 1 case with a wrong reply of the model  <TIME>
      ✗ app-server        1 case, N checks passed, 1 untestable, 1 case with a wrong reply of the model  <TIME>

      ✗ turn/reply/exact  must: untestable in 3 scenarios
        The reply of each turn is the message of the model, character by character.
        the reply of the model differs from the one that the case expects, and codex passed it on
        unchanged; see docs/cases.md
        turn 1: another reply of the model
        expected  "twelve"
        actual    "12"
        scenarios app-server/turn/quotient, exec/persistent/keep, exec/stateless/product
        evidence  <SANDBOX>/out/recordings/app-server/turn/quotient/model.jsonl:1
        replay    codex-conformance run --codex pinned --cases <SANDBOX>/wrong.json --out out --only app-server/turn/quotient

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Failed: exec, stateless; exec, persistent; app-server (3 wrong replies of the model, 3 untestable checks in 3 scenarios)."
    `);
    expect(RESULTS.map((name) => sandbox.result(name)['turns'])).toMatchInlineSnapshot(`
      [
        [
          {
            "actual_reply": "132",
            "exact_match": false,
            "expected_reply": "133",
            "prompt": "Multiply 12 by 11 and give me nothing but the result.",
            "turn": 1,
            "wrong_reply_from": "model",
          },
        ],
        [
          {
            "actual_reply": "NOTED",
            "exact_match": false,
            "expected_reply": "STORED",
            "prompt": "Please keep <REFERENCE_CODE> in mind. Then answer with the single word NOTED",
            "turn": 1,
            "wrong_reply_from": "model",
          },
          {
            "actual_reply": "<REFERENCE_CODE>",
            "exact_match": true,
            "expected_reply": "<REFERENCE_CODE>",
            "prompt": "Return the identifier that I gave you earlier, and nothing else.",
            "turn": 2,
          },
        ],
        [
          {
            "actual_reply": "12",
            "exact_match": false,
            "expected_reply": "twelve",
            "prompt": "How much is 144 / 12? Only the number, please.",
            "turn": 1,
            "wrong_reply_from": "model",
          },
        ],
      ]
    `);
  });

  test('quotes the last stderr of a killed codex', async ({ sandbox, expect }) => {
    const codex = wrapPinnedCodex('dies-in-turn.js', sandbox.root);
    const { exitCode, stdout } = await sandbox.run(['run', '--core', '--codex', codex, '--out', 'out']);
    expect([exitCode, verdictIn(stdout)]).toMatchInlineSnapshot(`
      [
        1,
        "Failed: exec, stateless; exec, persistent; app-server (4 wrong replies, N failed checks, 5 untestable checks in 3 scenarios).",
      ]
    `);
    expect(RESULTS.map((name) => failureIn(sandbox.result(name)))).toMatchInlineSnapshot(`
      [
        {
          "error": "codex was killed by SIGKILL: ERROR memory allocation of 1099511627776 bytes failed",
          "exit_codes": [
            null,
          ],
          "failed": [
            "exec/events/frame-of-each-asker",
            "exec/events/terminal-event-last",
            "exec/messages/as-the-model-said",
            "exec/turn/completes",
            "run/process/exits-by-itself",
            "turn/reply/exact",
          ],
          "success": false,
        },
        {
          "error": "codex was killed by SIGKILL: ERROR memory allocation of 1099511627776 bytes failed",
          "exit_codes": [
            null,
            null,
          ],
          "failed": [
            "exec/events/frame-of-each-asker",
            "exec/events/terminal-event-last",
            "exec/messages/as-the-model-said",
            "exec/resume/history-reaches-model",
            "exec/turn/completes",
            "run/process/exits-by-itself",
            "turn/reply/exact",
          ],
          "success": false,
        },
        {
          "error": "codex was killed by SIGKILL: ERROR memory allocation of 1099511627776 bytes failed",
          "exit_codes": [
            null,
          ],
          "failed": [
            "app-server/exit/clean-after-eof",
            "app-server/item/closed-at-turn-end",
            "app-server/thread/session-file",
            "app-server/turn/completes",
            "app-server/turn/error-iff-failed",
            "app-server/turn/nothing-after-end",
            "app-server/turn/one-start-one-end",
            "run/process/exits-by-itself",
            "turn/reply/exact",
          ],
          "success": false,
        },
      ]
    `);
  });

  test('kills a codex that never ends at the deadline', async ({ sandbox, expect }) => {
    const codex = wrapPinnedCodex('never-ends.sh', sandbox.root);
    const { exitCode, stdout } = await sandbox.run([
      'run',
      '--core',
      '--codex',
      codex,
      '--out',
      'out',
      '--deadline',
      '1',
    ]);
    expect([exitCode, verdictIn(stdout)]).toMatchInlineSnapshot(`
      [
        1,
        "Failed: exec, stateless; exec, persistent; app-server (4 wrong replies, N failed checks, 33 untestable checks in 3 scenarios).",
      ]
    `);
    expect(RESULTS.map((name) => failureIn(sandbox.result(name)))).toMatchInlineSnapshot(`
      [
        {
          "error": "codex did not end its turn before the deadline",
          "exit_codes": [
            null,
          ],
          "failed": [
            "exec/events/terminal-event-last",
            "exec/events/turn-started-once",
            "exec/turn/completes",
            "run/model/asked-in-each-turn",
            "run/model/requests-well-formed",
            "run/network/stays-on-loopback",
            "run/process/exits-by-itself",
            "turn/reply/exact",
            "turn/thread/id-known-to-model",
          ],
          "success": false,
        },
        {
          "error": "codex did not end its turn before the deadline",
          "exit_codes": [
            null,
            null,
          ],
          "failed": [
            "exec/events/terminal-event-last",
            "exec/events/turn-started-once",
            "exec/resume/history-in-order",
            "exec/resume/history-reaches-model",
            "exec/resume/same-cache-key",
            "exec/session/kept-under-thread-id",
            "exec/turn/completes",
            "run/model/asked-in-each-turn",
            "run/model/requests-well-formed",
            "run/network/stays-on-loopback",
            "run/process/exits-by-itself",
            "turn/reply/exact",
            "turn/thread/id-known-to-model",
          ],
          "success": false,
        },
        {
          "error": "codex did not end its turn before the deadline",
          "exit_codes": [
            null,
          ],
          "failed": [
            "app-server/exit/clean-after-eof",
            "app-server/handshake/initialize-answered-first",
            "app-server/handshake/user-agent-names-client",
            "app-server/handshake/user-agent-tells-version",
            "app-server/item/as-model-sent",
            "app-server/item/closed-at-turn-end",
            "app-server/item/keeps-type",
            "app-server/item/started-then-completed",
            "app-server/item/user-message-is-prompt",
            "app-server/schema/valid-messages",
            "app-server/thread/announced-as-answered",
            "app-server/thread/answered-before-announced",
            "app-server/thread/session-file",
            "app-server/turn/answered-before-started",
            "app-server/turn/completes",
            "app-server/turn/error-iff-failed",
            "app-server/turn/items-in-started-turn",
            "app-server/turn/nothing-after-end",
            "app-server/turn/one-start-one-end",
            "app-server/turn/starts-as-answered",
            "app-server/turn/status",
            "app-server/wire/answer-id-type",
            "app-server/wire/no-error-answers",
            "app-server/wire/one-answer-per-request",
            "app-server/wire/valid-messages",
            "run/model/asked-in-each-turn",
            "run/model/requests-well-formed",
            "run/network/stays-on-loopback",
            "run/process/exits-by-itself",
            "turn/reply/exact",
            "turn/thread/id-known-to-model",
          ],
          "success": false,
        },
      ]
    `);
  });

  test('quotes the protocol error of an app-server', async ({ sandbox, expect }) => {
    const codex = wrapPinnedCodex('refuses-thread.js', sandbox.root);
    const { exitCode, stdout } = await sandbox.run([
      'run',
      '--core',
      '--codex',
      codex,
      '--out',
      'out',
      '--only',
      'app-server',
    ]);
    expect([exitCode, verdictIn(stdout)]).toMatchInlineSnapshot(`
      [
        1,
        "Failed: app-server (1 wrong reply, N failed checks, 16 untestable checks in 1 scenario). 2 modes did not run.",
      ]
    `);
    expect(failureIn(sandbox.result('result-app-server.json'))).toMatchInlineSnapshot(`
      {
        "error": "thread/start: unknown variant \`thread/start\`, expected one of \`initialize\`, \`newConversation\` (-32600)",
        "exit_codes": [
          0,
        ],
        "failed": [
          "app-server/item/as-model-sent",
          "app-server/item/closed-at-turn-end",
          "app-server/item/keeps-type",
          "app-server/item/started-then-completed",
          "app-server/item/user-message-is-prompt",
          "app-server/thread/announced-as-answered",
          "app-server/thread/answered-before-announced",
          "app-server/thread/session-file",
          "app-server/turn/answered-before-started",
          "app-server/turn/completes",
          "app-server/turn/error-iff-failed",
          "app-server/turn/items-in-started-turn",
          "app-server/turn/nothing-after-end",
          "app-server/turn/one-start-one-end",
          "app-server/turn/starts-as-answered",
          "app-server/turn/status",
          "app-server/wire/no-error-answers",
          "run/model/asked-in-each-turn",
          "run/model/requests-well-formed",
          "run/network/stays-on-loopback",
          "turn/reply/exact",
          "turn/thread/id-known-to-model",
        ],
        "success": false,
      }
    `);
    expect(sandbox.written().filter((name) => name.startsWith('result-'))).toEqual(['result-app-server.json']);
  });
});
