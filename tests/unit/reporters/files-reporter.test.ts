import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FilesReporter } from '../../../helpers/reporters/files-reporter.ts';
import { module, STATELESS } from './run-fixture.ts';

const SPECIFICATIONS = [{ project: { name: 'conformance' } }];
const UNIT = module([{ name: 'unit', result: { state: 'failed', errors: [{ message: 'no' }] } }], { project: 'unit' });

async function setUp(outputDir = 'outputs') {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const said: string[] = [];
  const exitCodes: number[] = [];
  let clock = Date.UTC(2026, 0, 2);
  const reporter = new FilesReporter({
    outputDir: join(folder, outputDir),
    stderr: { write: (text) => said.push(text.replaceAll(folder, '<folder>')) },
    onFailure: (exitCode) => exitCodes.push(exitCode),
    sanitise: (text) => text.replaceAll('sk-secret', '<REDACTED>'),
    now: () => (clock += 1000),
  });
  const summary = async () => JSON.parse(await readFile(join(folder, outputDir, 'summary.json'), 'utf8')) as unknown;
  return { folder, reporter, said, exitCodes, summary };
}

test('writes the results with the duration', async () => {
  const { reporter, summary, said, exitCodes } = await setUp();
  await reporter.onTestRunStart(SPECIFICATIONS);
  await reporter.onTestRunEnd([UNIT, STATELESS], [], 'failed');
  expect(await summary()).toMatchObject({
    all_success: true,
    volatile: { started_at: '2026-01-02T00:00:02.000Z', duration_ms: 1000 },
  });
  expect([said, exitCodes]).toEqual([[], []]);
});

test('writes the results of an interrupted run', async () => {
  const { reporter, summary } = await setUp();
  await reporter.onTestRunStart(SPECIFICATIONS);
  await reporter.onTestRunEnd([STATELESS], [], 'interrupted');
  expect(await summary()).toMatchObject({
    all_success: false,
    interrupted: true,
    modes: { exec_stateless: { ran: true, success: true } },
  });
});

test('touches nothing in a run of other projects', async () => {
  const { folder, reporter } = await setUp();
  await mkdir(join(folder, 'outputs'));
  await writeFile(join(folder, 'outputs', 'summary.json'), 'of an earlier run');
  await reporter.onTestRunStart([{ project: { name: 'unit' } }]);
  await reporter.onTestRunEnd([UNIT], [], 'failed');
  expect(await readFile(join(folder, 'outputs', 'summary.json'), 'utf8')).toBe('of an earlier run');
  expect(await readdir(join(folder, 'outputs'))).toEqual(['summary.json']);
});

test('removes earlier results when a run starts', async () => {
  const { folder, reporter } = await setUp();
  await reporter.onTestRunStart(SPECIFICATIONS);
  await reporter.onTestRunEnd([STATELESS], [], 'passed');
  await reporter.onTestRunStart(SPECIFICATIONS);
  expect(await readdir(join(folder, 'outputs'))).toEqual([expect.stringMatching(/^\.in-use-/)]);
  await reporter.onTestRunEnd([STATELESS], [], 'passed');
  expect((await readdir(join(folder, 'outputs'))).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('refuses a folder that another run uses', async () => {
  const { folder, reporter } = await setUp();
  const outputDir = join(folder, 'outputs');
  await reporter.onTestRunStart(SPECIFICATIONS);
  await writeFile(join(outputDir, 'summary.json'), 'of the other');
  const second = new FilesReporter({ outputDir });
  await expect(second.onTestRunStart(SPECIFICATIONS)).rejects.toThrow(`Another run is writing to ${outputDir}.`);
  expect(await readFile(join(outputDir, 'summary.json'), 'utf8')).toBe('of the other');
  await reporter.onTestRunEnd([STATELESS], [], 'passed');
  await second.onTestRunStart(SPECIFICATIONS);
  await second.onTestRunEnd([STATELESS], [], 'passed');
});

test('messages of crashes are sanitised', async () => {
  const { reporter, summary } = await setUp();
  await reporter.onTestRunEnd([STATELESS], [{ message: 'sk-secret' }], 'failed');
  expect(await summary()).toMatchObject({ harness_errors: [{ message: '<REDACTED>' }] });
});

test('finishes each run once', async () => {
  const { reporter } = await setUp();
  const first = reporter.finish([STATELESS], [], 'passed');
  expect(reporter.finish([STATELESS], [], 'passed')).toBe(first);
  await reporter.onTestRunStart(SPECIFICATIONS);
  const second = await reporter.finish([], [], 'passed');
  expect([(await first)?.written, second]).toEqual([true, null]);
});

test('reports an unwritable folder with exit code 3', async () => {
  const { folder, reporter, said, exitCodes } = await setUp(join('file', 'outputs'));
  await writeFile(join(folder, 'file'), '');
  await reporter.onTestRunStart(SPECIFICATIONS);
  const run = await reporter.finish([STATELESS], [], 'passed');
  expect(said.join('')).toMatch(/^error: the results could not be written: [^\n]*<folder>[^\n]*\n[^\n]+\n$/);
  expect([run?.written, exitCodes]).toEqual([false, [3]]);
});
