import { isDeepStrictEqual } from 'node:util';
import { conversation, type ChatMessage } from '../model/conversation.ts';
import type { ModelExchange, Recording } from '../recording/recording.ts';
import { objectOf } from '../util/json-object.ts';

/** The requests for a response, in order: of one process, by its number, or of all. */
export function modelRequests({ model }: Pick<Recording, 'model'>, process?: number): ModelExchange[] {
  return model.filter((exchange) => exchange.method === 'POST' && (process ?? exchange.process) === exchange.process);
}

/** Why a recording cannot be compared with the answers of the model: a process sent no request; undefined otherwise. */
export function unasked(recording: Recording): string | undefined {
  const silent = recording.processes.find(({ process }) => modelRequests(recording, process).length === 0);
  return silent === undefined ? undefined : `process ${silent.process} sent no request to the model`;
}

/** The last message of the user in a request to the model. */
export function promptOf(exchange: ModelExchange): string | undefined {
  return conversation(inputOf(exchange)).prompt;
}

/** The messages before that, of all roles. */
export function messagesBeforePrompt(exchange: ModelExchange): readonly ChatMessage[] {
  return conversation(inputOf(exchange)).earlier;
}

/** True for an answer that does not end its turn: it calls a tool, has end_turn false, or is incomplete. */
export function asksToGoOn({ reply: { status, body, ended_by } }: ModelExchange): boolean {
  if (status !== 200 || ended_by !== 'end' || !body.includes('response.completed')) return true;
  return /"type":"(?:function|custom_tool|local_shell|tool_search)_call"|"end_turn":false/.test(body);
}

/** The `prompt_cache_key` of a request; undefined if it has none. */
export function cacheKeyOf({ body }: ModelExchange): string | undefined {
  const key = (body as { prompt_cache_key?: unknown } | null)?.prompt_cache_key;
  return typeof key === 'string' ? key : undefined;
}

/** The next request of the same thread, by its `prompt_cache_key`; undefined if there is none. */
export function nextOfThread(requests: readonly ModelExchange[], exchange: ModelExchange): ModelExchange | undefined {
  const thread = cacheKeyOf(exchange);
  return requests.find((one, index) => index > requests.indexOf(exchange) && cacheKeyOf(one) === thread);
}

/** True for a request that ends with a message of the user and does not repeat the one before it. */
export function bringsPrompt(exchange: ModelExchange, before: ModelExchange): boolean {
  const last = inputOf(exchange)
    .map((item) => objectOf(item)['role'])
    .findLast((role) => role === 'user' || role === 'assistant');
  return last === 'user' && !isDeepStrictEqual(inputOf(exchange), inputOf(before));
}

function inputOf({ body }: ModelExchange): readonly unknown[] {
  const input = (body as { input?: unknown } | null)?.input;
  return Array.isArray(input) ? input : [];
}
