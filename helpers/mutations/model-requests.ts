import type { ModelExchange, Recording } from '../recording/recording.ts';
import { listOf, objectOf, type JsonObject } from '../util/json-object.ts';
import type { Mutation } from './mutation.ts';

/** Changes the requests of the last process to the model. */
export function changeModelRequests(change: (exchange: ModelExchange) => readonly ModelExchange[]): Mutation {
  return (recording) => {
    const last = recording.processes.length;
    const isOne = ({ process, method }: ModelExchange): boolean => process === last && method === 'POST';
    return {
      ...recording,
      model: recording.model.flatMap((exchange) => (isOne(exchange) ? change(exchange) : [exchange])),
    };
  };
}

/** Changes the body of each request of the last process to the model. */
export function changeRequestBodies(change: (body: JsonObject) => JsonObject): Mutation {
  return changeModelRequests((exchange) => [{ ...exchange, body: change(exchange.body as JsonObject) }]);
}

/** Changes the body of each request of any process to the model. */
export function changeEachRequest(change: (body: JsonObject) => JsonObject): Mutation {
  return (recording) => ({
    ...recording,
    model: recording.model.map((exchange) =>
      exchange.method === 'POST' ? { ...exchange, body: change(exchange.body as JsonObject) } : exchange,
    ),
  });
}

/** Changes the body of the last request to the model. */
export function changeLastRequest(change: (body: JsonObject) => JsonObject): Mutation {
  return (recording) => ({
    ...recording,
    model: recording.model.map((exchange, index, all) =>
      index === all.length - 1 ? { ...exchange, body: change(exchange.body as JsonObject) } : exchange,
    ),
  });
}

/** Changes the `input` of each request of the last process to the model. */
export function changeRequestInput(change: (input: readonly JsonObject[]) => readonly JsonObject[]): Mutation {
  return changeRequestBodies((body) => ({ ...body, input: change(body['input'] as readonly JsonObject[]) }));
}

/** Removes all requests to the model. */
export function withoutModelRequests(recording: Recording): Recording {
  return { ...recording, model: [] };
}

/** The `prompt_cache_key` of the first request to the model. */
export function promptCacheKey({ model }: Recording): string {
  return (model.find(({ method }) => method === 'POST')!.body as { prompt_cache_key: string }).prompt_cache_key;
}

/** Changes every part of the texts in the `input` of each request of any process to the model. */
export function changeAllInputTexts(change: (text: string) => string): Mutation {
  return changeEachRequest((body) => ({
    ...body,
    input: listOf(body['input']).map((item) => {
      const { content } = objectOf(item);
      if (!Array.isArray(content)) return item;
      const parts = content.map((part) => {
        const { text } = objectOf(part);
        return typeof text === 'string' ? { ...objectOf(part), text: change(text) } : part;
      });
      return { ...objectOf(item), content: parts };
    }),
  }));
}

/** Changes the matching texts in the `input` of requests to the model; undefined removes the item. */
export function changeInputTexts(
  matches: (text: string, recording: Recording) => boolean,
  change: (text: string) => string | undefined,
): Mutation {
  return (recording) =>
    changeRequestInput((input) =>
      input.flatMap((item) => {
        const text = textOf(item);
        if (text === undefined || !matches(text, recording)) return [item];
        const next = change(text);
        return next === undefined ? [] : [{ ...item, content: [{ type: 'input_text', text: next }] }];
      }),
    )(recording);
}

/** Changes the outputs of calls that are texts, in the requests to the model. */
export function changeToolOutputs(change: (text: string) => string): Mutation {
  return changeRequestInput((input) =>
    input.map((item) => (typeof item['output'] === 'string' ? { ...item, output: change(item['output']) } : item)),
  );
}

/** A user message in the `input` of a request. */
export function userMessage(text: string): JsonObject {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}

/** The text of a message in the `input` of a request; undefined for any other item. */
export function textOf(item: JsonObject): string | undefined {
  const { content } = item;
  return Array.isArray(content) && content.length === 1 ? (content[0] as { text?: string }).text : undefined;
}
