import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tellCi } from '../../../helpers/cli/tell-ci.ts';
import { temporaryFolder } from '../codex/temporary.ts';
import { failedCheck, inTheirModes, module, runOf, scenario, scenarioResult } from '../reporters/run-fixture.ts';
import { capturedIo } from './captured-io.ts';

const RUN = inTheirModes(
  runOf([
    module(
      scenario(scenarioResult(), [
        failedCheck({ level: 'should', evidence: [{ message: 'first\n::set-env name=x::y, 100%' }] }),
      ]),
    ),
  ]),
);

const replay = (name: string | null): string => `replay ${name}`;

/** What a job with these variables is told. */
async function told(env: Readonly<Record<string, string>>) {
  const io = capturedIo({ env });
  await tellCi(RUN, io, replay);
  return io.written;
}

test('annotates the groups of failures in a job of GitHub Actions', async () => {
  const { stdout, stderr } = await told({ GITHUB_ACTIONS: 'true' });
  expect([stdout.split('\n').length, stderr]).toEqual([2, '']);
  expect(stdout).toMatch(/^::warning title=\S+::should: fails in 1 scenario%0A/);
  expect(stdout).toContain(String.raw`first\n::set-env name=x::y, 100%25%0Aagain: replay exec/stateless/sum`);
});

test('adds the summary of the run to that of the job', async () => {
  const path = join(temporaryFolder(), 'summary');
  writeFileSync(path, 'before\n');
  expect(await told({ GITHUB_STEP_SUMMARY: path })).toEqual({ stdout: '', stderr: '' });
  expect(readFileSync(path, 'utf8')).toMatch(/^before\n# Codex conformance, codex /);
});

test('a summary that cannot be written is a note', async () => {
  const { stdout, stderr } = await told({ GITHUB_STEP_SUMMARY: temporaryFolder() });
  expect([stdout, stderr]).toEqual([
    '',
    expect.stringMatching(/^note: cannot write the summary of the job: EISDIR.*\n$/),
  ]);
});

test('tells nothing outside of a job', async () => {
  expect(await told({})).toEqual({ stdout: '', stderr: '' });
});
