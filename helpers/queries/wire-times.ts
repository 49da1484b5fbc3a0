import type { ProcessRecord, WireLine } from '../recording/recording.ts';
import { parseJsonObject } from '../util/json-object.ts';
import { messagesOf } from './wire-messages.ts';
import { fieldsOf } from './wire-objects.ts';

const emitted = new WeakMap<WireLine, number | null>();

/** The `emittedAtMs` of a line of a wire; null if it has none. */
export function emittedAt({ wire }: ProcessRecord, line: number): number | null {
  const sent = wire[line - 1];
  if (sent === undefined || sent.from === 'client') return null;
  const known = emitted.get(sent);
  if (known !== undefined) return known;
  const value = sent.text.includes('emittedAtMs') ? parseJsonObject(sent.text.trim())?.['emittedAtMs'] : undefined;
  const time = typeof value === 'number' ? value : null;
  emitted.set(sent, time);
  return time;
}

/**
 * When a process was spawned, in milliseconds since the epoch: the median of what its notifications say, or else the ids of its
 * threads and turns, whose first 48 bits are a time. Null where neither has one.
 */
export function spawnTime(process: ProcessRecord): number | null {
  const lines = messagesOf(process).filter(({ from }) => from === 'server');
  const stated = lines.flatMap(({ line }) => {
    const time = emittedAt(process, line);
    return time === null ? [] : [time - process.wire[line - 1]!.t_ms];
  });
  if (stated.length > 0) return median(stated);
  const ids = lines.flatMap(({ line, message }) =>
    fieldsOf(message).flatMap(({ name, value }) => {
      const time = name === 'id' && typeof value === 'string' ? timeOfId(value) : null;
      return time === null ? [] : [time - process.wire[line - 1]!.t_ms];
    }),
  );
  return ids.length > 0 ? median(ids) : null;
}

/** The time in an id of version 7, in milliseconds since the epoch; null for any other id. */
export function timeOfId(id: string): number | null {
  const digits = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(id);
  return digits === null ? null : Number.parseInt(`${digits[1]}${digits[2]}`, 16);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
