import type { RequestId } from '../../app-server/messages.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeNotifications } from '../../mutations/wire.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README, testedIn } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';

/** The requests for which a thread waits, and their resolution. */
export const waitingChecks: readonly Check[] = [
  {
    id: 'app-server/thread/flags-name-open-requests',
    clause: 'The activeFlags of a thread name the open requests of the server in it, or the one that follows.',
    level: 'should',
    assumes: ['has-turn'],
    authority: testedIn('v2/thread_status.rs'),
    language: 'app-server',
    judge({ processes }) {
      const judged = processes.flatMap(flagsIn);
      return failIfAny(judged.flat(), judged.length, 'active threads with the flags of their requests');
    },
    mutants: () => ({
      'waits for an approval without a request': withFlags(['waitingOnApproval']),
      'waits for user input without a request': withFlags(['waitingOnUserInput']),
    }),
  },
  {
    id: 'app-server/approval/resolved-names-request',
    clause: 'serverRequest/resolved names a request that the server sent in the same thread, once.',
    level: 'must',
    assumes: ['has-turn', 'resolved-requests'],
    authority: README,
    language: 'app-server',
    judge({ processes }) {
      const judged = processes.flatMap(resolutionsIn);
      return failIfAny(judged.flat(), judged.length, 'requests of the server that are resolved');
    },
    mutants: () => ({
      'resolves another request': changeNotifications('serverRequest/resolved', (params) => [
        { ...params, requestId: 77 },
      ]),
      'resolves a request twice': changeNotifications('serverRequest/resolved', (params) => [params, params]),
      'resolves it in another thread': changeNotifications('serverRequest/resolved', (params) => [
        { ...params, threadId: 'another' },
      ]),
    }),
  },
];

/** The violations of each active status of a thread. */
function flagsIn(process: ProcessRecord): Evidence[][] {
  const open = new Map<RequestId, { readonly thread: string | null; readonly flag: string }>();
  const messages = messagesOf(process);
  return messages.flatMap(({ from, line, message }, index) => {
    if (from === 'client') return [];
    if (message.kind === 'request') {
      const flag = flagOf(message.method);
      if (flag !== null) open.set(message.id, { thread: textIn(objectOf(message.params), 'threadId'), flag });
    }
    if (message.kind !== 'notification') return [];
    const params = objectOf(message.params);
    const thread = textIn(params, 'threadId');
    if (message.method === 'serverRequest/resolved') open.delete(params['requestId'] as RequestId);
    if (message.method === 'turn/completed') {
      for (const [id, request] of open) if (request.thread === thread) open.delete(id);
    }
    const status = objectIn(params, 'status');
    if (message.method !== 'thread/status/changed' || status['type'] !== 'active') return [];
    const next = messages.slice(index + 1).find(({ from: sender, message: one }) => {
      if (sender === 'client' || (one.kind !== 'notification' && one.kind !== 'request')) return false;
      if (textIn(objectOf(one.params), 'threadId') !== thread) return false;
      return one.kind === 'request' || one.method === 'thread/status/changed' || one.method === 'turn/completed';
    })?.message;
    const coming = next?.kind === 'request' ? flagOf(next.method) : null;
    const flags = [...open.values()].filter((request) => request.thread === thread).map(({ flag }) => flag);
    const expected = [...new Set([...flags, ...(coming === null ? [] : [coming])])].toSorted();
    const actual = listIn(status, 'activeFlags').map(String).toSorted();
    if (expected.join(' ') === actual.join(' ')) return [[]];
    return [
      [
        {
          ...onWire(process, line, 'activeFlags'),
          expected: expected.join(', ') || 'none',
          actual: actual.join(', ') || 'none',
        },
      ],
    ];
  });
}

/** The flag of a thread while a request is open; null for requests to the client's tools, for which none waits. */
function flagOf(method: string): string | null {
  if (method === 'item/tool/requestUserInput') return 'waitingOnUserInput';
  return /requestApproval$|^mcpServer\/elicitation\/request$/.test(method) ? 'waitingOnApproval' : null;
}

function resolutionsIn(process: ProcessRecord): Evidence[][] {
  const open = new Map<unknown, string | null>();
  return messagesOf(process).flatMap(({ from, line, message }) => {
    if (from === 'client') return [];
    if (message.kind === 'request') open.set(message.id, textIn(objectOf(message.params), 'threadId'));
    if (message.kind !== 'notification' || message.method !== 'serverRequest/resolved') return [];
    const params = objectOf(message.params);
    const { requestId } = params;
    const isKnown = open.has(requestId) && open.get(requestId) === textIn(params, 'threadId');
    const expected = [...open].map(([id, thread]) => `${String(id)} in ${thread}`).join(', ');
    open.delete(requestId);
    return [isKnown ? [] : [{ ...onWire(process, line, 'requestId and threadId'), expected }]];
  });
}

function withFlags(flags: readonly string[]): Mutation {
  return changeNotifications('thread/status/changed', (params) => {
    const status: JsonObject = objectIn(params, 'status');
    return [status['type'] === 'active' ? { ...params, status: { ...status, activeFlags: flags } } : params];
  });
}
