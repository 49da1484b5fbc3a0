import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { FinishedRun } from '../../../helpers/reporters/files-reporter.ts';
import { TerminalReporter } from '../../../helpers/reporters/terminal-reporter.ts';
import type { TerminalReporterOptions } from '../../../helpers/reporters/terminal-reporter.ts';
import type { RunModule } from '../../../helpers/reporters/vitest-run.ts';
import { createStyle } from '../../../helpers/util/terminal/style.ts';
import {
  APP_SERVER,
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

interface Setting extends Partial<TerminalReporterOptions> {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Plays a run to a reporter, as Vitest would, and gives all that it wrote. */
async function play(modules: readonly RunModule[], { isTTY = false, columns = 80, ...options }: Setting = {}) {
  const writes: string[] = [];
  const ours = modules.filter(({ project }) => project.name === 'conformance');
  const files = {
    finish: async (): Promise<FinishedRun | null> =>
      ours.length === 0 ? null : { result: runOf(ours), outputDir: 'outputs', written: true },
  };
  const output = { write: (text: string) => writes.push(text), isTTY, columns, env: {} };
  const reporter = new TerminalReporter({ files, output, style: createStyle(false), ...options });
  reporter.onTestRunStart();
  for (const module of modules) reporter.onTestModuleCollected(module);
  for (const { children } of modules) {
    for (const suite of children.allSuites()) reporter.onTestSuiteReady(suite);
    for (const test of children.allTests()) reporter.onTestCaseResult(test);
    for (const suite of children.allSuites()) reporter.onTestSuiteResult(suite);
  }
  await reporter.onTestRunEnd(modules, [], 'passed');
  return writes;
}

test('prints plain lines without a terminal if verbose', async () => {
  const broken = module(
    [
      ...scenario(scenarioResult({ turns: [turn({ actual_reply: '43' })] }), [check(), failedCheck()]),
      { name: 'exec/stateless/other > replies', result: { state: 'failed', errors: [{ message: 'crash' }] } },
      { scenario: scenarioResult(), name: 'cleanup', result: { state: 'failed', errors: [{ message: 'crash' }] } },
    ],
    { suites: [{ name: 'exec/stateless/crash', errors: [{ message: 'beforeAll broke' }] }] },
  );
  const writes = await play([broken, PERSISTENT], { verbose: true });
  expect(writes.slice(0, -1).join('')).toMatchInlineSnapshot(`
    "✗ exec/stateless/sum  0.6 s
    ✗ exec.reply.exact  exec/stateless/sum
    ✗ exec/stateless/other > replies
    ✗ cleanup
    ✗ exec/stateless/crash
    ✓ exec/persistent/recall  0.6 s
    "
  `);
  expect(writes.at(-1)).toContain(
    '\nFailed: exec, stateless (1 wrong reply, 1 failed check in 1 scenario, 3 harness errors).',
  );
  expect(await play([broken, PERSISTENT])).toHaveLength(1);
});

test('updates a line per mode on a terminal', async () => {
  const many = module(
    [
      ...scenario(scenarioResult(), [check()]),
      { check: failedCheck(), result: { state: 'failed' } },
      { name: 'filtered', result: { state: 'skipped' } },
    ],
    { suites: [{ name: `exec/stateless/${'x'.repeat(20)}`, errors: [] }] },
  );
  const writes = await play([many, APP_SERVER], { isTTY: true, columns: 50 });
  const last = writes.at(-1) ?? '';
  expect(writes.slice(0, -1).map((text) => text.replaceAll('\u001b', '^').replaceAll('\r', '<CR>')))
    .toMatchInlineSnapshot(`
      [
        "· exec, stateless        0/3^[K
      ^[J",
        "^[1A<CR>· exec, stateless        0/3^[K
      · app-server             0/2^[K
      ^[J",
        "^[2A<CR>· exec, stateless        0/3  exec/stateless/xxx…^[K
      · app-server             0/2^[K
      ^[J",
        "^[2A<CR>· exec, stateless        1/3  exec/stateless/xxx…^[K
      · app-server             0/2^[K
      ^[J",
        "^[2A<CR>· exec, stateless        2/3  exec/stateless/xxx…^[K
      · app-server             0/2^[K
      ^[J",
        "^[2A<CR>✗ exec, stateless        3/3^[K
      · app-server             0/2^[K
      ^[J",
        "^[2A<CR>✗ exec, stateless        3/3^[K
      · app-server             1/2^[K
      ^[J",
        "^[2A<CR>✗ exec, stateless        3/3^[K
      ✓ app-server             2/2^[K
      ^[J",
        "^[2A<CR>^[J",
      ]
    `);
  expect(last.slice(0, 15)).toBe('\ncodex 0.169.0 ');
});

test('cuts lines to the width of the terminal', async () => {
  const writes = await play([module(scenario(scenarioResult()), { suites: [{ name: 'x'.repeat(200), errors: [] }] })], {
    isTTY: true,
    columns: 30,
  });
  const lines = writes
    .slice(0, -1)
    .flatMap((text) => stripVTControlCharacters(text).split('\n'))
    .map((line) => line.replace('\r', ''));
  expect(Math.max(...lines.map(({ length }) => length))).toBe(29);
});

test('ignores tests of other projects', async () => {
  const unit = module([{ name: 'unit test', result: { state: 'failed', errors: [{ message: 'no' }] } }], {
    project: 'unit',
  });
  expect(await play([unit])).toEqual([]);
  expect(await play([unit], { isTTY: true })).toEqual([]);
});

test('prints only the report without progress', async () => {
  expect(await play([STATELESS], { progress: false, isTTY: true })).toHaveLength(1);
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

test('prints a failed test without a scenario, but not live', async () => {
  const elsewhere = module(
    [{ name: 'odd', planned: null, result: { state: 'failed', errors: [{ message: 'crash' }] } }],
    {
      file: 'tests/other.test.ts',
      suites: [{ name: 'suite', errors: [{ message: 'beforeAll broke' }] }],
    },
  );
  expect((await play([elsewhere], { verbose: true })).slice(0, -1)).toEqual(['✗ odd\n', '✗ suite\n']);
  expect(await play([elsewhere], { isTTY: true })).toHaveLength(1);
});
