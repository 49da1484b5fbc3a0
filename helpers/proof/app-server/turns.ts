import { mutantsOf, type Mutant } from '../mutant.ts';
import { answers, fromServer, notifications, type Fields, type Mutation } from '../../mutations/mutations.ts';
import {
  againLast,
  answerTo,
  copiedBefore,
  itemsIn,
  killed,
  movedAfter,
  movedBefore,
  notice,
  turnIn,
  twice,
  without,
} from '../../mutations/wire.ts';

const STARTED = notice('turn/started');
const ENDED = notice('turn/completed');
const REPLY = notice('item/completed', 'agentMessage');
const PIECE = notice('item/agentMessage/delta');
const DISCONNECTED = { message: 'stream disconnected' };

/** What the checks of the turns of every wire must notice. */
export const turnMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/turn/answered-before-started', {
    'starts the turn and then answers': movedBefore(STARTED, answerTo(3)),
    'answers when the turn is over': movedAfter(answerTo(3), ENDED),
    'starts the turn before and after it answers': copiedBefore(STARTED, answerTo(3)),
  }),
  ...mutantsOf('app-server/turn/starts-as-answered', {
    'answers with another turn': answers(3, (answer) => [
      { ...answer, result: { turn: { ...((answer['result'] as Fields)['turn'] as Fields), id: 'another' } } },
    ]),
    'starts another turn': turnIn('turn/started', { id: 'another' }),
    'never starts the turn': without(STARTED),
  }),
  ...mutantsOf('app-server/turn/one-start-one-end', {
    'never ends the turn': without(ENDED),
    'never starts the turn': without(STARTED),
    'ends the turn twice': twice(ENDED),
    'starts the turn twice': twice(STARTED),
    'starts the turn again when it is over': againLast(STARTED),
    'ends another turn': turnIn('turn/completed', { id: 'another' }),
    'ends the turn and then starts it': movedAfter(STARTED, ENDED),
  }),
  ...mutantsOf('app-server/turn/nothing-after-end', {
    'completes the reply when the turn is over': movedAfter(REPLY, ENDED),
    'starts an item when the turn is over': againLast(notice('item/started', 'agentMessage')),
    'sends a piece when the turn is over': againLast(PIECE),
    'changes the plan when the turn is over': fromServer(ENDED, (message) => {
      const { threadId, turn } = message['params'] as { threadId?: string; turn: { id: string } };
      return [message, { method: 'turn/plan/updated', params: { threadId, turnId: turn.id, plan: [] } }];
    }),
  }),
  ...mutantsOf('app-server/turn/items-in-started-turn', {
    'starts the turn after its items': movedBefore(STARTED, ENDED),
    'sends the reply in another turn': inTurn('item/completed'),
    'sends pieces in another turn': inTurn('item/agentMessage/delta'),
    'starts items in another turn': inTurn('item/started'),
  }),
  ...mutantsOf('app-server/turn/status', {
    'ends a turn that is in progress': turnIn('turn/completed', { status: 'inProgress' }),
    'ends the turn with an unknown status': turnIn('turn/completed', { status: 'done' }),
    'ends the turn with the status of another spelling': turnIn('turn/completed', { status: 'Completed' }),
    'starts a turn that is completed': turnIn('turn/started', { status: 'completed' }),
    'starts a turn without a status': turnIn('turn/started', { status: null }),
  }),
  ...mutantsOf('app-server/turn/error-iff-failed', {
    'fails without an error': turnIn('turn/completed', { status: 'failed', error: null }),
    'fails without a message': turnIn('turn/completed', { status: 'failed', error: { codexErrorInfo: 'other' } }),
    'fails with an empty message': turnIn('turn/completed', { status: 'failed', error: { message: '' } }),
    'completes with an error': turnIn('turn/completed', { error: DISCONNECTED }),
    'is interrupted with an error': turnIn('turn/completed', { status: 'interrupted', error: DISCONNECTED }),
  }),
  ...mutantsOf('app-server/turn/reply-in-completed', {
    'lists another reply': listed((items) => items.map((item) => ({ ...item, text: 'Done.' }))),
    'lists an earlier reply last': listed((items) => [...items, { ...items.at(-1), text: 'Let me see.' }]),
    'lists a reply that was not sent': without(REPLY),
    'lists a reply without a text': listed((items) => items.map(({ id, type }) => ({ id, type }))),
    'sends another reply than it lists': itemsIn('item/completed', 'agentMessage', (item) => ({ ...item, text: '' })),
  }),
  ...mutantsOf('app-server/turn/completes', {
    'fails the turn': turnIn('turn/completed', { status: 'failed', error: DISCONNECTED }),
    'interrupts the turn': turnIn('turn/completed', { status: 'interrupted' }),
    'never ends the turn': without(ENDED),
    'ends the turn with an error instead': fromServer(ENDED, () => [
      { method: 'error', params: { error: { message: 'no such model' }, willRetry: false } },
    ]),
  }),
  ...mutantsOf('app-server/exit/clean-after-eof', {
    'exits with 1': killed({ exit_code: 1, signal: null }),
    'is killed': killed({ ended_by: 'hang' }),
    'dies by a signal': killed({ signal: 'SIGPIPE' }),
  }),
];

function inTurn(method: string): Mutation {
  return notifications(method, (params) => [{ ...params, turnId: 'another' }]);
}

function listed(change: (items: readonly Fields[]) => readonly Fields[]): Mutation {
  return notifications('turn/completed', (params) => {
    const turn = params['turn'] as { items: readonly Fields[] };
    return [{ ...params, turn: { ...turn, items: change(turn.items) } }];
  });
}
