import { globSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadBaseline, SUITE_BASELINE_FILE } from '../../helpers/inputs/baseline.ts';
import { withBaseline } from '../../helpers/checks/baseline.ts';
import { checksOf } from '../../helpers/scenarios/catalog.ts';
import { judge } from '../../helpers/checks/judge.ts';
import { isRed } from '../../helpers/checks/verdict.ts';
import { MODE_TABLE, MODES } from '../../helpers/recording/mode.ts';
import { RUN_FILE } from '../../helpers/recording/folder-layout.ts';
import { loadRecording } from '../../helpers/recording/load.ts';
import { upgradedRun } from '../../helpers/recording/older-formats.ts';
import { createSanitiser } from '../../helpers/recording/sanitise.ts';
import { saveRecording } from '../../helpers/recording/save.ts';
import { scenarioResultOf } from '../../helpers/scenarios/scenario-result-of.ts';
import { fixtureIndexOf } from '../../helpers/versions/fixtures/fixture-index.ts';
import { fixtureIndexSchema } from '../../helpers/versions/fixtures/format.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import packageJson from '../../package.json' with { type: 'json' };

/** Recordings of real binaries, written by `codex-conformance record`. */
const FIXTURES = join(SUITE_ROOT, 'fixtures');
const baseline = await loadBaseline(SUITE_BASELINE_FILE);
const folders = globSync('**/run.json', { cwd: FIXTURES }).map(dirname).toSorted();
const fixtures = await Promise.all(
  folders.map(async (folder) => ({ folder, recording: await loadRecording(join(FIXTURES, folder)) })),
);

test('each version, and the pinned one, has a case of each mode', () => {
  const versions = Map.groupBy(fixtures.filter(isCase), ({ recording }) => recording.codex.version);
  const incomplete = [...versions]
    .map(([version, all]) => ({ version, modes: all.map(({ recording }) => recording.mode) }))
    .filter(({ modes }) => MODES.some((mode) => !modes.includes(mode)));
  expect({ versions: [...versions.keys()], incomplete }).toEqual({
    versions: expect.arrayContaining(['0.98.0', packageJson.devDependencies['@openai/codex']]),
    incomplete: [],
  });
});

test('a fixture is in the folder of its version and scenario', () => {
  expect(fixtures.map(({ recording }) => `${recording.codex.version}/${recording.scenario}`)).toEqual(folders);
});

// The others show what codex does wrong, too.
test.for(fixtures.filter(isCase))('no check is red on $folder', ({ recording }) => {
  const verdicts = checksOf(recording).map((check) =>
    withBaseline(judge(check, recording), recording.codex.version, baseline),
  );
  expect(verdicts.filter(isRed)).toEqual([]);
  expect(verdicts.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(10);
});

test.for(fixtures.filter(isCase))('each turn of $folder has the expected reply', ({ folder, recording }) => {
  const { turns, thread_id, error, same_thread_on_resume } = scenarioResultOf(recording, folder);
  expect(turns.map(({ actual_reply }) => actual_reply)).toEqual(
    recording.expected.turns.map((turn) => turn.expected_reply),
  );
  expect({ error, same_thread_on_resume }).toEqual({
    error: null,
    same_thread_on_resume: recording.expected.resumes ? true : null,
  });
  expect(thread_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
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

function isCase({ recording: { mode, scenario } }: (typeof fixtures)[number]): boolean {
  return scenario.startsWith(`${MODE_TABLE[mode].prefix}/`);
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  );
}
