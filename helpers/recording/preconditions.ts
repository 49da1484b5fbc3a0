/**
 * What a check can build on. `default` holds in each scenario that does not say that it breaks it; `shown` holds only in
 * those that say that they show it.
 */
export const PRECONDITIONS = {
  /** The reply of each turn is known beforehand. */
  'reply-known': 'shown',
  /** A later process continues the thread of the first. */
  resumed: 'shown',
  /** No turn fails. */
  'turn-completes': 'default',
  /** No turn is cut short by a signal, the end of the input, or a reader that goes away. */
  'turn-uncut': 'default',
  /** Each process prints events, or answers the client. */
  starts: 'default',
  /** The model is asked. */
  'reaches-model': 'default',
  /** The model is asked only for the next answer: no retries, no summary, no sub-agent. */
  'no-extra-requests': 'default',
  /** One session file is kept for each thread that is named. */
  'session-per-thread': 'default',
  /** The client sends nothing that a server has to refuse. */
  'valid-requests': 'default',
  /** The client shakes hands, starts threads, and runs turns in them. */
  'plain-turns': 'default',
  /** There is a turn in each thread. */
  'has-turn': 'default',
  /** Each turn ends. */
  'turn-ends': 'default',
  /** Each process starts its own thread. */
  'starts-thread': 'default',
  /** No command, patch or option writes files. */
  'writes-nothing': 'default',
  /** The features that reach for the internet are switched off. */
  'stays-local': 'default',
  /** Stdout is a stream of events. */
  'event-stream': 'default',
} as const satisfies Record<string, 'default' | 'shown'>;

/** One of {@link PRECONDITIONS}. */
export type Precondition = keyof typeof PRECONDITIONS;
