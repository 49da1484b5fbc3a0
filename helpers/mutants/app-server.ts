import type { ProcessRecord } from '../recording/recording.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import {
  another,
  answers,
  fromServer,
  lastProcess,
  notifications,
  wire,
  type Fields,
  type Mutation,
} from './mutations.ts';

const KILLED = { exit_code: null, signal: 'SIGKILL' } satisfies Partial<ProcessRecord>;
const INVALID = { code: -32600, message: 'Invalid request' };

/** What the checks of every wire of `codex app-server` must notice. */
export const appServerMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/wire/valid-messages', {
    'prints a line of a log': sent(1, '2026-01-01T00:00:00Z ERROR codex_core: no rollout'),
    'prints an empty line': sent(0, ''),
    'sends a batch': sent(3, '[{"id":9,"result":{}}]'),
    'answers with result and error': answers(2, (answer) => [{ ...answer, error: INVALID }]),
    'has a number for the method': fromServer(
      ({ method }) => method === 'turn/started',
      (message) => [{ ...message, method: 7 }],
    ),
    'answers without an id': answers(1, ({ result }) => [{ result }]),
    'has an id that is no number': answers(1, ({ result }) => [{ id: null, result }]),
  }),
  ...mutantsOf('app-server/wire/one-answer-per-request', {
    'answers not at all': answers(3, () => []),
    'answers twice': twice((message) => message['id'] === 2),
    'answers to nobody': answers(1, (answer) => [answer, { ...answer, id: 99 }]),
    'answers under the text of the id': answers(2, (answer) => [{ ...answer, id: '2' }]),
  }),
  ...mutantsOf('app-server/wire/no-error-answers', {
    'refuses the handshake': answers(1, ({ id }) => [{ id, error: INVALID }]),
    'refuses the turn': answers(3, ({ id }) => [{ id, error: { ...INVALID, data: { turn: null } } }]),
  }),
  ...mutantsOf('app-server/thread/announced-as-answered', {
    'never announces the thread': notifications('thread/started', () => []),
    'announces another': startedAs(another),
    'announces another one too': notifications('thread/started', (params) => [params, { thread: { id: 'another' } }]),
    'answers with another': answers(2, (answer) => [{ ...answer, result: { thread: { id: 'another' } } }]),
  }),
  ...mutantsOf('app-server/turn/completes', {
    'fails the turn': ended({ status: 'failed', error: { message: 'stream disconnected' } }),
    'interrupts the turn': ended({ status: 'interrupted' }),
    'never ends the turn': notifications('turn/completed', () => []),
    'ends the turn with an error instead': fromServer(
      ({ method }) => method === 'turn/completed',
      () => [{ method: 'error', params: { error: { message: 'no such model' }, willRetry: false } }],
    ),
  }),
  ...mutantsOf('app-server/exit/clean-after-eof', {
    'exits with 1': lastProcess(() => ({ exit_code: 1 })),
    'is killed': lastProcess(() => ({ ...KILLED, ended_by: 'hang' })),
    'dies by a signal': lastProcess(() => ({ exit_code: null, signal: 'SIGPIPE' })),
  }),
];

/** Sends the message of the server that `matches` a second time. */
function twice(matches: (message: Fields) => boolean): Mutation {
  return fromServer(matches, (message) => [message, message]);
}

/** Puts a line of the server at this place of the wire. */
function sent(at: number, text: string): Mutation {
  return wire((lines) => lines.toSpliced(at, 0, { t_ms: 0, from: 'server', text }));
}

function ended(change: Fields): Mutation {
  return notifications('turn/completed', (params) => [
    { ...params, turn: { ...(params['turn'] as Fields), ...change } },
  ]);
}

function startedAs(id: (id: string) => string): Mutation {
  return notifications('thread/started', ({ thread }) => [
    { thread: { ...(thread as Fields), id: id((thread as { id: string }).id) } },
  ]);
}
