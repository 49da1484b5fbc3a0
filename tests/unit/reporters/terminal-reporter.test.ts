import { expect, test } from 'vitest';
import type { FinishedRun } from '../../../helpers/reporters/files-reporter.ts';
import { TerminalReporter } from '../../../helpers/reporters/terminal-reporter.ts';
import type { TerminalReporterOptions } from '../../../helpers/reporters/terminal-reporter.ts';
import type { RunModule } from '../../../helpers/reporters/vitest-run.ts';
import { createStyle } from '../../../helpers/util/terminal/style.ts';
import {
  check,
  failedCheck,
  runOf,
  module,
  scenarioResult,
  PERSISTENT,
  scenario,
  STATELESS,
  turn,
} from './run-fixture.ts';

type Setting = Partial<TerminalReporterOptions>;

/** Plays a run to a reporter, as Vitest would, and gives all that it wrote. */
async function play(modules: readonly RunModule[], options: Setting = {}) {
  const writes: string[] = [];
  const ours = modules.filter(({ project }) => project.name === 'conformance');
  const files = {
    finish: async (): Promise<FinishedRun | null> =>
      ours.length === 0 ? null : { result: runOf(ours), outputDir: 'outputs', written: true },
  };
  const write = (text: string): unknown => writes.push(text);
  const reporter = new TerminalReporter({ files, write, style: createStyle(false), ...options });
  for (const { children } of modules) {
    for (const test of children.allTests()) reporter.onTestCaseResult(test);
    for (const suite of children.allSuites()) reporter.onTestSuiteResult(suite);
  }
  await reporter.onTestRunEnd(modules, [], 'passed');
  return writes;
}

test('reports a line for each scenario and failure', async () => {
  const broken = module(
    [
      ...scenario(scenarioResult({ turns: [turn({ actual_reply: '43' })] }), [check(), failedCheck()]),
      { name: 'exec/stateless/other > replies', result: { state: 'failed', errors: [{ message: 'crash' }] } },
      { scenario: scenarioResult(), name: 'cleanup', result: { state: 'failed', errors: [{ message: 'crash' }] } },
    ],
    { suites: [{ name: 'exec/stateless/crash', errors: [{ message: 'beforeAll broke' }] }] },
  );
  const lines: string[] = [];
  const writes = await play([broken, PERSISTENT], { onLine: (line) => lines.push(line) });
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "✗ exec/stateless/sum  0.6 s
    ✗ exec.reply.exact  exec/stateless/sum
    ✗ exec/stateless/other > replies
    ✗ cleanup
    ✗ exec/stateless/crash
    ✓ exec/persistent/recall  0.6 s"
  `);
  expect(writes).toHaveLength(1);
  expect(writes[0]).toContain(
    '\nFailed: exec, stateless (1 wrong reply, 1 failed check in 1 scenario, 3 harness errors).',
  );
});

test('ignores tests of other projects', async () => {
  const unit = module([{ name: 'unit test', result: { state: 'failed', errors: [{ message: 'no' }] } }], {
    project: 'unit',
  });
  const lines: string[] = [];
  expect(await play([unit], { onLine: (line) => lines.push(line) })).toEqual([]);
  expect(lines).toEqual([]);
});

test('uses the colours of the caller', async () => {
  expect((await play([STATELESS], { style: createStyle(true) })).join('')).toContain('\u001b[32m✓\u001b[39m');
});

test('prints the replay command, by default of npm', async () => {
  const file = module([
    { check: failedCheck({ scenario: "exec/it's" }) },
    { name: 'crash', planned: null, result: { state: 'failed', errors: [{ message: 'crash' }] } },
  ]);
  const replays = async (setting: Setting) => (await play([file], setting)).at(-1)?.match(/replay .*/g);
  expect(await replays({})).toEqual([
    String.raw`replay    npm run conformance -- --only 'exec/it'\''s'`,
    'replay    npm run conformance',
  ]);
  expect(await replays({ replay: (scenario) => `again ${scenario}` })).toEqual([
    "replay    again exec/it's",
    'replay    again null',
  ]);
});

test('reports a failed test without a scenario', async () => {
  const elsewhere = module(
    [{ name: 'odd', planned: null, result: { state: 'failed', errors: [{ message: 'crash' }] } }],
    {
      file: 'tests/other.test.ts',
      suites: [{ name: 'suite', errors: [{ message: 'beforeAll broke' }] }],
    },
  );
  const lines: string[] = [];
  await play([elsewhere], { onLine: (line) => lines.push(line) });
  expect(lines).toEqual(['✗ odd', '✗ suite']);
});
