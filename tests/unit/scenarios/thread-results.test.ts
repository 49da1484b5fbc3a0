import { once } from 'node:events';
import { threadId, Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { JudgedScenario, ResultOf } from '../../../helpers/scenarios/scenario-results.ts';
import { serveResults } from '../../../helpers/scenarios/thread-results.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';

/** Asks for results from another thread. */
async function askFor(scenarios: readonly string[], resultOf: ResultOf): Promise<unknown> {
  onTestFinished(serveResults(resultOf));
  const worker = new Worker(new URL('ask-for-result.ts', import.meta.url), {
    workerData: { thread: threadId, scenarios },
  });
  const [answers] = await once(worker, 'message');
  return answers;
}

test('answers each request with the result of its scenario', async () => {
  const answers = await askFor(['b', 'a', 'interrupted'], async (scenario) =>
    scenario === 'interrupted' ? null : ({ result: { scenario }, checks: [] } as unknown as JudgedScenario),
  );
  expect(answers).toEqual([{ result: { scenario: 'b' }, checks: [] }, { result: { scenario: 'a' }, checks: [] }, null]);
});

test('rejects with the kind and the hint of the error', async () => {
  const answers = await askFor(['a'], async () => {
    throw new SuiteError('environment', 'The disk is full.', { hint: 'Free some space.' });
  });
  expect(answers).toEqual([{ message: 'The disk is full.', kind: 'environment', hint: 'Free some space.' }]);
});
