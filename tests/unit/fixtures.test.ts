import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadBaseline, SUITE_BASELINE_FILE } from '../../helpers/inputs/baseline.ts';
import { withBaseline } from '../../helpers/checks/baseline.ts';
import { checksOf } from '../../helpers/scenarios/catalog.ts';
import { judge } from '../../helpers/checks/judge.ts';
import { isRed } from '../../helpers/checks/verdict.ts';
import { MODE_TABLE, MODES } from '../../helpers/recording/mode.ts';
import { loadRecording } from '../../helpers/recording/load.ts';
import { scenarioResultOf } from '../../helpers/scenarios/scenario-result-of.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import packageJson from '../../package.json' with { type: 'json' };

const FIXTURES = join(SUITE_ROOT, 'fixtures');
const baseline = await loadBaseline(SUITE_BASELINE_FILE);
/** The cases of the modes. The other fixtures show what codex does wrong, too; the properties hold of all. */
const folders = MODES.flatMap((mode) => globSync(`*/${MODE_TABLE[mode].prefix}/*/run.json`, { cwd: FIXTURES }))
  .map(dirname)
  .toSorted();
const fixtures = await Promise.all(
  folders.map(async (folder) => ({ folder, recording: await loadRecording(join(FIXTURES, folder)) })),
);

test('each version, and the pinned one, has a case of each mode', () => {
  const versions = Map.groupBy(fixtures, ({ recording }) => recording.codex.version);
  const incomplete = [...versions]
    .map(([version, all]) => ({ version, modes: all.map(({ recording }) => recording.mode) }))
    .filter(({ modes }) => MODES.some((mode) => !modes.includes(mode)));
  expect({ versions: [...versions.keys()], incomplete }).toEqual({
    versions: expect.arrayContaining(['0.98.0', packageJson.devDependencies['@openai/codex']]),
    incomplete: [],
  });
});

test.for(fixtures)('no check is red on $folder', ({ recording }) => {
  const verdicts = checksOf(recording).map((check) =>
    withBaseline(judge(check, recording), recording.codex.version, baseline),
  );
  expect(verdicts.filter(isRed)).toEqual([]);
  expect(verdicts.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(10);
});

test.for(fixtures)('each turn of $folder has the expected reply', ({ folder, recording }) => {
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
