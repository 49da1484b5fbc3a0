import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeLastObject } from '../../mutations/wire-objects.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import { threadObjects } from '../../queries/wire-objects.ts';
import { isJsonObject, type JsonObject } from '../../util/json-object.ts';
import type { Recording } from '../../recording/recording.ts';
import { README } from './authorities.ts';
import { allOf, compareFields, type FieldComparison } from './object-agreement.ts';

/** The threads that a server reports agree with each other: in responses, in notifications, and over the life of a thread. */
export const threadObjectChecks: readonly Check[] = [
  {
    id: 'app-server/thread/announced-with-same-fields',
    clause: 'thread/started has the thread of the response that created it, field by field.',
    level: 'must',
    assumes: ['threads'],
    authority: README,
    language: 'app-server',
    judge: (recording) =>
      outcome(allOf(announcements(recording)), 'fields of announced threads equal those in responses'),
    mutants: () => ({
      'announces another working directory': inStarted({ cwd: '/elsewhere' }),
      'announces another provider': inStarted({ modelProvider: 'nobody' }),
      'announces a preview': inStarted({ preview: 'Hello.' }),
      'announces a later update': inStarted({ updatedAt: 1 }),
      'leaves out the provider': changeLastObject(
        startedThreads,
        ({ modelProvider: _modelProvider, ...thread }) => thread,
      ),
    }),
  },
  {
    id: 'app-server/thread/fields-stay',
    clause: 'All reports of a thread agree in the fields that do not change over its life.',
    level: 'must',
    assumes: ['threads', 'known-thread'],
    authority: README,
    language: 'app-server',
    judge: (recording) => outcome(allOf(laterReports(recording)), 'fields of threads equal those reported first'),
    mutants: () => ({
      'reports another provider later': inLater({ modelProvider: 'nobody' }),
      'reports another working directory later': inLater({ cwd: '/elsewhere' }),
      'reports another creation time later': inLater({ createdAt: 1 }),
    }),
  },
];

/** Fields of a thread that change over its life; other checks have their rules. */
const CHANGING: ReadonlySet<string> = new Set([
  'status',
  'preview',
  'name',
  'updatedAt',
  'recencyAt',
  'turns',
  // Archiving moves the session file.
  'path',
]);

/** Fields that only a loaded thread has: null elsewhere. */
const OF_LOADED: ReadonlySet<string> = new Set(['environments', 'canAcceptDirectInput']);

const CREATING: ReadonlySet<string> = new Set(['thread/start', 'thread/fork']);

function announcements(recording: Recording): FieldComparison[] {
  const threads = threadObjects(recording);
  return threads
    .filter(({ method }) => method === 'thread/started')
    .flatMap((started) => {
      const created = threads.find(
        ({ process, id, method }) => process === started.process && id === started.id && CREATING.has(method),
      );
      if (created === undefined) return [];
      // The history of a fork is in the response alone.
      const isCompared = (field: string): boolean => field !== 'turns' || created.method === 'thread/start';
      return [compareFields(created.value, started, isCompared)];
    });
}

/** The fields of threads that requests of the client change; other checks have their rules. */
const CHANGED_BY: Readonly<Record<string, readonly string[]>> = {
  'thread/metadata/update': ['gitInfo'],
  'thread/section/move': ['section', 'sectionEnteredAt'],
};

function fieldsChanged({ processes }: Recording): ReadonlySet<string> {
  const methods = processes.flatMap(messagesOf).map(({ answers }) => answers?.method ?? '');
  return new Set([...CHANGING, ...methods.flatMap((method) => CHANGED_BY[method] ?? [])]);
}

function laterReports(recording: Recording): FieldComparison[] {
  const changing = fieldsChanged(recording);
  return [...Map.groupBy(threadObjects(recording), ({ id }) => id).values()].flatMap(([first, ...later]) =>
    later
      .filter(({ method }) => method !== 'thread/started')
      .map((report) =>
        compareFields(first!.value, report, (field, expected, actual) => {
          if (changing.has(field) || isSameMoment(field, expected, actual)) return false;
          if (isBlank(expected) && isBlank(actual)) return false;
          return !OF_LOADED.has(field) || (expected !== null && actual !== null);
        }),
      ),
  );
}

/** The second in which a thread was created may end between the two times that the server reads its clock. */
function isSameMoment(field: string, expected: unknown, actual: unknown): boolean {
  return field === 'createdAt' && Math.abs(Number(expected) - Number(actual)) <= 1;
}

/** Null, or an object of nulls, such as `gitInfo` of a folder without commits. */
function isBlank(value: unknown): boolean {
  return value === null || (isJsonObject(value) && Object.values(value).every((one) => one === null));
}

function outcome({ compared, faults }: FieldComparison, what: string): CheckOutcome {
  return failIfAny(faults, compared, what);
}

function startedThreads(recording: Recording): ReturnType<typeof threadObjects> {
  return threadObjects(recording).filter(({ method }) => method === 'thread/started');
}

function inStarted(change: JsonObject): Mutation {
  return changeLastObject(startedThreads, (thread) => ({ ...thread, ...change }));
}

/** Changes the last report of a thread that was reported before. */
function inLater(change: JsonObject): Mutation {
  return changeLastObject(
    (recording) =>
      threadObjects(recording).filter(({ method }) => method !== 'thread/started' && !CREATING.has(method)),
    (thread) => ({ ...thread, ...change }),
  );
}
