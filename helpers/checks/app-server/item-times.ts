import { changeLastObject } from '../../mutations/wire-objects.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeNotifications } from '../../mutations/wire.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { wireObjects, type WireObject } from '../../queries/wire-objects.ts';
import { emittedAt } from '../../queries/wire-times.ts';
import type { Recording } from '../../recording/recording.ts';
import { isJsonObject, objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { itemStatements } from './item-statements.ts';
import { fieldFault } from './object-agreement.ts';
import { DURATION_TOLERANCE, timesInOrder } from './times.ts';

/** The times and durations of items agree with each other. */
export const itemTimeChecks: readonly Check[] = [
  {
    id: 'app-server/times/of-items-ordered',
    clause: 'An item does not end before it started, or after the notification of its end was emitted.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const judged = itemObjects(recording).flatMap((item) => [
        ...timesInOrder(item, 'startedAtMs', 'completedAtMs'),
        ...beforeEmission(item),
      ]);
      return failIfAny(judged.flat(), judged.length, 'times of items in order');
    },
    mutants: () => ({
      'ends an item before it starts': inEndedItem((item) => ({ completedAtMs: Number(item['startedAtMs']) - 1 })),
      'starts an item after it ends': inEndedItem((item) => ({ startedAtMs: Number(item['completedAtMs']) + 1 })),
    }),
  },
  {
    id: 'app-server/times/of-items-add-up',
    clause:
      'The duration of an item is not longer than the time from the notification of its start to that of its end.',
    level: 'must',
    assumes: ['item-durations', 'turn-ends'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const judged = recording.processes.flatMap((process) => {
        const statements = itemStatements({ processes: [process] });
        return statements.flatMap(({ method, turn, id, line, item: { durationMs } }): Evidence[][] => {
          const started = statements.find((one) => one.method === 'item/started' && one.turn === turn && one.id === id);
          if (method !== 'item/completed' || started === undefined || typeof durationMs !== 'number') return [];
          const most =
            Math.ceil(process.wire[line - 1]!.t_ms - process.wire[started.line - 1]!.t_ms) + DURATION_TOLERANCE;
          if (durationMs >= 0 && durationMs <= most) return [[]];
          const place = onWire(process, line, `${method}: durationMs of item ${id}`);
          return [[{ ...place, expected: `from 0 to ${most}`, actual: String(durationMs) }]];
        });
      });
      return failIfAny(judged.flat(), judged.length, 'items that took no longer than from their start to their end');
    },
    mutants: () => ({
      'takes an hour': changeDuration((duration) => duration + 3_600_000),
      'takes less than no time': changeDuration((duration) => -1 - duration),
    }),
  },
  {
    id: 'app-server/times/of-items-agree',
    clause: 'All reports of an item have the startedAtMs of item/started and the completedAtMs of item/completed.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const told = new Map<string, Set<unknown>>();
      let judged = 0;
      const found = itemObjects(recording).flatMap((item): Evidence[] => {
        const { method, value, path } = item;
        return ITEM_TIMES.flatMap((field): Evidence[] => {
          if (!(field in value)) return [];
          const key = `${String(value['id'])} ${field}`;
          const known = told.get(key) ?? new Set();
          told.set(key, known);
          const isOpen = method === 'item/started' && field === 'completedAtMs';
          const isFirst =
            path === 'params.item' && method === (field === 'startedAtMs' ? 'item/started' : 'item/completed');
          const copy = copyOf(item, field);
          if (isFirst) known.add(value[field]);
          judged += 1;
          const expected = isOpen ? [null] : isFirst ? [copy ?? value[field]] : [...known];
          // An item that is in no notification, such as the prompt in the response to review/start, has no other source.
          if (expected.length === 0 || expected.includes(value[field])) return [];
          return [fieldFault(item, field, { expected: expected.at(-1), actual: value[field] })];
        });
      });
      return failIfAny(found, judged, 'times of items, all as first reported');
    },
    mutants: () => ({
      'reports a later start when the item completes': inItem('item/completed', 'startedAtMs'),
      'reports a later end in the turn': changeLastObject(
        (recording) => itemObjects(recording).filter(({ path }) => path !== 'params.item'),
        (item) => ({ ...item, completedAtMs: Number(item['completedAtMs']) + 1 }),
      ),
      'reports an end when the item starts': inItem('item/started', 'completedAtMs'),
    }),
  },
];

const ITEM_TIMES = ['startedAtMs', 'completedAtMs'];

function itemObjects(recording: Pick<Recording, 'processes'>): WireObject[] {
  return wireObjects(recording, (value) => 'startedAtMs' in value && 'type' in value && 'id' in value);
}

/** The same time beside the item in its notification; undefined without one. */
function copyOf({ process, line }: WireObject, field: string): unknown {
  const message = messagesOf(process)[line - 1]?.message;
  const params = message?.kind === 'notification' ? message.params : undefined;
  return isJsonObject(params) ? params[field] : undefined;
}

function beforeEmission(item: WireObject): Evidence[][] {
  const emitted = emittedAt(item.process, item.line);
  if (emitted === null) return [];
  return ITEM_TIMES.filter((field) => typeof item.value[field] === 'number').map((field) => {
    const actual = item.value[field] as number;
    return actual <= emitted ? [] : [fieldFault(item, field, { expected: `${emitted} or earlier`, actual })];
  });
}

function inItem(method: string, field: string): Mutation {
  return changeLastObject(
    (recording) => itemObjects(recording).filter((item) => item.method === method && item.path === 'params.item'),
    (item: JsonObject) => ({ ...item, [field]: Number(item[field] ?? item['startedAtMs']) + 1 }),
  );
}

function changeDuration(change: (duration: number) => number): Mutation {
  return changeNotifications('item/completed', (params) => {
    const item = objectOf(params['item']);
    const duration = item['durationMs'];
    return [typeof duration === 'number' ? { ...params, item: { ...item, durationMs: change(duration) } } : params];
  });
}

function inEndedItem(change: (item: JsonObject) => JsonObject): Mutation {
  return changeLastObject(
    (recording) => itemObjects(recording).filter(({ value }) => typeof value['completedAtMs'] === 'number'),
    (item) => ({ ...item, ...change(item) }),
  );
}
