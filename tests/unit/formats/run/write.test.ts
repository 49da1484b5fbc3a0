import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { npmReplay } from '../../../../helpers/formats/npm-replay.ts';
import { removeResults, RUN_FILE_NAMES } from '../../../../helpers/formats/run/results-folder.ts';
import { RUN_FILES, writeResults } from '../../../../helpers/formats/run/write.ts';
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
  'results.sarif',
  'summary.json',
  'summary.md',
];

test('writes every file into a new folder', async () => {
  const texts = await textsOf(runOf([STATELESS, PERSISTENT, APP_SERVER]));
  expect(texts.map((text) => text.slice(-2))).toEqual([
    '}\n',
    '}\n',
    '>\n',
    '>\n',
    '}\n',
    '}\n',
    '}\n',
    '}\n',
    '}\n',
    '|\n',
  ]);
});

test('removes the file of a mode that did not run', async () => {
  const folder = await temporaryFolder();
  await writeResults(runOf([STATELESS, PERSISTENT, APP_SERVER]), folder, npmReplay);
  await writeResults(runOf([STATELESS]), folder, npmReplay);
  expect((await readdir(folder)).toSorted()).toEqual(
    EVERY_FILE.filter((name) => name !== 'result-app-server.json' && name !== 'result-exec-persistent.json'),
  );
});

test('writes the same files for the same run', async () => {
  const model = runOf([STATELESS, PERSISTENT, APP_SERVER]);
  expect(await textsOf(model)).toEqual(await textsOf(model));
});

test('removes only the results of an earlier run', async () => {
  const folder = await temporaryFolder();
  await writeResults(runOf([STATELESS]), folder, npmReplay);
  await writeFile(join(folder, 'README.md'), 'mine');
  await removeResults(folder);
  expect(await readdir(folder)).toEqual(['README.md']);
  await removeResults(join(folder, 'missing'));
});

test('names a file that cannot be removed', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'outputs'), '');
  await expect(removeResults(join(folder, 'outputs'))).rejects.toMatchObject({
    kind: 'environment',
    message: expect.stringContaining(join(folder, 'outputs', 'summary.json')) as unknown,
  });
});

test('knows the names of all files that it writes', () => {
  expect(Object.keys(RUN_FILES)).toEqual(RUN_FILE_NAMES);
});
