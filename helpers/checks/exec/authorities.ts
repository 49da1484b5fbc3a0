import type { Authority } from '../verdict.ts';

/** The events and items, as upstream declares them. */
export const EVENTS = {
  kind: 'source',
  reference: 'openai/codex codex-rs/exec/src/exec_events.rs',
} as const satisfies Authority;

/** How upstream makes the stream out of what happens in a turn. */
export const PROCESSOR = {
  kind: 'source',
  reference: 'openai/codex codex-rs/exec/src/event_processor_with_jsonl_output.rs',
} as const satisfies Authority;
