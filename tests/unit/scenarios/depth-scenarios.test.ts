import { expect, test } from 'vitest';
import { DEPTH, distinct } from '../../../helpers/scenarios/depth-scenarios.ts';
import { depthScenarios, type DepthDescription } from '../../../helpers/scenarios/dsl/extended-scenario.ts';

const PLAIN: DepthDescription = {
  mode: 'exec_stateless',
  about: 'Nothing is done.',
  model: [],
  play: () => Promise.resolve(),
};

test('a scenario expects no reply, and departs as its author says', () => {
  const [scenario] = depthScenarios(import.meta.url, { 'exec/nothing': { ...PLAIN, departs: ['no-model'] } });
  expect(scenario?.expected).toEqual({ turns: [], resumes: false, departures: ['no-known-reply', 'no-model'] });
});

test('the same scenario has the same fingerprint, another one another', () => {
  const [one, other] = depthScenarios(import.meta.url, { 'exec/one': PLAIN, 'exec/other': PLAIN });
  const [again] = depthScenarios(import.meta.url, { 'exec/one': PLAIN });
  expect(one!.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect([one!.fingerprint === again!.fingerprint, one!.fingerprint === other!.fingerprint]).toEqual([true, false]);
});

test('two scenarios of one name are refused', () => {
  const [one] = depthScenarios(import.meta.url, { 'exec/one': PLAIN });
  expect(() => distinct([one!, one!])).toThrow('Two scenarios have the name exec/one');
});

test('a name that does not tell how codex is driven is refused', () => {
  const wrong = depthScenarios(import.meta.url, { 'exec/one': { ...PLAIN, mode: 'app_server' } });
  expect(() => distinct(wrong)).toThrow('The name of a scenario does not tell how codex is driven: exec/one');
});

test('each scenario says in one sentence what is done', () => {
  expect(DEPTH.filter(({ about }) => !/^[A-Z`].*\.$/.test(about)).map(({ name }) => name)).toEqual([]);
});
