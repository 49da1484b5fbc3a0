import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { requestResults, serveResults } from '../../../helpers/scenarios/result-channel.ts';
import type { ResultOf, JudgedScenario } from '../../../helpers/scenarios/scenario-results.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { failureOf } from '../codex/temporary.ts';

/** A client of a channel that answers with these results. */
function served(resultOf: ResultOf): ResultOf {
  const name = randomUUID();
  onTestFinished(serveResults(name, resultOf));
  return requestResults(name);
}

test('answers each request with the result of its scenario', async () => {
  const request = served(async (scenario) =>
    scenario === 'interrupted' ? null : ({ result: { scenario }, checks: [] } as unknown as JudgedScenario),
  );
  const names = ['b', 'a', 'interrupted'];
  expect((await Promise.all(names.map(request))).map((result) => result?.result.scenario)).toEqual([
    'b',
    'a',
    undefined,
  ]);
});

test('rejects with the kind and the hint of the error', async () => {
  const request = served(async () => {
    throw new SuiteError('environment', 'The disk is full.', { hint: 'Free some space.' });
  });
  const failure = await failureOf(() => request('a'));
  expect(failure).toMatchObject({ message: 'The disk is full.', kind: 'environment', hint: 'Free some space.' });
});
