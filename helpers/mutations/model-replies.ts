import type { ModelExchange } from '../recording/recording.ts';
import { objectOf, type JsonObject } from '../util/json-object.ts';
import { changeModelRequests } from './model-requests.ts';
import type { Mutation } from './mutation.ts';

/** Changes the events in the replies of the model to the last process, so that all that codex reports of them is wrong. */
export function changeReplyEvents(change: (event: JsonObject) => readonly JsonObject[]): Mutation {
  return changeModelRequests((exchange) => [
    { ...exchange, reply: { ...exchange.reply, body: changedBody(exchange, change) } },
  ]);
}

/** Changes the complete output items of one type in the replies of the model. */
export function changeOutputs(type: string, change: (item: JsonObject) => readonly JsonObject[]): Mutation {
  return changeReplyEvents((event) => {
    const item = objectOf(event['item']);
    if (event['type'] !== 'response.output_item.done' || item['type'] !== type) return [event];
    return change(item).map((next) => ({ ...event, item: next }));
  });
}

/** Adds an output item to the end of each reply of the model. */
export function addOutput(item: JsonObject): Mutation {
  return changeReplyEvents((event) =>
    event['type'] === 'response.completed' ? [{ type: 'response.output_item.done', item }, event] : [event],
  );
}

/** Changes the `usage` that the model reports. */
export function changeReportedUsage(change: (usage: JsonObject) => JsonObject): Mutation {
  return changeReplyEvents((event) => {
    const response = objectOf(event['response']);
    if (event['type'] !== 'response.completed') return [event];
    const usage = objectOf(response['usage']);
    return [{ ...event, response: { ...response, usage: { ...usage, ...change(usage) } } }];
  });
}

function changedBody({ reply }: ModelExchange, change: (event: JsonObject) => readonly JsonObject[]): string {
  return reply.body
    .split('\n')
    .flatMap((line) => {
      if (!line.startsWith('data: {')) return [line];
      return change(JSON.parse(line.slice(6)) as JsonObject).map((event) => `data: ${JSON.stringify(event)}`);
    })
    .join('\n');
}
