import type { WireMessage } from '../app-server/wire.ts';
import { objectOf } from '../util/json-object.ts';

/** Which turns run and ran in each thread, message by message. Turns are named by their ids. */
export interface TurnHistory {
  see(message: WireMessage): void;
  /** Answered by turn/start or started, and not yet ended. */
  running(thread: string): readonly string[];
  /** The one that ended last; undefined before. */
  lastEnded(thread: string): string | undefined;
  /** The one with which token usage was reported last; undefined before. */
  lastCounted(thread: string): string | undefined;
  /** All that were started or are in a history that was read. */
  all(thread: string): ReadonlySet<string>;
}

/** Makes a history of what servers report; it may see the messages of several processes one after the other. */
export function turnHistory(): TurnHistory {
  const running = new Map<string, Set<string>>();
  const ended = new Map<string, string>();
  const counted = new Map<string, string>();
  const all = new Map<string, Set<string>>();
  return {
    see({ from, message, answers }) {
      if (from === 'client') return;
      if (message.kind === 'response') {
        const asked = objectOf(answers?.params)['threadId'];
        const result = objectOf(message.result);
        const { turn, thread } = { turn: objectOf(result['turn']), thread: objectOf(result['thread']) };
        const own = result['reviewThreadId'] ?? asked;
        if (typeof own === 'string' && typeof turn['id'] === 'string') {
          added(all, own).add(turn['id']);
          if (answers?.method === 'turn/start') added(running, own).add(turn['id']);
        }
        for (const one of Array.isArray(thread['turns']) ? (thread['turns'] as unknown[]) : []) {
          const { id } = objectOf(one);
          if (typeof thread['id'] === 'string' && typeof id === 'string') {
            added(all, thread['id']).add(id);
            ended.set(thread['id'], id);
          }
        }
      }
      if (message.kind !== 'notification') return;
      const params = objectOf(message.params);
      const { threadId, turnId } = params;
      if (
        message.method === 'thread/tokenUsage/updated' &&
        typeof threadId === 'string' &&
        typeof turnId === 'string'
      ) {
        counted.set(threadId, turnId);
      }
      if (!/^turn\/(?:started|completed)$/.test(message.method)) return;
      const { id } = objectOf(params['turn']);
      if (typeof threadId !== 'string' || typeof id !== 'string') return;
      added(all, threadId).add(id);
      if (message.method === 'turn/started') added(running, threadId).add(id);
      else {
        running.get(threadId)?.delete(id);
        ended.set(threadId, id);
      }
    },
    running: (thread) => [...(running.get(thread) ?? [])],
    lastEnded: (thread) => ended.get(thread),
    lastCounted: (thread) => counted.get(thread),
    all: (thread) => all.get(thread) ?? new Set(),
  };
}

function added(map: Map<string, Set<string>>, thread: string): Set<string> {
  const set = map.get(thread) ?? new Set();
  map.set(thread, set);
  return set;
}
