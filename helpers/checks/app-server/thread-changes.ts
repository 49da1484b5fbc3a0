import { changeNotifications, changeServerMessages, isResponseTo, removeMessages } from '../../mutations/wire.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { textIn } from './fields.ts';

/** What the client changes of a thread is reported. */
export const threadChangeChecks: readonly Check[] = [
  {
    id: 'app-server/thread/changes-notified',
    effects: ['thread/archive', 'thread/unarchive'],
    clause:
      'Each time that the client archives, unarchives, names, deletes or moves a thread or clears its goal, one notification reports it, with the name that was set.',
    level: 'must',
    assumes: ['listed-threads'],
    authority: README,
    language: 'app-server',
    needsClient: true,
    judge(recording) {
      const judged = recording.processes.flatMap((process) => changesIn(recording, process));
      return failIfAny(judged.flat(), judged.length, 'changes of threads, each reported once');
    },
    mutants: () => ({
      'never reports a change': removeMessages(({ method }) => REPORTS.has(method)),
      'reports another name': changeNotifications('thread/name/updated', (params) => [
        { ...params, threadName: 'another name' },
      ]),
      'reports the unarchived thread twice': changeNotifications('thread/unarchived', (params) => [params, params]),
    }),
  },
  {
    id: 'app-server/thread/unsubscribed-once',
    effects: ['thread/unsubscribe'],
    clause: 'thread/unsubscribe returns unsubscribed for a thread of this connection, and notSubscribed after that.',
    level: 'must',
    assumes: ['unsubscribes'],
    authority: README,
    language: 'app-server',
    needsClient: true,
    judge({ processes }) {
      const judged = processes.flatMap(unsubscriptionsIn);
      return failIfAny(judged.flat(), judged.length, 'responses to thread/unsubscribe');
    },
    mutants: () => ({
      'always unsubscribes': changeUnsubscribed('unsubscribed'),
      'never unsubscribes': changeUnsubscribed('notSubscribed'),
    }),
  },
];

const NOTIFIED: Readonly<Record<string, string>> = {
  'thread/archive': 'thread/archived',
  'thread/unarchive': 'thread/unarchived',
  'thread/name/set': 'thread/name/updated',
  'thread/delete': 'thread/deleted',
  'thread/section/move': 'thread/section/changed',
  'thread/goal/clear': 'thread/goal/cleared',
};

const REPORTS: ReadonlySet<unknown> = new Set(Object.values(NOTIFIED));

/** The violations of each change of a thread that the binary has a notification for. */
function changesIn({ protocol }: Recording, process: ProcessRecord): Evidence[][] {
  const messages = messagesOf(process);
  return messages.flatMap(({ line, message, answers }): Evidence[][] => {
    const method = NOTIFIED[answers?.method ?? ''];
    if (message.kind !== 'response' || method === undefined) return [];
    if (protocol?.methods['server notification'].includes(method) !== true) return [];
    const asked = objectOf(answers?.params);
    const id = textIn(asked, 'threadId');
    const isSame = (other: JsonObject): boolean => other['threadId'] === id && other['name'] === asked['name'];
    const times = messages.filter(
      (one) =>
        one.message.kind === 'response' &&
        one.answers?.method === answers?.method &&
        isSame(objectOf(one.answers?.params)),
    ).length;
    const told = messages.filter(({ from, message: one }) => {
      if (from === 'client' || one.kind !== 'notification' || one.method !== method) return false;
      const { threadId, threadName } = objectOf(one.params);
      return threadId === id && threadName === asked['name'];
    }).length;
    if (told === times) return [[]];
    const name = typeof asked['name'] === 'string' ? ` with the name ${asked['name']}` : '';
    const place = onWire(process, line, `${method} of ${String(id)}${name}`);
    return [[{ ...place, expected: String(times), actual: String(told) }]];
  });
}

const SUBSCRIBING: ReadonlySet<string> = new Set(['thread/start', 'thread/resume', 'thread/fork']);

function unsubscriptionsIn(process: ProcessRecord): Evidence[][] {
  const subscribed = new Set<string>();
  return messagesOf(process).flatMap(({ line, message, answers }): Evidence[][] => {
    if (message.kind !== 'response') return [];
    const result = objectOf(message.result);
    const started = textIn(objectOf(result['thread']), 'id');
    if (SUBSCRIBING.has(answers?.method ?? '') && started !== null) subscribed.add(started);
    if (answers?.method !== 'thread/unsubscribe') return [];
    const id = textIn(objectOf(answers.params), 'threadId') ?? '';
    const expected = subscribed.delete(id) ? 'unsubscribed' : 'notSubscribed';
    const actual = String(result['status']);
    // A thread that is not loaded has no subscribers.
    if (actual === expected || (actual === 'notLoaded' && expected === 'notSubscribed')) return [[]];
    return [[{ ...onWire(process, line, `thread/unsubscribe of ${id}: status`), expected, actual }]];
  });
}

function changeUnsubscribed(status: string): ReturnType<typeof changeServerMessages> {
  return changeServerMessages(isResponseTo('thread/unsubscribe'), (message) => [{ ...message, result: { status } }]);
}
