import type { Authority } from '../verdict.ts';

/** The events and items, as upstream declares them. */
export const EVENTS = {
  kind: 'source',
  reference: 'openai/codex codex-rs/exec/src/exec_events.rs',
} as const satisfies Authority;

/** Upstream's tests of the stream. */
export const JSON_TESTS = {
  kind: 'source',
  reference: 'openai/codex codex-rs/exec/tests/event_processor_with_json_output.rs',
} as const satisfies Authority;

/** The settings for retries. */
export const CONFIGURATION = {
  kind: 'documented',
  reference: 'Codex documentation, Configuration reference: request_max_retries, stream_max_retries',
} as const satisfies Authority;

/** How upstream makes the stream out of what happens in a turn. */
export const PROCESSOR = {
  kind: 'source',
  reference: 'openai/codex codex-rs/exec/src/event_processor_with_jsonl_output.rs',
} as const satisfies Authority;
