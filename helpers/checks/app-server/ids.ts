import type { WireMessage } from '../../app-server/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import {
  changeNotifications,
  changeResponse,
  changeServerMessages,
  isNotification,
  removeMessages,
} from '../../mutations/wire.ts';
import { turnHistory } from '../../queries/turn-history.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { fieldsOf, methodOf, wireObjects, type WireField } from '../../queries/wire-objects.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README, sourceIn } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { itemStatements } from './item-statements.ts';

/** Each id names what it should: a thread, a turn, an item or a request of this conversation. */
export const idChecks: readonly Check[] = [
  {
    id: 'app-server/ids/threads',
    clause: 'Each field that names a thread names one that was started, forked or saved before.',
    level: 'must',
    assumes: ['threads'],
    authority: README,
    language: 'app-server',
    judge: (recording) => eachId(recording, THREAD_IDS, 'threads', threadFault),
    mutants: () => ({
      'reports the usage of an unknown thread': inNotification('thread/tokenUsage/updated', { threadId: OTHER }),
      'names an unknown parent thread': changeResponse(2, (response) => [
        inThread(response, { parentThreadId: OTHER }),
      ]),
    }),
  },
  {
    id: 'app-server/ids/turns',
    clause:
      'A message that names a turn names one that runs in its thread, or the one that ended last; a root turn is one of the thread.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    language: 'app-server',
    judge: (recording) => eachId(recording, TURN_IDS, 'turns', turnFault),
    mutants: () => ({
      'reports the usage of another turn': inNotification('thread/tokenUsage/updated', { turnId: OTHER }),
      'completes items of another turn': inNotification('item/completed', { turnId: OTHER }),
    }),
  },
  {
    id: 'app-server/ids/items',
    clause: 'Each itemId names an item that was started in the turn of the message, or a call of the model.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    language: 'app-server',
    judge: (recording) => eachId(recording, ITEM_IDS, 'items', itemFault),
    mutants: () => ({
      'sends pieces of another item': inNotification('item/agentMessage/delta', { itemId: OTHER }),
      'never starts the item': removeMessages(isNotification('item/started', 'agentMessage')),
    }),
  },
  {
    id: 'app-server/ids/history-items',
    clause: 'The items of a turn in a history have their streamed ids, or are numbered through the thread.',
    level: 'should',
    assumes: ['turn-uncut', 'known-history'],
    authority: sourceIn('app-server-protocol/src/protocol/thread_history.rs: next_item_id'),
    language: 'app-server',
    judge(recording) {
      const statements = itemStatements(recording);
      const streamed = new Set(statements.filter((one) => one.streamed).map(({ id }) => id));
      const inHistory = statements.filter(({ streamed, method }) => !streamed && method.startsWith('answer thread/'));
      const lists = Map.groupBy(inHistory, ({ process: { process }, line }) => `${process} ${line}`);
      const found = [...lists.values()].flatMap((items) => {
        const isNumbered = items.some(({ id }) => NUMBERED.test(id));
        return items.flatMap(({ process, line, method, id: actual }, index): Evidence[] => {
          // A page of turns begins anywhere, and may have the newest first.
          const isPage = method === 'answer thread/turns/list';
          const expected = isNumbered ? `item-${isPage ? '…' : index + 1}` : 'a streamed id';
          if (isNumbered ? actual === expected || (isPage && NUMBERED.test(actual)) : streamed.has(actual)) return [];
          return [{ ...onWire(process, line, `${method}: id of item ${index + 1}`), expected, actual }];
        });
      });
      return failIfAny(found, inHistory.length, 'items of histories with their ids');
    },
    mutants: () => ({
      'gives the items of a history new ids': inHistoryItems((_, index) => `${OTHER.slice(0, -1)}${index}`),
      'numbers the items of a history from 0': inHistoryItems((_, index) => `item-${index}`),
    }),
  },
  {
    id: 'app-server/ids/environments',
    clause: 'An approval request names an environment of its thread.',
    level: 'must',
    assumes: ['command-approvals'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const environments = Map.groupBy(
        wireObjects(recording, (value) => 'id' in value && 'environments' in value).flatMap(({ value }) =>
          listIn(value, 'environments').map((one) => ({ id: value['id'], name: objectOf(one)['environmentId'] })),
        ),
        ({ id }) => id,
      );
      const requests = approvalRequests(recording).flatMap(({ process, line, params }) => {
        const known = environments.get(textIn(params, 'threadId') ?? '')?.map(({ name }) => name);
        return known === undefined || !('environmentId' in params)
          ? []
          : [{ process, line, known, actual: params['environmentId'] }];
      });
      const found = requests
        .filter(({ known, actual }) => !known.includes(actual))
        .map(({ process, line, known, actual }) => ({
          ...onWire(process, line, 'environmentId'),
          expected: known.join(' or '),
          actual: String(actual),
        }));
      return failIfAny(found, requests.length, 'approval requests for an environment of their thread');
    },
    mutants: () => ({
      'names another environment': inApprovals({ environmentId: 'elsewhere' }),
      'names no environment': inApprovals({ environmentId: null }),
    }),
  },
];

const OTHER = '01999999-0000-7000-8000-000000000000';

/** Fields that name a thread. */
const THREAD_IDS: ReadonlySet<string> = new Set([
  'threadId',
  'sessionId',
  'forkedFromId',
  'parentThreadId',
  'attachedToThreadId',
  'reviewThreadId',
  'senderThreadId',
  'receiverThreadIds',
]);
const TURN_IDS: ReadonlySet<string> = new Set(['turnId', 'rootTurnId']);
const ITEM_IDS: ReadonlySet<string> = new Set(['itemId']);

/** The ids in the messages before one. */
interface Earlier {
  readonly recording: Recording;
  readonly threads: ReadonlySet<string>;
  readonly turns: ReturnType<typeof turnHistory>;
  /** Ids of items, each after its turn. */
  readonly items: ReadonlySet<string>;
}

type FaultOf = (
  field: WireField & { readonly value: string },
  message: WireMessage,
  earlier: Earlier,
) => string | null | undefined;

/** Judges each text in fields of these names; a fault is what was expected, null is none, undefined is not judged. */
function eachId(recording: Recording, names: ReadonlySet<string>, what: string, faultOf: FaultOf): CheckOutcome {
  const threads = keptThreads(recording);
  const items = new Set<string>();
  const turns = turnHistory();
  const found: Evidence[] = [];
  let judged = 0;
  for (const { process, message } of allMessages(recording)) {
    remember(message, threads, items);
    const isUsage = methodOf(message) === 'thread/tokenUsage/updated';
    if (!isUsage) turns.see(message);
    if (message.from === 'client') continue;
    for (const field of fieldsOf(message.message)) {
      const { name, path, value } = field;
      if (!names.has(name) || typeof value !== 'string') continue;
      const expected = faultOf({ ...field, value }, message, { recording, threads, turns, items });
      if (expected === undefined) continue;
      judged += 1;
      if (expected !== null) {
        const place = `${methodOf(message) ?? 'message'} ${path}`;
        found.push({ ...onWire(process, message.line, place), expected, actual: value });
      }
    }
    if (isUsage) turns.see(message);
  }
  return failIfAny(found, judged, `ids of known ${what}`);
}

function threadFault({ value }: { readonly value: string }, _: WireMessage, { threads }: Earlier): string | null {
  return threads.has(value) ? null : `one of the threads ${[...threads].join(', ')}`;
}

const turnFault: FaultOf = ({ value, name, path, holder }, { message, answers }, { turns }) => {
  const body = message.kind === 'response' ? objectOf(answers?.params) : paramsOf(message);
  const thread = textIn(holder, 'threadId') ?? textIn(body, 'threadId');
  if (thread === null) return undefined;
  const all = turns.all(thread);
  // A fork has the turns of another thread, and a history the roots of its turns.
  if (name === 'rootTurnId') {
    const own = textIn(holder, 'id');
    return path.includes('turns[]') || value === own || all.has(value) ? null : `a turn of ${thread}`;
  }
  if (!/^params\.turnId$/.test(path)) return all.has(value) ? null : `a turn of ${thread}`;
  // What is reported of a thread that was resumed is of its last turn, even when the next one already runs.
  const last = [turns.lastEnded(thread), turns.lastCounted(thread)];
  const expected = [...turns.running(thread), ...last].filter((one) => one !== undefined);
  return expected.includes(value) ? null : `the turn ${expected.join(' or ')}`;
};

const itemFault: FaultOf = ({ value, holder }, _, { items, recording }) => {
  const turn = textIn(holder, 'turnId');
  if (turn === null) return undefined;
  // A question to the user is asked about a call that is no item, and up to 0.98 an approval before the item starts.
  const isCall = recording.model.some(({ reply }) => reply.body.includes(`"call_id":${JSON.stringify(value)}`));
  return isCall || items.has(`${turn} ${value}`) ? null : `an item that was started in ${turn}`;
};

const NUMBERED = /^item-\d+$/;

function approvalRequests(recording: Recording): { process: ProcessRecord; line: number; params: JsonObject }[] {
  return allMessages(recording).flatMap(({ process, message: { from, line, message } }) =>
    from === 'server' && message.kind === 'request' && APPROVAL.test(message.method)
      ? [{ process, line, params: objectOf(message.params) }]
      : [],
  );
}

const APPROVAL = /^item\/\w+\/requestApproval$/;

function inApprovals(change: JsonObject): Mutation {
  return changeServerMessages(
    ({ method, params }) => APPROVAL.test(String(method)) && 'environmentId' in objectOf(params),
    (message) => [{ ...message, params: { ...objectOf(message['params']), ...change } }],
  );
}

/** Changes the ids of the items of the first turn in each response with a thread. */
function inHistoryItems(idOf: (item: JsonObject, index: number) => string): Mutation {
  return changeServerMessages(
    ({ result }) => listIn(objectIn(objectOf(result), 'thread'), 'turns').length > 0,
    (message) => {
      const result = objectOf(message['result']);
      const thread = objectIn(result, 'thread');
      const [first, ...rest] = listIn(thread, 'turns');
      const items = listIn(objectOf(first), 'items').map((item, index) => ({
        ...objectOf(item),
        id: idOf(objectOf(item), index),
      }));
      return [
        { ...message, result: { ...result, thread: { ...thread, turns: [{ ...objectOf(first), items }, ...rest] } } },
      ];
    },
  );
}

function allMessages({ processes }: Recording): { process: ProcessRecord; message: WireMessage }[] {
  return processes.flatMap((process) => messagesOf(process).map((message) => ({ process, message })));
}

/** The threads that have a session file. */
function keptThreads({ files }: Recording): Set<string> {
  return new Set(
    files.flatMap(({ path }) => /rollout-.*?-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\./.exec(path)?.[1] ?? []),
  );
}

const CREATING: ReadonlySet<string> = new Set(['thread/start', 'thread/fork', 'thread/resume', 'review/start']);

function remember({ from, message, answers }: WireMessage, threads: Set<string>, items: Set<string>): void {
  if (from === 'client') return;
  const body = message.kind === 'response' ? objectOf(message.result) : paramsOf(message);
  const isCreated = message.kind === 'response' && CREATING.has(answers?.method ?? '');
  const isStarted = message.kind === 'notification' && message.method === 'thread/started';
  if (isCreated || isStarted) {
    const id = textIn(objectIn(body, 'thread'), 'id') ?? textIn(body, 'reviewThreadId');
    if (id !== null) threads.add(id);
  }
  if (message.kind === 'notification' && message.method === 'item/started') {
    items.add(`${textIn(body, 'turnId')} ${textIn(objectIn(body, 'item'), 'id')}`);
  }
}

function paramsOf(message: WireMessage['message']): JsonObject {
  return message.kind === 'notification' || message.kind === 'request' ? objectOf(message.params) : {};
}

function inNotification(method: string, change: JsonObject): Mutation {
  return changeNotifications(method, (params) => [{ ...params, ...change }]);
}

function inThread(response: JsonObject, change: JsonObject): JsonObject {
  const result = objectIn(response, 'result');
  return { ...response, result: { ...result, thread: { ...objectIn(result, 'thread'), ...change } } };
}
