import type { Authority } from '../verdict.ts';

/** The fields of a request and their values. */
export const RESPONSES_API = {
  kind: 'documented',
  reference: 'OpenAI API reference, Responses: create a response',
} as const satisfies Authority;

/** How upstream builds a request from a turn. */
export const CLIENT = {
  kind: 'source',
  reference: 'openai/codex codex-rs/core/src/client.rs',
} as const satisfies Authority;
