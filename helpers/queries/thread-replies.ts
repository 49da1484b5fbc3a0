import type { ModelExchange, Recording } from '../recording/recording.ts';
import { listOf, objectOf } from '../util/json-object.ts';
import { outputIn } from './model-replies.ts';
import { modelRequests } from './model-requests.ts';
import { threadIdsSentToModel } from './thread-ids.ts';

/** The requests of each thread to the model, in order, without those of its sub-agents, such as a review. */
export function repliesByThread(recording: Recording): ReadonlyMap<string, readonly ModelExchange[]> {
  const threads = new Map<string, ModelExchange[]>();
  for (const exchange of modelRequests(recording)) {
    if (headerOf(exchange, 'x-openai-subagent') !== undefined) continue;
    const own = headerOf(exchange, 'thread-id');
    for (const id of own === undefined ? new Set(threadIdsSentToModel(exchange)) : [own]) {
      threads.set(id, [...(threads.get(id) ?? []), exchange]);
    }
  }
  return threads;
}

/** Whether a request holds something of an earlier reply. One that was interrupted by the user is forgotten. */
export function recalls({ body }: ModelExchange, earlier: ModelExchange): boolean {
  const input = listOf(objectOf(body)['input']).map(objectOf);
  const known = outputIn(earlier);
  return (
    known.length === 0 ||
    known.some((output) =>
      input.some((item) =>
        output['call_id'] === undefined
          ? JSON.stringify(item['content']) === JSON.stringify(output['content'])
          : item['call_id'] === output['call_id'],
      ),
    )
  );
}

function headerOf({ headers }: ModelExchange, name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1];
}
