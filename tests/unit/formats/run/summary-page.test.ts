import { expect, test } from 'vitest';
import { summaryPage } from '../../../../helpers/formats/run/summary-page.ts';
import {
  check,
  failedCheck,
  inTheirModes,
  KNOWN,
  module,
  runOf,
  scenario,
  scenarioResult,
  STATELESS,
  turn,
  UNMATCHED,
} from '../../reporters/run-fixture.ts';

const replay = (name: string | null): string => `replay ${name ?? 'all'}`;

test('has the modes, the groups, the baseline and the errors', () => {
  const wrong = scenarioResult({ turns: [turn({ actual_reply: '4|`3' })] });
  const file = module(
    scenario(wrong, [
      failedCheck({ evidence: [{ message: 'the *reply* differs', expected: '42', actual: '43' }] }),
      check({ id: 'blind', verdict: 'untestable', reason: 'no recording' }),
      failedCheck({ id: 'known', known_failure: KNOWN }),
    ]),
  );
  const run = inTheirModes(runOf([file], [{ message: 'crash' }], 'failed', [UNMATCHED]));
  expect(summaryPage(run, replay)).toMatchInlineSnapshot(`
    "# Codex conformance, codex 0.169.0

    Failed: exec, stateless (1 wrong reply, 1 failed check, 1 untestable check in 1 scenario, 1 unmatched baseline entry, 1 harness error). 2 modes did not run.

    | Mode | Result | Scenarios | Checks |
    | --- | --- | --: | --- |
    | exec, stateless | failure | 1 | 0 checks passed, 1 failed, 1 known failure, 1 untestable |

    ## \`exec.reply.exact\`, must: fails in 1 scenario

    - The final message is the reply of the model.
    - \`the *reply* differs\`
    - expected: \`"42"\`
    - actual: \`"43"\`
    - scenarios: \`exec/stateless/sum\`
    - again: \`replay exec/stateless/sum\`

    ## \`blind\`, must: untestable in 1 scenario

    - The first event is thread.started.
    - \`no recording\`
    - scenarios: \`exec/stateless/sum\`
    - again: \`replay exec/stateless/sum\`

    ## Wrong reply in \`exec/stateless/sum\`

    - turn 1
    - expected: \`"42"\`
    - actual: \`\`"4|\`3"\`\`
    - again: \`replay exec/stateless/sum\`

    ## Baseline entry \`exec.reply.exact@exec/stateles/sum\`

    \`unknown scenario exec/stateles/sum\`

    \`Did you mean exec/stateless/sum?\`

    ## Harness error

    \`crash\`

    Not red: 1 known failure.
    "
  `);
});

test('is a headline and a table for a green run', () => {
  expect(summaryPage(inTheirModes(runOf([STATELESS])), replay)).toMatchInlineSnapshot(`
    "# Codex conformance, codex 0.169.0

    Passed: exec, stateless (1 scenario, 1 check). 2 modes did not run.

    | Mode | Result | Scenarios | Checks |
    | --- | --- | --: | --- |
    | exec, stateless | success | 1 | 1 check passed |
    "
  `);
});

test('names five scenarios of a group and counts the others', () => {
  const modules = Array.from({ length: 8 }, (_, index) => {
    const name = `exec/theme/s${index}`;
    return module(scenario(scenarioResult({ scenario: name, turns: [] }), [failedCheck({ scenario: name })]), {
      file: `tests/${index}.ts`,
    });
  });
  const page = summaryPage(runOf(modules), replay);
  expect(page.split('\n').filter((line) => /^(?:##|- scenarios)/.test(line))).toEqual([
    '## `exec.reply.exact`, must: fails in 8 scenarios',
    '- scenarios: `exec/theme/s0`, `exec/theme/s1`, `exec/theme/s2`, `exec/theme/s3`, `exec/theme/s4` and 3 more',
  ]);
});
