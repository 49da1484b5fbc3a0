import { changeLastObject } from '../../mutations/wire-objects.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeServerMessages } from '../../mutations/wire.ts';
import { messagesOf, onWire, serverMessages } from '../../queries/wire-messages.ts';
import {
  fieldsOf,
  methodOf,
  threadObjects,
  turnObjects,
  wireObjects,
  type WireObject,
} from '../../queries/wire-objects.ts';
import { emittedAt, spawnTime } from '../../queries/wire-times.ts';
import type { Recording } from '../../recording/recording.ts';
import { isJsonObject, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { fieldFault } from './object-agreement.ts';

/** Times are of the run, and agree with each other. */
export const timeChecks: readonly Check[] = [
  {
    id: 'app-server/times/within-run',
    clause:
      'Each reported time of a thread, a turn or an item is within the run, and not after the message that reports it.',
    level: 'must',
    authority: README,
    language: 'app-server',
    judge(recording) {
      const start = spawnTime(recording.processes[0]!);
      const times = recording.processes.flatMap((process) => {
        const spawned = spawnTime(process);
        if (start === null || spawned === null) return [];
        return timesIn(recording, process.process).map((time) => ({ ...time, process, spawned }));
      });
      const found = times.flatMap(({ process, spawned, line, place, value, milliseconds }): Evidence[] => {
        const arrived = spawned + process.wire[line - 1]!.t_ms;
        if (milliseconds > start! - TOLERANCE && milliseconds < arrived + TOLERANCE) return [];
        const expected = `from ${new Date(start!).toISOString()} to ${new Date(arrived).toISOString()}`;
        return [
          { ...onWire(process, line, place), expected, actual: `${value}, ${new Date(milliseconds).toISOString()}` },
        ];
      });
      // One time of each process says when it was spawned.
      const judged = times.length - new Set(times.map(({ process }) => process)).size;
      return failIfAny(found, judged, 'times, all within the run');
    },
    mutants: () => ({
      'creates the thread an hour later': laterThread(3600),
      'creates the thread an hour earlier': laterThread(-3600),
      'reports milliseconds for seconds': changeLastObject(threadObjects, (thread) => ({
        ...thread,
        createdAt: Number(thread['createdAt']) * 1000,
      })),
    }),
  },
  {
    id: 'app-server/times/emitted-in-order',
    clause: 'The emittedAtMs of notifications never decreases.',
    level: 'must',
    authority: README,
    language: 'app-server',
    judge({ processes }) {
      let judged = 0;
      const found = processes.flatMap((process) => {
        let latest = 0;
        return messagesOf(process).flatMap(({ line }): Evidence[] => {
          const time = emittedAt(process, line);
          if (time === null) return [];
          if (latest > 0) judged += 1;
          const earlier = latest;
          latest = Math.max(latest, time);
          if (time >= earlier) return [];
          return [{ ...onWire(process, line, 'emittedAtMs'), expected: `${earlier} or later`, actual: String(time) }];
        });
      });
      return failIfAny(found, judged, 'notifications emitted no earlier than those before them');
    },
    mutants: () => ({
      'emits the end of the turn an hour before': emittedLater('turn/completed', -3_600_000),
      'emits the start of the thread an hour later': emittedLater('thread/started', 3_600_000),
    }),
  },
  {
    id: 'app-server/times/of-threads-ordered',
    clause: 'A thread is not updated before it was created.',
    level: 'must',
    assumes: ['threads'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const judged = threadObjects(recording).flatMap((thread) => [
        ...inOrder(thread, 'createdAt', 'updatedAt'),
        ...inOrder(thread, 'createdAt', 'recencyAt'),
      ]);
      return failIfAny(judged.flat(), judged.length, 'updates of threads after their creation');
    },
    mutants: () => ({
      'updates a thread before it is created': changeLastObject(updatedThreads, (thread) => ({
        ...thread,
        updatedAt: Number(thread['createdAt']) - 1,
      })),
      'creates a thread after its update': changeLastObject(updatedThreads, (thread) => ({
        ...thread,
        createdAt: Number(thread['updatedAt']) + 1,
      })),
    }),
  },
  {
    id: 'app-server/times/of-turns-add-up',
    clause: 'The duration of a turn is the time from its start to its end.',
    level: 'must',
    assumes: ['has-turn', 'turn-ends'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const judged = turnObjects(recording).flatMap(addsUp);
      return failIfAny(judged.flat(), judged.length, 'turns that took the time from their start to their end');
    },
    mutants: () => ({
      'takes an hour': inTimedTurn({ durationMs: 3_600_000 }),
      'starts at the epoch': inTimedTurn({ startedAt: 0 }),
    }),
  },
  {
    id: 'app-server/times/of-items-ordered',
    clause: 'An item does not end before it started, or after the notification of its end was emitted.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const judged = itemObjects(recording).flatMap((item) => [
        ...inOrder(item, 'startedAtMs', 'completedAtMs'),
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

/** Milliseconds: clocks are compared across processes of a busy machine. */
const TOLERANCE = 60_000;

const ITEM_TIMES = ['startedAtMs', 'completedAtMs'];

/** Fields with a time of the run; those of files and of limits are others. */
const TIME = /^(?!resets|modified)[a-z]\w*At(?:Ms)?$/;

interface ReportedTime {
  readonly line: number;
  readonly place: string;
  readonly value: number;
  readonly milliseconds: number;
}

function timesIn(recording: Recording, number: number): ReportedTime[] {
  return serverMessages(recording).flatMap(({ process, message }) => {
    const method = methodOf(message);
    if (process.process !== number || method === null || method.startsWith('fs/')) return [];
    const fields = fieldsOf(message.message).flatMap(({ path, name, value }) => {
      if (!TIME.test(name) || typeof value !== 'number') return [];
      const milliseconds = name.endsWith('Ms') ? value : value * 1000;
      return [{ line: message.line, place: `${method} ${path}`, value, milliseconds }];
    });
    const emitted = emittedAt(process, message.line);
    if (emitted === null) return fields;
    return [...fields, { line: message.line, place: `${method} emittedAtMs`, value: emitted, milliseconds: emitted }];
  });
}

function itemObjects(recording: Pick<Recording, 'processes'>): WireObject[] {
  return wireObjects(recording, (value) => 'startedAtMs' in value && 'type' in value && 'id' in value);
}

/** The same time beside the item in its notification; undefined without one. */
function copyOf({ process, line }: WireObject, field: string): unknown {
  const message = messagesOf(process)[line - 1]?.message;
  const params = message?.kind === 'notification' ? message.params : undefined;
  return isJsonObject(params) ? params[field] : undefined;
}

/** Judges two fields that are both numbers. */
function inOrder(object: WireObject, first: string, second: string): Evidence[][] {
  const [earlier, later] = [object.value[first], object.value[second]];
  if (typeof earlier !== 'number' || typeof later !== 'number') return [];
  return [later >= earlier ? [] : [fieldFault(object, second, { expected: `${earlier} or later`, actual: later })]];
}

function beforeEmission(item: WireObject): Evidence[][] {
  const emitted = emittedAt(item.process, item.line);
  if (emitted === null) return [];
  return ITEM_TIMES.filter((field) => typeof item.value[field] === 'number').map((field) => {
    const actual = item.value[field] as number;
    return actual <= emitted ? [] : [fieldFault(item, field, { expected: `${emitted} or earlier`, actual })];
  });
}

function addsUp(turn: WireObject): Evidence[][] {
  const { startedAt, completedAt, durationMs } = turn.value;
  if (typeof startedAt !== 'number' || typeof completedAt !== 'number' || typeof durationMs !== 'number') return [];
  const seconds = completedAt - startedAt;
  // Both times lose their fractions, and the clock of the duration is another.
  const isClose = Math.abs(seconds * 1000 - durationMs) < 2000;
  return [isClose ? [] : [fieldFault(turn, 'durationMs', { expected: `about ${seconds * 1000}`, actual: durationMs })]];
}

function laterThread(seconds: number): Mutation {
  return changeLastObject(threadObjects, (thread) => ({
    ...thread,
    createdAt: Number(thread['createdAt']) + seconds,
  }));
}

function emittedLater(method: string, milliseconds: number): Mutation {
  return changeServerMessages(
    (message) => message['method'] === method,
    (message) => [{ ...message, emittedAtMs: Number(message['emittedAtMs']) + milliseconds }],
  );
}

function inItem(method: string, field: string): Mutation {
  return changeLastObject(
    (recording) => itemObjects(recording).filter((item) => item.method === method && item.path === 'params.item'),
    (item: JsonObject) => ({ ...item, [field]: Number(item[field] ?? item['startedAtMs']) + 1 }),
  );
}

function updatedThreads(recording: Recording): WireObject[] {
  return threadObjects(recording).filter(({ value }) => 'updatedAt' in value);
}

function inTimedTurn(change: JsonObject): Mutation {
  return changeLastObject(
    (recording) => turnObjects(recording).filter(({ value }) => typeof value['durationMs'] === 'number'),
    (turn) => ({ ...turn, ...change }),
  );
}

function inEndedItem(change: (item: JsonObject) => JsonObject): Mutation {
  return changeLastObject(
    (recording) => itemObjects(recording).filter(({ value }) => typeof value['completedAtMs'] === 'number'),
    (item) => ({ ...item, ...change(item) }),
  );
}
