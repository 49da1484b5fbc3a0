import type { WireMessage } from '../../app-server/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeNotifications, changeResponse, isNotification, removeMessages } from '../../mutations/wire.ts';
import { turnHistory } from '../../queries/turn-history.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { fieldsOf, methodOf, type WireField } from '../../queries/wire-objects.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';

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
