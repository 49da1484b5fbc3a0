import type { ExecEvent } from '../exec/events.ts';
import type { ThreadItem } from '../exec/items.ts';
import type { ModelExchange, ProcessRecord } from '../recording/recording.ts';
import { linesOf } from './exec-lines.ts';
import type { JsonObject } from '../util/json-object.ts';

/** The valid events that a process printed. */
export function eventsOf(process: ProcessRecord): ExecEvent[] {
  return linesOf(process).flatMap((line) => (line.kind === 'event' ? [line.event] : []));
}

/** The items of one type that a process completed, in order. */
export function completedItems<Type extends ThreadItem['type']>(
  process: ProcessRecord,
  type: Type,
): Extract<ThreadItem, { type: Type }>[] {
  return eventsOf(process).flatMap((event) =>
    event.type === 'item.completed' && event.item.type === type
      ? [event.item as Extract<ThreadItem, { type: Type }>]
      : [],
  );
}

/** The complete output items of an answer of the model. */
export function outputIn(exchange: ModelExchange): JsonObject[] {
  return eventsIn(exchange).flatMap(({ type, item }) =>
    type === 'response.output_item.done' ? [item as JsonObject] : [],
  );
}

/** Input tokens that an answer of the model reports; 0 if it reports none. */
export function inputTokensIn(exchange: ModelExchange): number {
  const completed = eventsIn(exchange).find(({ type }) => type === 'response.completed');
  const usage = (completed?.['response'] as { usage?: { input_tokens?: number } | null } | undefined)?.usage;
  return usage?.input_tokens ?? 0;
}

function eventsIn({ reply }: ModelExchange): JsonObject[] {
  return reply.body
    .split('\n')
    .flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6)) as JsonObject] : []));
}
