import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { npmReplay } from '../../../../helpers/formats/npm-replay.ts';
import { removeResults, writeResults } from '../../../../helpers/formats/run/write.ts';
import type { RunResult } from '../../../../helpers/formats/run-result.ts';
import { APP_SERVER, runOf, PERSISTENT, STATELESS } from '../../reporters/run-fixture.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function textsOf(model: RunResult): Promise<readonly string[]> {
  const folder = join(await temporaryFolder(), 'deep', 'outputs');
  await writeResults(model, folder, npmReplay);
  expect((await readdir(folder)).toSorted()).toEqual(EVERY_FILE);
  return Promise.all(EVERY_FILE.map((name) => readFile(join(folder, name), 'utf8')));
}

const EVERY_FILE = [
  'checks.json',
  'conversation-inspection.json',
  'junit.xml',
  'report.html',
  'result-app-server.json',
  'result-exec-persistent.json',
  'result-exec-stateless.json',
  'summary.json',
];

test('a run writes every file, into a folder that it makes', async () => {
  const texts = await textsOf(runOf([STATELESS, PERSISTENT, APP_SERVER]));
  expect(texts.map((text) => text.slice(-2))).toEqual(['}\n', '}\n', '>\n', '>\n', '}\n', '}\n', '}\n', '}\n']);
});

test('a mode that did not run has no file, and that of an earlier run is removed', async () => {
  const folder = await temporaryFolder();
  await writeResults(runOf([STATELESS, PERSISTENT, APP_SERVER]), folder, npmReplay);
  await writeResults(runOf([STATELESS]), folder, npmReplay);
  expect((await readdir(folder)).toSorted()).toEqual(
    EVERY_FILE.filter((name) => name !== 'result-app-server.json' && name !== 'result-exec-persistent.json'),
  );
});

test('the same run gives the same files', async () => {
  const model = runOf([STATELESS, PERSISTENT, APP_SERVER]);
  expect(await textsOf(model)).toEqual(await textsOf(model));
});

test('results of an earlier run are removed, other files and a folder that is not there stay as they are', async () => {
  const folder = await temporaryFolder();
  await writeResults(runOf([STATELESS]), folder, npmReplay);
  await writeFile(join(folder, 'README.md'), 'mine');
  await removeResults(folder);
  expect(await readdir(folder)).toEqual(['README.md']);
  await removeResults(join(folder, 'missing'));
});

test('a file that cannot be removed is named', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'outputs'), '');
  await expect(removeResults(join(folder, 'outputs'))).rejects.toMatchObject({
    kind: 'environment',
    message: expect.stringContaining(join(folder, 'outputs', 'summary.json')) as unknown,
  });
});
