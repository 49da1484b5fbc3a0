import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { saveRecording } from '../../../../helpers/recording/save.ts';
import { writeBundles } from '../../../../helpers/formats/bundle/write.ts';
import { removeResults } from '../../../../helpers/formats/run/results-folder.ts';
import type { RunResult } from '../../../../helpers/formats/run-result.ts';
import { failureOf, temporaryFolder, write } from '../../codex/temporary.ts';
import { sampleRecording } from '../../recording/sample-recording.ts';
import { check, runOf, module, scenarioResult, scenario } from '../../reporters/run-fixture.ts';

const BUNDLE = 'bundles/exec/stateless/sum';

function model(verdict: 'pass' | 'fail'): RunResult {
  return runOf([module(scenario(scenarioResult(), [check({ verdict })]))]);
}

/** The bundles that are written for a recording. */
async function bundlesOf(verdict: 'pass' | 'fail', changes: Partial<Recording> = {}): Promise<string[]> {
  const folder = temporaryFolder();
  await saveRecording(sampleRecording(changes), join(folder, scenarioResult().recording));
  await writeBundles(model(verdict), folder);
  return existsSync(join(folder, BUNDLE)) ? readdirSync(join(folder, BUNDLE)).toSorted() : [];
}

test('writes a bundle for a red scenario', async () => {
  expect(await bundlesOf('fail')).toEqual(['README.md', 'repro.mjs', 'script.json']);
});

test('writes no bundle if green or not replayable', async () => {
  expect([
    await bundlesOf('pass'),
    await bundlesOf('fail', { model_source: 'live' }),
    await bundlesOf('fail', { processes: [] }),
    await bundlesOf('fail', { harness_errors: ['no port is free'] }),
  ]).toEqual([[], [], [], []]);
  const folder = temporaryFolder();
  await writeBundles(model('fail'), folder);
  expect(readdirSync(folder)).toEqual([]);
});

test('removes only the bundles of an earlier run', async () => {
  const folder = temporaryFolder();
  await saveRecording(sampleRecording(), join(folder, scenarioResult().recording));
  await writeBundles(model('fail'), folder);
  write(join(folder, 'bundles/mine/notes.txt'), 'mine');
  await removeResults(folder);
  expect([existsSync(join(folder, BUNDLE)), readFileSync(join(folder, 'bundles/mine/notes.txt'), 'utf8')]).toEqual([
    false,
    'mine',
  ]);
});

test('reports a disk error', async () => {
  const folder = temporaryFolder();
  await saveRecording(sampleRecording(), join(folder, scenarioResult().recording));
  writeFileSync(join(folder, 'bundles'), '');
  expect(await failureOf(() => writeBundles(model('fail'), folder))).toMatchObject({ kind: 'environment' });
  rmSync(join(folder, 'bundles'));
});
