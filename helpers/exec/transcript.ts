import type { ExecEvent } from './events.ts';
import type { ParsedLine } from './parser.ts';

/** The event that ends a turn. */
export type TerminalEvent = Extract<ExecEvent, { type: 'turn.completed' | 'turn.failed' }>;

/** True for `turn.completed` and `turn.failed`. codex prints nothing after them and exits. */
export function isTerminalEvent(event: ExecEvent): event is TerminalEvent {
  return event.type === 'turn.completed' || event.type === 'turn.failed';
}

/** The thread id of the first `thread.started`, or null. `codex exec resume` takes it. */
export function threadId(lines: readonly ParsedLine[]): string | null {
  for (const line of lines) {
    if (line.kind === 'event' && line.event.type === 'thread.started') return line.event.thread_id;
  }
  return null;
}

/** The reply of codex to the prompt. */
export interface FinalMessage {
  /** Line in `stdout.jsonl`, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The last completed `agent_message`, or null. */
export function finalMessage(lines: readonly ParsedLine[]): FinalMessage | null {
  for (const line of lines.toReversed()) {
    if (line.kind !== 'event' || line.event.type !== 'item.completed') continue;
    const { item } = line.event;
    if (item.type === 'agent_message') return { line: line.line, text: item.text };
  }
  return null;
}

/** The last event that ends a turn, or null. */
export function terminalEvent(lines: readonly ParsedLine[]): TerminalEvent | null {
  for (const event of backwards(lines)) {
    if (isTerminalEvent(event)) return event;
  }
  return null;
}

/**
 * Tokens by counter in the last `turn.completed`, or null. They count the whole thread, not the turn. The counters depend on
 * the version.
 */
export function usage(lines: readonly ParsedLine[]): Readonly<Record<string, number>> | null {
  for (const event of backwards(lines)) {
    if (event.type !== 'turn.completed') continue;
    const counters = Object.entries(event.usage);
    return Object.fromEntries(counters.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
  }
  return null;
}

/**
 * The message of the last `turn.failed` or top-level `error`. Null if a `turn.completed` follows, as codex also prints `error`
 * for an attempt that it retries. Items of type `error` are warnings and do not count.
 */
export function errorText(lines: readonly ParsedLine[]): string | null {
  for (const event of backwards(lines)) {
    if (event.type === 'turn.completed') return null;
    if (event.type === 'turn.failed') return event.error.message;
    if (event.type === 'error') return event.message;
  }
  return null;
}

function* backwards(lines: readonly ParsedLine[]): Generator<ExecEvent, void, void> {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (line?.kind === 'event') yield line.event;
  }
}
