import { expect, test } from 'vitest';
import { MODES, type Mode } from '../../../helpers/recording/mode.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { CHECKS, distinct, EXTENDED, recordedScenario } from '../../../helpers/scenarios/catalog.ts';
import { extendedScenarios, type ExtendedScenario } from '../../../helpers/scenarios/dsl/extended-scenarios.ts';
import { coreScenarios, transportScenarios } from '../../../helpers/scenarios/from-case.ts';
import type { Scenario } from '../../../helpers/scenarios/scenario.ts';
import { failureOf } from '../codex/temporary.ts';
import { sampleRecording } from '../recording/sample-recording.ts';
import { CASES } from './miniature.ts';

const PLAIN: ExtendedScenario = {
  mode: 'exec_stateless',
  about: 'Nothing is done.',
  model: [],
  play: () => Promise.resolve(),
};

test('an extended scenario has no turn with a known reply', () => {
  const [scenario] = extendedScenarios(import.meta.url, { 'exec/nothing': { ...PLAIN, breaks: ['reaches-model'] } });
  expect([scenario?.turns(), scenario?.breaks, scenario?.shows]).toEqual([[], ['reaches-model'], []]);
});

test('a fingerprint is that of the name and the file', () => {
  const [one, other] = extendedScenarios(import.meta.url, { 'exec/one': PLAIN, 'exec/other': PLAIN });
  const [again] = extendedScenarios(import.meta.url, { 'exec/one': PLAIN });
  expect(one!.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect([one!.fingerprint === again!.fingerprint, one!.fingerprint === other!.fingerprint]).toEqual([true, false]);
});

test('two scenarios of one name are refused', () => {
  const [one] = extendedScenarios(import.meta.url, { 'exec/one': PLAIN });
  expect(() => distinct([one!, one!])).toThrow('Repeated scenario name: exec/one');
});

test('a name that does not begin with the language is refused', () => {
  const wrong = extendedScenarios(import.meta.url, { 'exec/one': { ...PLAIN, mode: 'app_server' } });
  expect(() => distinct(wrong)).toThrow(
    'A scenario of app_server must have a name that begins with app-server/: exec/one',
  );
});

test('each extended scenario describes itself in one sentence', () => {
  expect(EXTENDED.filter(({ about }) => !/^[A-Z`].*\.$/.test(about ?? '')).map(({ name }) => name)).toEqual([]);
});

test('checks stand beside known scenarios', () => {
  const names = new Set(EXTENDED.map(({ name }) => name));
  expect(CHECKS.flatMap(({ scenarios = [] }) => scenarios).filter((name) => !names.has(name))).toEqual([]);
});

function recordingOf(mode: Mode, changes: Partial<Recording> = {}): Recording {
  const { name, resumes, turns } = coreScenarios(mode, CASES)[0]!;
  return sampleRecording({ scenario: name, mode, expected: { turns: turns(), resumes }, ...changes });
}

test.for(MODES)('the scenario of a recording of %s has its prompts', (mode) => {
  const { scenario, expected, ...recording } = recordingOf(mode);
  const played = recordedScenario({ scenario, expected, ...recording }, 'some/folder');
  expect([played.name, played.mode, played.turns(), played.resumes]).toEqual([
    scenario,
    mode,
    expected.turns,
    expected.resumes,
  ]);
});

test('a recording over another transport is played over it again', () => {
  const [{ name, needs, breaks, turns, resumes }] = transportScenarios(CASES) as [Scenario];
  const recording = recordingOf('app_server', { scenario: name, expected: { turns: turns(), resumes } });
  expect(recordedScenario(recording, 'some/folder')).toMatchObject({ name, needs, breaks });
});

test('a live recording cannot be played again', async () => {
  expect(
    await failureOf(() => recordedScenario(recordingOf('app_server', { model_source: 'live' }), 'some/folder')),
  ).toEqual({
    kind: 'usage',
    message: 'some/folder was recorded with a live model, whose answers cannot be repeated.',
    hint: 'Run it again instead: codex-conformance run --live --only app-server/turn/sum',
  });
});

test('turns that do not fit the mode are refused', async () => {
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
});
