import { BroadcastChannel } from 'node:worker_threads';
import type { ResultOf, JudgedScenario } from './scenario-results.ts';

type Answer =
  | { readonly scenario: string; readonly result: JudgedScenario | null }
  | { readonly scenario: string; readonly error: ErrorFields };

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
 * @param name of the channel
 * @returns a function that closes it
 */
export function serveResults(name: string, resultOf: ResultOf): () => void {
  const channel = new BroadcastChannel(name);
  let isClosed = false;
  const answer = async (scenario: string): Promise<void> => {
    const message = await answerTo(scenario, resultOf);
    if (!isClosed) channel.postMessage(message);
  };
  channel.addEventListener('message', (event) => void answer((event as MessageEvent).data as string));
  return () => {
    isClosed = true;
    channel.close();
  };
}

/** Asks the thread that serves results on a channel. */
export function requestResults(name: string): ResultOf {
  const channel = new BroadcastChannel(name);
  const requests = new Map<string, PromiseWithResolvers<JudgedScenario | null>>();
  channel.addEventListener('message', (event) => {
    const answer = (event as MessageEvent).data as Answer;
    const request = requests.get(answer.scenario);
    if ('error' in answer) request?.reject(Object.assign(new Error(answer.error.message), answer.error));
    else request?.resolve(answer.result);
  });
  return (scenario) => {
    const request = Promise.withResolvers<JudgedScenario | null>();
    requests.set(scenario, request);
    channel.postMessage(scenario);
    return request.promise;
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
