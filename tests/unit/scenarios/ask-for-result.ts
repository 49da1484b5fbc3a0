import { parentPort, workerData } from 'node:worker_threads';
import { requestResults } from '../../../helpers/scenarios/thread-results.ts';

/** A thread that asks its creator for the results of scenarios, and posts what it gets. */
const { thread, scenarios } = workerData as { readonly thread: number; readonly scenarios: readonly string[] };
const resultOf = requestResults(thread);

const port = parentPort!;
// A request does not keep a thread alive.
port.on('message', () => undefined);
port.postMessage(await Promise.all(scenarios.map((scenario) => resultOf(scenario).catch(fieldsOf))), []);
port.close();

function fieldsOf(error: unknown): object {
  const { message, kind, hint } = error as Error & { readonly kind: unknown; readonly hint: unknown };
  return { message, kind, hint };
}
