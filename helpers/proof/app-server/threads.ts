import { mutantsOf, type Mutant } from '../mutant.ts';
import {
  another,
  answers,
  both,
  fromServer,
  notifications,
  type Fields,
  type Mutation,
} from '../../mutations/mutations.ts';
import { answerTo, copiedBefore, movedAfter, movedBefore, notice, without, type Which } from '../../mutations/wire.ts';

const ACTIVE: Which = statusIs('active');
const IDLE: Which = statusIs('idle');

/** What the checks of the threads of every wire must notice. */
export const threadMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/thread/announced-as-answered', {
    'never announces the thread': notifications('thread/started', () => []),
    'announces another': startedAs(another),
    'announces another one too': notifications('thread/started', (params) => [params, { thread: { id: 'another' } }]),
    'answers with another': answers(2, (answer) => [{ ...answer, result: { thread: { id: 'another' } } }]),
  }),
  ...mutantsOf('app-server/thread/answered-before-announced', {
    'announces the thread and then answers': movedBefore(notice('thread/started'), answerTo(2)),
    'announces the thread before and after it answers': copiedBefore(notice('thread/started'), answerTo(2)),
  }),
  ...mutantsOf('app-server/thread/ids-known', {
    'starts the turn of an unknown thread': inThread(notice('turn/started')),
    'ends the turn of an unknown thread': inThread(notice('turn/completed')),
    'sends an item of an unknown thread': inThread(notice('item/completed', 'userMessage')),
    'sends pieces of an unknown thread': inThread(notice('item/agentMessage/delta')),
    'forgets the thread that it answered with': both(
      answers(2, (answer) => [{ ...answer, result: {} }]),
      without(notice('thread/started')),
    ),
  }),
  ...mutantsOf('app-server/thread/status-follows-turn', {
    'is never active': without(ACTIVE),
    'is never idle again': without(IDLE),
    'is active after the turn started': movedAfter(ACTIVE, notice('turn/started')),
    'is idle after the turn ended': movedAfter(IDLE, notice('turn/completed')),
    'is idle before the turn started': movedBefore(IDLE, notice('turn/started')),
  }),
];

function startedAs(id: (id: string) => string): Mutation {
  return notifications('thread/started', ({ thread }) => [
    { thread: { ...(thread as Fields), id: id((thread as { id: string }).id) } },
  ]);
}

function inThread(which: Which): Mutation {
  return fromServer(which, (message) => [
    { ...message, params: { ...(message['params'] as Fields), threadId: 'another' } },
  ]);
}

function statusIs(type: string): Which {
  return ({ method, params }) =>
    method === 'thread/status/changed' && (params as { status: { type: string } }).status.type === type;
}
