import { expect, test } from 'vitest';
import type { Mode } from '../../../helpers/recording/mode.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { recordedScenario } from '../../../helpers/scenarios/recorded-scenario.ts';
import { scenarioOf } from '../../../helpers/scenarios/from-case.ts';
import { scenariosOf } from '../../../helpers/scenarios/three-modes.ts';
import { failureOf } from '../codex/temporary.ts';
import { sampleRecording } from '../recording/sample-recording.ts';
import { CASES } from './miniature.ts';

function recordingOf(mode: Mode, changes: Partial<Recording> = {}): Recording {
  const { name, expected } = scenariosOf(mode, CASES)[0]!;
  return sampleRecording({ scenario: name, mode, expected, ...changes });
}

test.for<Mode>(['exec_stateless', 'exec_persistent', 'app_server'])(
  'the scenario of a recording of %s has its name and its very expectations',
  (mode) => {
    const recording = recordingOf(mode);
    const { name, mode: played, expected } = recordedScenario(recording, 'some/folder');
    expect({ name, played, expected }).toEqual({
      name: recording.scenario,
      played: mode,
      expected: recording.expected,
    });
  },
);

test('a live recording is refused', async () => {
  expect(
    await failureOf(() => recordedScenario(recordingOf('app_server', { model_source: 'live' }), 'some/folder')),
  ).toEqual({
    kind: 'usage',
    message: 'some/folder was recorded with a live model, which would not answer the same again.',
    hint: 'Play the scenario as it was: codex-conformance run --live --only app-server/turn/sum',
  });
});

test('turns that are not those of the mode are refused', async () => {
  const { expected } = recordingOf('exec_persistent');
  const turn = expected.turns[0]!;
  const wrong: [Mode, Recording['expected']][] = [
    ['exec_stateless', expected],
    ['exec_persistent', { ...expected, turns: [turn] }],
    ['exec_persistent', { ...expected, resumes: false }],
    ['app_server', { turns: [{ ...turn, process: 2 }], resumes: false }],
    ['app_server', { turns: [{ ...turn, turn: 2 }], resumes: false }],
    ['app_server', { turns: [], resumes: false }],
  ];
  const said = wrong.map(async ([mode, changed]) => {
    const { message } = await failureOf(() =>
      recordedScenario(recordingOf(mode, { expected: changed }), 'some/folder'),
    );
    return message;
  });
  expect(await Promise.all(said)).toEqual(
    wrong.map(([mode]) => `some/folder: the expected turns in run.json are not those of a scenario of ${mode}.`),
  );
  expect(() => scenarioOf({ name: 'x', mode: 'exec_stateless', expected })).toThrow(
    'The turns of x are not those of exec_stateless',
  );
});
