import { globSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RUN_FILE } from '../../helpers/recording/folder-layout.ts';
import { loadRecording } from '../../helpers/recording/load.ts';
import { upgradedRun } from '../../helpers/recording/older-formats.ts';
import { createSanitiser } from '../../helpers/recording/sanitise.ts';
import { saveRecording } from '../../helpers/recording/save.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import { fixtureIndexOf } from '../../helpers/versions/fixtures/fixture-index.ts';
import { fixtureIndexSchema } from '../../helpers/versions/fixtures/format.ts';

/** Recordings of real binaries, written by `codex-conformance record`. */
const FIXTURES = join(SUITE_ROOT, 'fixtures');
const folders = globSync('**/run.json', { cwd: FIXTURES }).map(dirname).toSorted();
const fixtures = await Promise.all(
  folders.map(async (folder) => ({ folder, recording: await loadRecording(join(FIXTURES, folder)) })),
);

test('a fixture is in the folder of its version and scenario', () => {
  expect(fixtures.map(({ recording }) => `${recording.codex.version}/${recording.scenario}`)).toEqual(folders);
});

test.for(fixtures)('sanitising $folder again changes nothing', ({ recording }) => {
  expect(createSanitiser({ paths: [], secrets: [] }).recording(recording)).toEqual(recording);
});

test.for(fixtures)('saving $folder again writes the same files', async ({ folder, recording }) => {
  const copy = await mkdtemp(join(tmpdir(), 'codex-conformance-fixture-'));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  await saveRecording(recording, join(copy, 'recording'));
  const { [RUN_FILE]: run, ...saved } = await filesIn(join(copy, 'recording'));
  const { [RUN_FILE]: fixtureRun, ...fixture } = await filesIn(join(FIXTURES, folder));
  expect(saved).toEqual(fixture);
  // The fixtures may be of an older schema version.
  expect(JSON.parse(run!)).toEqual(upgradedRun(JSON.parse(fixtureRun!)));
});

test('the index lists what the streams contain', async () => {
  const index = fixtureIndexSchema.parse(JSON.parse(await readFile(join(FIXTURES, 'index.json'), 'utf8')));
  expect(index).toEqual(await fixtureIndexOf(FIXTURES));
});

test('one recorder made all fixtures', () => {
  expect(new Set(fixtures.map(({ recording }) => recording.recorder)).size).toBe(1);
});

async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  );
}
