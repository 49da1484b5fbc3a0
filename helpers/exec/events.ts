import * as z from 'zod';
import { threadItemSchema } from './items.ts';

/**
 * All known event types of `codex exec --json`.
 * Source: `ThreadEvent` in upstream's `codex-rs/exec/src/exec_events.rs`.
 */
export const EVENT_TYPES = [
  'thread.started',
  'turn.started',
  'turn.completed',
  'turn.failed',
  'item.started',
  'item.updated',
  'item.completed',
  'error',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

const eventTypes: ReadonlySet<unknown> = new Set(EVENT_TYPES);

/** True for the event types in {@link EVENT_TYPES}. */
export function isEventType(type: unknown): type is EventType {
  return eventTypes.has(type);
}

const threadStarted = z.looseObject({ type: z.literal('thread.started'), thread_id: z.string() });

const turnStarted = z.looseObject({ type: z.literal('turn.started') });

const turnCompleted = z.looseObject({
  type: z.literal('turn.completed'),
  usage: z.looseObject({
    input_tokens: z.int(),
    cached_input_tokens: z.int(),
    cache_write_input_tokens: z.int().optional(),
    output_tokens: z.int(),
    reasoning_output_tokens: z.int().optional(),
  }),
});

const turnFailed = z.looseObject({
  type: z.literal('turn.failed'),
  error: z.looseObject({ message: z.string() }),
});

const itemStarted = z.looseObject({ type: z.literal('item.started'), item: threadItemSchema });

const itemUpdated = z.looseObject({ type: z.literal('item.updated'), item: threadItemSchema });

const itemCompleted = z.looseObject({ type: z.literal('item.completed'), item: threadItemSchema });

const errorEvent = z.looseObject({ type: z.literal('error'), message: z.string() });

/**
 * One event of `codex exec --json`, by its `type`. Fields that some versions lack are optional; unknown fields are kept.
 * Source: `ThreadEvent` in upstream's `codex-rs/exec/src/exec_events.rs`, from 0.45 on.
 */
export const execEventSchema = z.discriminatedUnion('type', [
  threadStarted,
  turnStarted,
  turnCompleted,
  turnFailed,
  itemStarted,
  itemUpdated,
  itemCompleted,
  errorEvent,
]);

export type ExecEvent = Readonly<z.infer<typeof execEventSchema>>;

/** The types of the events that carry an item. */
export type ItemEventType = 'item.started' | 'item.updated' | 'item.completed';

/** True for the events that carry an item. */
export function carriesItem(event: ExecEvent): event is Extract<ExecEvent, { type: ItemEventType }> {
  return event.type === 'item.started' || event.type === 'item.updated' || event.type === 'item.completed';
}
