import { expect, test } from 'vitest';
import { VersionReporter } from '../../../helpers/reporters/version-reporter.ts';
import type { RunModule } from '../../../helpers/reporters/vitest-run.ts';
import { check, failedCheck, module, outcome, scenario } from './run-fixture.ts';

const CHECKS = [check(), failedCheck({ id: 'turn/reply/exact' })];

function verdictsOn(modules: readonly RunModule[], errors: readonly string[] = []) {
  const reporter = new VersionReporter((text) => text.replaceAll('/home/somebody', '<HOME>'));
  reporter.onTestRunEnd(
    modules,
    errors.map((message) => ({ message })),
    'passed',
  );
  const { results, problem } = reporter.verdicts;
  return [results.map(({ id, verdict }) => `${id} ${verdict}`), problem];
}

test('the verdicts on a version are those of its tests', () => {
  const ids = CHECKS.map(({ id, verdict }) => `${id} ${verdict}`);
  const [results, problem] = verdictsOn([module(scenario(outcome(), CHECKS))]);
  expect([new Set(results), problem]).toEqual([new Set(ids), null]);
});

test('what went wrong outside of any verdict is a problem of the version, without paths of this machine', () => {
  expect(verdictsOn([], ['no /home/somebody/x', 'nor y', 'nor z'])).toEqual([
    [],
    'The suite failed: no <HOME>/x (and 2 more)',
  ]);
});

test('a run that did not end has no verdicts', () => {
  expect(() => new VersionReporter((text) => text).verdicts).toThrow('Vitest ended without a result of the suite');
});
