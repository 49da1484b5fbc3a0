import type { ModelExchange, Recording } from '../recording/recording.ts';
import { isJsonObject, listOf, objectOf, parseJsonObject, type JsonObject } from '../util/json-object.ts';
import { modelRequests } from './model-requests.ts';

/** A request for a response, with its parts parsed. */
export interface RequestView {
  readonly exchange: ModelExchange;
  /** In `model.jsonl`, from 1. */
  readonly line: number;
  readonly body: JsonObject;
  readonly input: readonly unknown[];
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly clientMetadata: JsonObject;
  /** The turn metadata, a JSON object in a header or in the client metadata; empty for older versions. */
  readonly turnMetadata: JsonObject;
}

/** The name of the turn metadata, a header and a field of the client metadata. */
export const TURN_METADATA = 'x-codex-turn-metadata';

const viewed = new WeakMap<Recording['model'], readonly RequestView[]>();

/** The requests of a recording for a response, in order. Parsed once for all checks. */
export function requestViews({ model }: Pick<Recording, 'model'>): readonly RequestView[] {
  const known = viewed.get(model);
  if (known !== undefined) return known;
  const views = modelRequests({ model }).flatMap((exchange) => {
    const { body } = exchange;
    return isJsonObject(body) ? [viewOf(exchange, body, model.indexOf(exchange) + 1)] : [];
  });
  viewed.set(model, views);
  return views;
}

/** The thread of a request: of a sub-agent, its own. */
export function threadOf({ headers, body }: RequestView): string {
  const id = ['thread-id', 'thread_id', 'session-id', 'session_id'].map((name) => headers.get(name)).find(Boolean);
  return id ?? String(body['prompt_cache_key']);
}

/** The name of the sub-agent that sends a request; `main` for the thread of the user. */
export function agentOf({ headers }: RequestView): string {
  return headers.get('x-openai-subagent') ?? 'main';
}

/** Whether a request asks for a summary of the conversation. Older versions say so only in its last message. */
export function isCompaction({ turnMetadata, body, input }: RequestView): boolean {
  const kind = turnMetadata['request_kind'];
  if (kind !== undefined) return kind === 'compaction';
  return listOf(body['tools']).length === 0 && /compaction/i.test(JSON.stringify(input.at(-1) ?? ''));
}

function viewOf(exchange: ModelExchange, body: JsonObject, line: number): RequestView {
  const headers = new Map(exchange.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const clientMetadata = objectOf(body['client_metadata']);
  const metadata = headers.get(TURN_METADATA) ?? clientMetadata[TURN_METADATA];
  return {
    exchange,
    line,
    body,
    input: listOf(body['input']),
    headers,
    clientMetadata,
    turnMetadata: (typeof metadata === 'string' ? parseJsonObject(metadata) : null) ?? {},
  };
}
