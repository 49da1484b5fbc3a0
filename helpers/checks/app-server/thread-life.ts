import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { changeLastObject } from '../../mutations/wire-objects.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import { threadObjects, type WireObject } from '../../queries/wire-objects.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README, sourceIn, testedIn } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { fieldFault } from './object-agreement.ts';

type ReportedThread = ReturnType<typeof threadObjects>[number];

/** The fields of threads that change over their life, each with its rule. */
export const threadLifeChecks: readonly Check[] = [
  {
    id: 'app-server/thread/preview-is-first-message',
    clause: 'The preview of a thread is the first message of its user, and empty before.',
    level: 'must',
    assumes: ['threads'],
    authority: README,
    language: 'app-server',
    judge: (recording) => eachThread(recording, 'preview', previewOf),
    mutants: () => ({
      'shows another message': inLast('preview', (text) => `${String(text)}.`),
      'shows a number': inLast('preview', () => 1),
    }),
  },
  {
    id: 'app-server/thread/name-as-set',
    effects: ['thread/name/set'],
    clause: 'The name of a thread is the one that the client set last, and null before.',
    level: 'must',
    assumes: ['threads'],
    authority: README,
    language: 'app-server',
    judge: (recording) => eachThread(recording, 'name', nameOf),
    mutants: () => ({
      'reports another name': inLast('name', () => 'another'),
      'reports the id as name': inLast('name', (_, thread) => thread['id']),
    }),
  },
  {
    id: 'app-server/thread/fork-names-source',
    clause: 'A forked thread names the thread that was forked, and a started one names none.',
    level: 'must',
    assumes: ['threads'],
    authority: {
      kind: 'schema',
      reference: 'Thread.forkedFromId: "Source thread id when this thread was created by forking another thread"',
    },
    language: 'app-server',
    judge: (recording) => eachThread(recording, 'forkedFromId', sourceOf),
    mutants: () => ({
      'names no source': inLast('forkedFromId', (source) => (source === null ? 'another' : null)),
      'names the thread itself': inLast('forkedFromId', (_, thread) => thread['id']),
    }),
  },
  {
    id: 'app-server/thread/status-as-notified',
    clause:
      'The status of a thread object is that of the last thread/status/changed; without one a thread is idle where it was started, resumed or forked, and notLoaded elsewhere.',
    level: 'should',
    assumes: ['threads'],
    authority: testedIn('v2/thread_status.rs'),
    language: 'app-server',
    judge: (recording) => eachThread(recording, 'status', statusOf),
    mutants: () => ({
      'reports a system error': inLast('status', () => ({ type: 'systemError' })),
      'reports an active thread': inLast('status', () => ({ type: 'active', activeFlags: [] })),
    }),
  },
  {
    id: 'app-server/thread/unloaded-fields',
    clause: 'A thread that is not loaded has no environments, and a loaded one has them.',
    level: 'should',
    assumes: ['threads'],
    authority: sourceIn('app-server/src/request_processors/thread_processor.rs'),
    language: 'app-server',
    judge(recording) {
      const threads = threadObjects(recording).filter(({ value }) => 'environments' in value);
      const found = threads.flatMap((thread) => {
        const isLoaded = objectIn(thread.value, 'status')['type'] !== 'notLoaded';
        const actual = thread.value['environments'];
        if (isLoaded === (actual !== null)) return [];
        return [fieldFault(thread, 'environments', { expected: isLoaded ? ['…'] : null, actual })];
      });
      return failIfAny(found, threads.length, 'threads, with environments where they are loaded');
    },
    mutants: () => ({
      'reports no environments': inLast('environments', (list) => (list === null ? [] : null)),
      'reports no environments of the first thread': (recording) =>
        changeLastObject(
          (one) => threadObjects(one).slice(0, 1),
          (thread) => ({ ...thread, environments: null }),
        )(recording),
    }),
  },
];

/** The expected value of a field of a thread; undefined where it is not known. */
type Expect = (recording: Recording, thread: ReportedThread) => unknown;

function eachThread(recording: Recording, field: string, expect: Expect): CheckOutcome {
  const found: Evidence[] = [];
  let judged = 0;
  for (const thread of threadObjects(recording)) {
    const expected = field in thread.value ? expect(recording, thread) : undefined;
    if (expected === undefined) continue;
    judged += 1;
    const actual = thread.value[field];
    const isEqual = JSON.stringify(actual) === JSON.stringify(expected);
    if (!isEqual) found.push(fieldFault(thread, field, { expected, actual }));
  }
  return failIfAny(found, judged, `threads with the expected ${field}`);
}

function previewOf(recording: Recording, thread: ReportedThread): unknown {
  const id = originOf(recording, thread.id) ?? thread.id;
  const first = requestsBefore(recording, thread).find(
    ({ method, params }) => params['threadId'] === id && STARTING_TURNS.has(method),
  );
  if (first === undefined) return '';
  if (first.method !== 'turn/start') return undefined;
  const [input, ...more] = listIn(first.params, 'input').map(objectOf);
  const isKnown = input?.['type'] === 'text' && more.length === 0 && first.isOver;
  return isKnown ? textIn(input, 'text')?.trim() : undefined;
}

/** The thread that a thread was forked from; null for one that was started, undefined where neither is seen. */
function sourceOf(recording: Recording, { id }: ReportedThread): string | null | undefined {
  for (const { message, answers } of recording.processes.flatMap(messagesOf)) {
    if (message.kind !== 'response' || textIn(objectIn(objectOf(message.result), 'thread'), 'id') !== id) continue;
    if (answers?.method === 'thread/start') return null;
    if (answers?.method === 'thread/fork') return textIn(objectOf(answers.params), 'threadId');
  }
  return undefined;
}

/** The thread whose history a thread has, because it is a fork of it or reviews it; null for one of its own. */
function originOf(recording: Recording, id: string): string | null {
  for (const { message, answers } of recording.processes.flatMap(messagesOf)) {
    if (message.kind !== 'response' || !DERIVING.has(answers?.method ?? '')) continue;
    const result = objectOf(message.result);
    const derived = textIn(result, 'reviewThreadId') ?? textIn(objectIn(result, 'thread'), 'id');
    const source = textIn(objectOf(answers?.params), 'threadId');
    // A review may run in the thread itself.
    if (derived === id && source !== id) return source;
  }
  return null;
}

const DERIVING: ReadonlySet<string> = new Set(['thread/fork', 'review/start']);

const STARTING_TURNS: ReadonlySet<string> = new Set(['turn/start', 'review/start']);

function nameOf(recording: Recording, thread: ReportedThread): unknown {
  if (originOf(recording, thread.id) !== null) return undefined;
  const set = requestsBefore(recording, thread).filter(
    ({ method, params }) => method === 'thread/name/set' && params['threadId'] === thread.id,
  );
  return set.at(-1)?.params['name'] ?? null;
}

interface EarlierRequest {
  readonly method: string;
  readonly params: JsonObject;
  /** Its turn has ended before the thread was reported, or its process. */
  readonly isOver: boolean;
}

/** The requests that succeeded before a thread was reported, in all processes. */
function requestsBefore({ processes }: Recording, { process, line }: WireObject): EarlierRequest[] {
  return processes.flatMap((one) => {
    if (one.process > process.process) return [];
    const messages = messagesOf(one).filter((message) => one.process < process.process || message.line < line);
    const ended = new Set(
      messages.flatMap(({ message }) => {
        if (message.kind !== 'notification' || message.method !== 'turn/completed') return [];
        return [textIn(objectIn(objectOf(message.params), 'turn'), 'id')];
      }),
    );
    return messages.flatMap(({ from, message, answers }): EarlierRequest[] => {
      if (from === 'client' || message.kind !== 'response' || answers === null) return [];
      const turn = textIn(objectIn(objectOf(message.result), 'turn'), 'id');
      const isOver = one.process < process.process || ended.has(turn);
      return [{ method: answers.method, params: objectOf(answers.params), isOver }];
    });
  });
}

const BEGINNING: ReadonlySet<string> = new Set(['thread/start', 'thread/resume', 'thread/fork', 'thread/started']);

function statusOf(_: Recording, { process, line, method, id, value }: ReportedThread): unknown {
  const told = lastStatus(process, id, line);
  if (told !== undefined) return told;
  const without = (type: string): JsonObject => ({ ...objectIn(value, 'status'), type });
  if (BEGINNING.has(method)) return without('idle');
  const isLoaded = threadObjects({ processes: [process] }).some(
    (one) => one.id === id && one.line < line && BEGINNING.has(one.method),
  );
  return without(isLoaded ? 'idle' : 'notLoaded');
}

function lastStatus(process: ProcessRecord, id: string, before: number): JsonObject | undefined {
  const message = messagesOf(process).findLast(
    ({ from, line, message: one }) =>
      from === 'server' &&
      line < before &&
      one.kind === 'notification' &&
      one.method === 'thread/status/changed' &&
      objectOf(one.params)['threadId'] === id,
  )?.message;
  return message?.kind === 'notification' ? objectIn(objectOf(message.params), 'status') : undefined;
}

/** Changes a field of the last thread that has it. */
function inLast(field: string, change: (value: unknown, thread: JsonObject) => unknown): Mutation {
  return changeLastObject(
    (recording) => threadObjects(recording).filter(({ value }) => field in value),
    (thread) => ({ ...thread, [field]: change(thread[field], thread) }),
  );
}
