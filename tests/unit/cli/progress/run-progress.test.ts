import { expect, test } from 'vitest';
import { RunProgress } from '../../../../helpers/cli/progress/run-progress.ts';
import { coreScenarios } from '../../../../helpers/scenarios/from-case.ts';
import { createStyle } from '../../../../helpers/util/terminal/style.ts';
import { check, failedCheck, scenarioResult } from '../../reporters/run-fixture.ts';
import { capturedIo, liveLines } from '../captured-io.ts';

const CASES = {
  exec_stateless: ['one', 'two'].map((name) => ({ name, prompt: '', expected_reply: '' })),
  exec_persistent: [],
  app_server: [],
};
const PLANNED = coreScenarios('exec_stateless', CASES).map((scenario) => ({ scenario, checks: [] }));
const [ONE, TWO] = ['exec/stateless/one', 'exec/stateless/two'] as const;

/** Progress of two scenarios. Each read of its clock adds a second. */
function progress(isTTY: boolean) {
  const io = { ...capturedIo(), isTTY };
  let seconds = 0;
  const options = { planned: PLANNED, jobs: 1, earlier: new Map([[ONE, 4000]]), style: createStyle(false) };
  return { io, shown: new RunProgress(io, { ...options, now: () => 1000 * seconds++ }) };
}

test('shows on a terminal what is played, from the first moment', () => {
  const { io, shown } = progress(true);
  shown.start(ONE);
  shown.print('a line that stays');
  shown.finish(ONE, { result: scenarioResult(), checks: [check(), failedCheck()] });
  shown.note('a note');
  shown.start(TWO);
  shown.finish(TWO, null);
  shown.end();
  expect(liveLines(io.written.stdout).join('\n')).toMatchInlineSnapshot(`
    "· exec, stateless  0/2
    0 of 2 played in 1 s, about 8 s left
    [2A
    · exec, stateless  0/2
    playing  exec/stateless/one
    0 of 2 played in 3 s, about 7 s left
    [3A
    a line that stays
    · exec, stateless  0/2
    playing  exec/stateless/one
    0 of 2 played in 3 s, about 7 s left
    [3A
    ✗ exec, stateless  1/2  1 red
    1 of 2 played in 5 s, about 2 s left
    [2A
    a note
    ✗ exec, stateless  1/2  1 red
    1 of 2 played in 5 s, about 2 s left
    [2A
    ✗ exec, stateless  1/2  1 red
    playing  exec/stateless/two
    1 of 2 played in 7 s, about 1 s left
    [3A
    ✗ exec, stateless  2/2  1 red
    2 of 2 played in 9 s, writing the results
    [2A
    "
  `);
  expect(io.written.stderr).toBe('');
});

test('prints only lines that stay into a pipe', () => {
  const { io, shown } = progress(false);
  shown.start(ONE);
  shown.print('a line that stays');
  shown.note('a note');
  shown.finish(ONE, null);
  shown.end();
  expect(io.written).toEqual({ stdout: 'a line that stays\n', stderr: 'a note\n' });
});

test('goes on although no scenario ends', async () => {
  const { io, shown } = progress(true);
  shown.start(ONE);
  await expect.poll(() => io.written.stdout).toContain('in 5 s');
  shown.end();
});
