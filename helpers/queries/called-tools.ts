import type { ModelRequestBody } from '../model/script.ts';
import { offeredTools } from '../model/tools.ts';
import type { ModelExchange } from '../recording/recording.ts';
import { isJsonObject, listOf } from '../util/json-object.ts';
import { callsIn, type ModelCall } from './model-replies.ts';

/** A tool call of the model, and the output that codex sends to it. */
export interface CalledTool extends ModelCall {
  /** True if the request that was answered by the call offers the tool. */
  readonly isOffered: boolean;
  /** The texts of the output that a later request sends to the model; undefined if none does. */
  readonly told: readonly string[] | undefined;
}

/** The calls of tools in the responses of the model to these requests, in order. */
export function calledTools(requests: readonly ModelExchange[]): CalledTool[] {
  const told = new Map(requests.flatMap(({ body }) => itemsIn(body).flatMap(toldIn)));
  return requests.flatMap((exchange) => {
    const offered = offeredTools(bodyOf(exchange));
    return callsIn(exchange).map((call) => ({
      ...call,
      isOffered: offered.some(({ name, namespace }) => name === call.name && namespace === call.namespace),
      told: told.get(call.id),
    }));
  });
}

function bodyOf({ body }: ModelExchange): ModelRequestBody {
  return { ...(isJsonObject(body) ? body : {}), input: itemsIn(body) };
}

function itemsIn(body: unknown): readonly unknown[] {
  return isJsonObject(body) ? listOf(body['input']) : [];
}

function toldIn(item: unknown): [string, readonly string[]][] {
  if (!isJsonObject(item) || typeof item['call_id'] !== 'string' || !('output' in item)) return [];
  const { call_id: id, output } = item;
  if (!Array.isArray(output)) return [[id, [typeof output === 'string' ? output : JSON.stringify(output)]]];
  const parts: readonly unknown[] = output;
  return [[id, parts.map((part) => (isJsonObject(part) && typeof part['text'] === 'string' ? part['text'] : ''))]];
}
