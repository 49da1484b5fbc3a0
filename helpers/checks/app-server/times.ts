import { changeLastObject } from '../../mutations/wire-objects.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeServerMessages } from '../../mutations/wire.ts';
import { messagesOf, onWire, serverMessages } from '../../queries/wire-messages.ts';
import { fieldsOf, methodOf, threadObjects, turnObjects, type WireObject } from '../../queries/wire-objects.ts';
import { emittedAt, spawnTime } from '../../queries/wire-times.ts';
import type { Recording } from '../../recording/recording.ts';
import type { JsonObject } from '../../util/json-object.ts';
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
    assumes: ['notifies'],
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
    assumes: ['notifies'],
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
    assumes: ['threads', 'keeps-turns'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const judged = threadObjects(recording).flatMap((thread) => [
        ...timesInOrder(thread, 'createdAt', 'updatedAt'),
        ...timesInOrder(thread, 'createdAt', 'recencyAt'),
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
];

/** Milliseconds: clocks are compared across processes of a busy machine. */
const TOLERANCE = 60_000;

/** Milliseconds. Seconds lose their fractions, and durations are of another clock. */
export const DURATION_TOLERANCE = 2000;

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

/** Judges two fields that are both numbers. */
export function timesInOrder(object: WireObject, first: string, second: string): Evidence[][] {
  const [earlier, later] = [object.value[first], object.value[second]];
  if (typeof earlier !== 'number' || typeof later !== 'number') return [];
  return [later >= earlier ? [] : [fieldFault(object, second, { expected: `${earlier} or later`, actual: later })]];
}

function addsUp(turn: WireObject): Evidence[][] {
  const { startedAt, completedAt, durationMs } = turn.value;
  if (typeof startedAt !== 'number' || typeof completedAt !== 'number' || typeof durationMs !== 'number') return [];
  const seconds = completedAt - startedAt;
  const isClose = Math.abs(seconds * 1000 - durationMs) < DURATION_TOLERANCE;
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

function updatedThreads(recording: Recording): WireObject[] {
  return threadObjects(recording).filter(({ value }) => 'updatedAt' in value);
}

function inTimedTurn(change: JsonObject): Mutation {
  return changeLastObject(
    (recording) => turnObjects(recording).filter(({ value }) => typeof value['durationMs'] === 'number'),
    (turn) => ({ ...turn, ...change }),
  );
}
