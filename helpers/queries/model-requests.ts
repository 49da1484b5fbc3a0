import { conversation, type ChatMessage } from '../model/conversation.ts';
import type { ModelExchange, Recording } from '../recording/recording.ts';

/** The requests for a response, in order: of one process, by its number, or of all. */
export function modelRequests({ model }: Pick<Recording, 'model'>, process?: number): ModelExchange[] {
  return model.filter((exchange) => exchange.method === 'POST' && (process ?? exchange.process) === exchange.process);
}

/** Why nothing can be compared with the answers of the model: a process without a request; undefined if there is none. */
export function unasked(recording: Recording): string | undefined {
  const silent = recording.processes.find(({ process }) => modelRequests(recording, process).length === 0);
  return silent === undefined ? undefined : `process ${silent.process} sent no request to the model`;
}

/** The last message of the user in a request to the model. */
export function promptOf(exchange: ModelExchange): string | undefined {
  return conversation(inputOf(exchange)).prompt;
}

/** All that was said before that, by anybody. */
export function messagesBeforePrompt(exchange: ModelExchange): readonly ChatMessage[] {
  return conversation(inputOf(exchange)).earlier;
}

/** True for an answer of the model that is not the last of its turn: it calls a tool, asks to go on, or broke off. */
export function asksToGoOn({ reply: { status, body, ended_by } }: ModelExchange): boolean {
  if (status !== 200 || ended_by !== 'end' || !body.includes('response.completed')) return true;
  return /"type":"(?:function|custom_tool|local_shell|tool_search)_call"|"end_turn":false/.test(body);
}

/** The key under which the provider caches what it was told before; undefined if the request names none. */
export function cacheKeyOf({ body }: ModelExchange): string | undefined {
  const key = (body as { prompt_cache_key?: unknown } | null)?.prompt_cache_key;
  return typeof key === 'string' ? key : undefined;
}

function inputOf({ body }: ModelExchange): readonly unknown[] {
  const input = (body as { input?: unknown } | null)?.input;
  return Array.isArray(input) ? input : [];
}
