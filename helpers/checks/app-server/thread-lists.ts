import { changeServerMessages, isResponseTo } from '../../mutations/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { WireMessage } from '../../app-server/wire.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';

/** The lists of threads agree with what became of the threads on the same wire. */
export const threadListChecks: readonly Check[] = [
  {
    id: 'app-server/thread/listed',
    effects: ['thread/list'],
    clause:
      'thread/list has each thread in which a turn has ended until it is deleted, archived threads only where they are asked for, and no others there.',
    level: 'must',
    assumes: ['has-turn', 'listed-threads'],
    authority: README,
    language: 'app-server',
    judge: (recording) => listsAgree(recording, 'thread/list', expectedInList),
    mutants: () => ({
      'lists no thread': changeList('thread/list', () => []),
      'lists another thread, too': changeList('thread/list', (data) => [...data, { id: ANOTHER }]),
    }),
  },
  {
    id: 'app-server/thread/loaded-listed',
    effects: ['thread/loaded/list'],
    clause:
      'thread/loaded/list has each thread that was started or resumed, and none that was archived, deleted or closed since.',
    level: 'must',
    assumes: ['has-turn', 'listed-threads'],
    authority: README,
    language: 'app-server',
    judge: (recording) => listsAgree(recording, 'thread/loaded/list', expectedInLoaded),
    mutants: () => ({
      'lists no loaded thread': changeList('thread/loaded/list', () => []),
      'lists another loaded thread, too': changeList('thread/loaded/list', (data) => [...data, ANOTHER]),
    }),
  },
];

const ANOTHER = '01999999-0000-7000-8000-000000000000';

/** What became of a thread, as far as the wire shows it. */
interface ThreadState {
  hasTurn: boolean;
  isEphemeral: boolean;
  isArchived: boolean;
  /** Undefined where a thread may or may not be unloaded. */
  isLoaded: boolean | undefined;
}

type States = ReadonlyMap<string, ThreadState>;

/** Whether a list must have a thread; undefined where it may. */
type Expect = (state: ThreadState, asked: JsonObject) => boolean | undefined;

function expectedInList({ hasTurn, isEphemeral, isArchived }: ThreadState, asked: JsonObject): boolean | undefined {
  if ((asked['archived'] === true) !== isArchived) return false;
  return hasTurn && !isEphemeral ? true : undefined;
}

function expectedInLoaded({ isLoaded }: ThreadState): boolean | undefined {
  return isLoaded;
}

function listsAgree({ processes }: Recording, method: string, expect: Expect): CheckOutcome {
  const states = new Map<string, ThreadState>();
  let judged = 0;
  const found = processes.flatMap((process) => {
    for (const state of states.values()) state.isLoaded = false;
    return messagesOf(process).flatMap((message): Evidence[] => {
      follow(states, message);
      const list = listedIn(message, method);
      if (list === undefined) return [];
      const expected = expectedIds(states, list.asked, expect);
      judged += expected.must.length + expected.mustNot.length + list.ids.length;
      return [
        ...(list.isWhole ? expected.must : [])
          .filter((id) => !list.ids.includes(id))
          .map((id) => evidence(process, message.line, method, { expected: id, actual: list.ids })),
        ...list.ids
          .filter((id) => expected.mustNot.includes(id) || !states.has(id))
          .map((id) => evidence(process, message.line, method, { expected: `no ${id}`, actual: list.ids })),
      ];
    });
  });
  return failIfAny(found, judged, `statements of ${method}, as the threads were left`);
}

function evidence(
  process: ProcessRecord,
  line: number,
  method: string,
  { expected, actual }: { readonly expected: string; readonly actual: readonly string[] },
): Evidence {
  return { ...onWire(process, line, `${method}: the threads listed`), expected, actual: actual.join(', ') || 'none' };
}

function expectedIds(states: States, asked: JsonObject, expect: Expect): { must: string[]; mustNot: string[] } {
  const all = [...states].map(([id, state]) => [id, expect(state, asked)] as const);
  return {
    must: all.filter(([, isExpected]) => isExpected === true).map(([id]) => id),
    mustNot: all.filter(([, isExpected]) => isExpected === false).map(([id]) => id),
  };
}

/** Params that choose no threads by what they are. */
const PLAIN: ReadonlySet<string> = new Set(['archived', 'limit']);

/** A list of threads in a response, unless its request chooses some by other properties or continues a page. */
function listedIn(
  { message, answers }: WireMessage,
  method: string,
): { ids: string[]; isWhole: boolean; asked: JsonObject } | undefined {
  if (message.kind !== 'response' || answers?.method !== method) return undefined;
  const asked = objectOf(answers.params);
  if (Object.keys(asked).some((name) => !PLAIN.has(name))) return undefined;
  const result = objectOf(message.result);
  const ids = listIn(result, 'data').map((one) =>
    typeof one === 'string' ? one : (textIn(objectOf(one), 'id') ?? ''),
  );
  return { ids, isWhole: (result['nextCursor'] ?? null) === null, asked };
}

function follow(states: Map<string, ThreadState>, { from, message, answers }: WireMessage): void {
  if (from === 'client') return;
  if (message.kind === 'notification') {
    const params = objectOf(message.params);
    const known = states.get(textIn(params, 'threadId') ?? '');
    if (known === undefined) return;
    if (message.method === 'turn/completed') known.hasTurn = true;
    if (message.method === 'thread/closed') known.isLoaded = false;
    if (message.method === 'thread/status/changed')
      known.isLoaded = objectIn(params, 'status')['type'] === 'notLoaded' ? false : known.isLoaded;
    return;
  }
  if (message.kind !== 'response') return;
  const result = objectOf(message.result);
  const thread = objectIn(result, 'thread');
  const asked = textIn(objectOf(answers?.params), 'threadId') ?? '';
  const id = textIn(result, 'reviewThreadId') ?? textIn(thread, 'id') ?? asked;
  const state = states.get(id) ?? { hasTurn: false, isEphemeral: false, isArchived: false, isLoaded: undefined };
  const method = answers?.method ?? '';
  if (BEGINNING.has(method)) states.set(id, { ...state, isEphemeral: thread['ephemeral'] === true, isLoaded: true });
  if (method === 'review/start') states.set(id, state);
  if (method === 'thread/archive') states.set(id, { ...state, isArchived: true, isLoaded: false });
  if (method === 'thread/unarchive') states.set(id, { ...state, isArchived: false });
  if (method === 'thread/delete') states.delete(id);
  if (method === 'thread/unsubscribe') states.set(id, { ...state, isLoaded: undefined });
}

const BEGINNING: ReadonlySet<string> = new Set(['thread/start', 'thread/fork', 'thread/resume']);

function changeList(method: string, change: (data: readonly unknown[]) => readonly unknown[]): Mutation {
  return changeServerMessages(isResponseTo(method), (message) => {
    const result = objectOf(message['result']);
    return [{ ...message, result: { ...result, data: change(listIn(result, 'data')) } }];
  });
}
