import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type SubjectJudge, everyMessage, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README, testedIn } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';
import { inSequence, type Mutation } from '../../mutations/mutation.ts';
import { changeLastCharacter } from '../../mutations/recording.ts';
import {
  changeResponse,
  changeServerMessages,
  changeNotifications,
  isResponseTo,
  copyBefore,
  moveBefore,
  isNotification,
  removeMessages,
  type MessageFilter,
} from '../../mutations/wire.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';

/** What holds for the threads of every wire. The ids of its threads are kept: their number is that of the client's requests. */
export const threadChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/thread/announced-as-answered',
    clause: 'thread/started announces the thread that thread/start answered with, and no other.',
    level: 'must',
    assumes: ['threads'],
    needsClient: true,
    authority: README,
    about: 'threads',
    whenNone: 'untestable',
    start: ruleOn(threadEvents, eachAnnounced),
    mutants: () => ({
      'never announces the thread': changeNotifications('thread/started', () => []),
      'announces another': startedAs(changeLastCharacter),
      'announces another one too': changeNotifications('thread/started', (params) => [
        params,
        { thread: { id: 'another' } },
      ]),
      'answers with another': changeResponse('thread/start', (answer) => [
        { ...answer, result: { thread: { id: 'another' } } },
      ]),
    }),
  }),
  wireRule({
    id: 'app-server/thread/answered-before-announced',
    clause: 'The answer to thread/start comes before the thread/started of that thread.',
    level: 'must',
    assumes: ['threads', 'starts-thread'],
    needsClient: true,
    authority: testedIn('v2/thread_start.rs: thread_start_creates_thread_and_emits_started'),
    about: 'threads that were started',
    whenNone: 'untestable',
    start: ruleOn(threadEvents, answeredFirst),
    mutants: () => ({
      'announces the thread and then answers': moveBefore(
        isNotification('thread/started'),
        isResponseTo('thread/start'),
      ),
      'announces the thread before and after it answers': copyBefore(
        isNotification('thread/started'),
        isResponseTo('thread/start'),
      ),
    }),
  }),
  wireRule({
    id: 'app-server/thread/ids-known',
    clause: 'A notification of a turn or an item names a thread that this connection started, resumed or forked.',
    level: 'must',
    assumes: ['has-turn'],
    needsClient: true,
    authority: README,
    about: 'notifications of turns and items that name a thread',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, knownThreads),
    mutants: () => ({
      'starts the turn of an unknown thread': inThread(isNotification('turn/started')),
      'ends the turn of an unknown thread': inThread(isNotification('turn/completed')),
      'sends an item of an unknown thread': inThread(isNotification('item/completed', 'userMessage')),
      'sends pieces of an unknown thread': inThread(isNotification('item/agentMessage/delta')),
      'forgets the thread that it answered with': inSequence(
        changeResponse('thread/start', (answer) => [{ ...answer, result: {} }]),
        removeMessages(isNotification('thread/started')),
      ),
    }),
  }),
];

interface ThreadEvent {
  readonly line: number;
  readonly id: string;
  /** The method whose answer names the thread; null for `thread/started`. */
  readonly answerTo: string | null;
}

const BEGINNINGS: ReadonlySet<string> = new Set(['thread/start', 'thread/resume', 'thread/fork', 'review/start']);

function threadEvents(): (message: WireMessage) => ThreadEvent | null {
  return ({ from, line, message, answers }) => {
    if (from === 'client') return null;
    const answer = message.kind === 'response' && answers !== null && BEGINNINGS.has(answers.method);
    if (!answer && !(message.kind === 'notification' && message.method === 'thread/started')) return null;
    const holder = objectOf(message.kind === 'response' ? message.result : message.params);
    // A review may have a thread of its own.
    const id = textIn(objectIn(holder, 'thread'), 'id') ?? textIn(holder, 'reviewThreadId');
    return id === null ? null : { line, id, answerTo: answer ? answers.method : null };
  };
}

function eachAnnounced(): SubjectJudge<ThreadEvent> {
  const known = new Set<string>();
  const due = new Map<string, number>();
  const early = new Map<string, number>();
  return {
    see({ line, id, answerTo }) {
      if (answerTo === null) {
        due.delete(id);
        if (!known.has(id)) early.set(id, line);
      } else {
        known.add(id);
        if (!early.delete(id) && answerTo === 'thread/start') due.set(id, line);
      }
      return NO_VIOLATIONS;
    },
    end: () => [
      ...[...due].map(([actual, line]) => ({ message: 'the thread was never announced', line, actual })),
      ...[...early].map(([actual, line]) => ({
        message: 'a thread was announced that the client did not start',
        line,
        actual,
      })),
    ],
  };
}

function answeredFirst(): SubjectJudge<ThreadEvent> {
  const known = new Set<string>();
  const early = new Map<string, number>();
  return {
    see({ line, id, answerTo }) {
      if (answerTo === null) {
        if (!known.has(id)) early.set(id, line);
        return undefined;
      }
      known.add(id);
      if (answerTo !== 'thread/start') return undefined;
      const before = early.get(id);
      if (before === undefined) return NO_VIOLATIONS;
      return [{ message: `thread/started came before, in line ${before}`, line, actual: id }];
    },
  };
}

function knownThreads(): SubjectJudge<WireMessage> {
  const read = threadEvents();
  const known = new Set<string>();
  return {
    see(wireMessage) {
      const begun = read(wireMessage);
      if (begun !== null) known.add(begun.id);
      const { from, line, message } = wireMessage;
      if (from === 'client' || message.kind !== 'notification' || !/^(?:turn|item)\//.test(message.method))
        return undefined;
      const id = textIn(objectOf(message.params), 'threadId');
      if (id === null) return undefined;
      return known.has(id)
        ? NO_VIOLATIONS
        : [{ message: `${message.method} names an unknown thread`, line, actual: id }];
    },
  };
}

function startedAs(id: (id: string) => string): Mutation {
  return changeNotifications('thread/started', ({ thread }) => [
    { thread: { ...(thread as JsonObject), id: id((thread as { id: string }).id) } },
  ]);
}

function inThread(which: MessageFilter): Mutation {
  return changeServerMessages(which, (message) => [
    { ...message, params: { ...(message['params'] as JsonObject), threadId: 'another' } },
  ]);
}
