import process from 'node:process';
import { postMessageToThread } from 'node:worker_threads';
import type { JudgedScenario, ResultOf } from './scenario-results.ts';

interface Question {
  readonly scenario: string;
}

type Answer = Question & ({ readonly result: JudgedScenario | null } | { readonly error: ErrorFields });

/** What reporters read of an error; cloning an Error would drop the last two. */
interface ErrorFields {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly kind: unknown;
  readonly hint: unknown;
}

/**
 * Answers other threads that ask for results.
 *
 * @returns a function that ends this
 */
export function serveResults(resultOf: ResultOf): () => void {
  const onMessage = ({ scenario }: Question, thread: number): void => {
    const answered = answerTo(scenario, resultOf).then((answer) => postMessageToThread(thread, answer));
    // The thread has ended meanwhile.
    answered.catch(() => undefined);
  };
  process.on('workerMessage', onMessage);
  return () => process.off('workerMessage', onMessage);
}

/** Asks the thread that serves results. */
export function requestResults(thread: number): ResultOf {
  const requests = new Map<string, PromiseWithResolvers<JudgedScenario | null>>();
  process.on('workerMessage', (answer: Answer) => {
    const request = requests.get(answer.scenario);
    if ('error' in answer) request?.reject(Object.assign(new Error(answer.error.message), answer.error));
    else request?.resolve(answer.result);
  });
  return async (scenario) => {
    const request = Promise.withResolvers<JudgedScenario | null>();
    requests.set(scenario, request);
    await postMessageToThread(thread, { scenario } satisfies Question);
    return await request.promise;
  };
}

async function answerTo(scenario: string, resultOf: ResultOf): Promise<Answer> {
  try {
    return { scenario, result: await resultOf(scenario) };
  } catch (error) {
    const { name, message, stack, kind, hint } = error as ErrorFields;
    return { scenario, error: { name, message, stack, kind, hint } };
  }
}
