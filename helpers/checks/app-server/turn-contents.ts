import type { Check } from '../check.ts';
import { type SubjectJudge, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README, sourceIn } from './authorities.ts';
import { textIn } from './fields.ts';
import { turnEvents, type TurnEvent } from './turn-events.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import {
  changeServerMessages,
  changeNotifications,
  copyFirstToEnd,
  changeWireItems,
  moveAfter,
  moveBefore,
  isNotification,
  changeTurn,
  removeMessages,
} from '../../mutations/wire.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';

const PIECE = isNotification('item/agentMessage/delta');
const ENDED = isNotification('turn/completed');
const REPLY = isNotification('item/completed', 'agentMessage');
const STARTED = isNotification('turn/started');
const DISCONNECTED = { message: 'stream disconnected' };
const ENDS: ReadonlySet<unknown> = new Set(['completed', 'interrupted', 'failed']);

/** What belongs to a turn, and what its notifications say, on every wire. Open turns are kept, and the last of each thread. */
export const turnContentChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/turn/nothing-after-end',
    clause: 'No item and no other notification of a turn comes after its turn/completed.',
    level: 'should',
    assumes: ['has-turn', 'turn-ends'],
    authority: README,
    about: 'turns that ended',
    whenNone: 'untestable',
    start: ruleOn(turnEvents, quietAfterEnd),
    mutants: () => ({
      'completes the reply when the turn is over': moveAfter(REPLY, ENDED),
      'starts an item when the turn is over': copyFirstToEnd(isNotification('item/started', 'agentMessage')),
      'sends a piece when the turn is over': copyFirstToEnd(PIECE),
      'changes the plan when the turn is over': changeServerMessages(ENDED, (message) => {
        const { threadId, turn } = message['params'] as { threadId?: string; turn: { id: string } };
        return [message, { method: 'turn/plan/updated', params: { threadId, turnId: turn.id, plan: [] } }];
      }),
    }),
  }),
  wireRule({
    id: 'app-server/turn/items-in-started-turn',
    clause: 'An item belongs to a turn that was started.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    about: 'notifications of items',
    whenNone: 'untestable',
    start: ruleOn(turnEvents, onlyInStartedTurns),
    mutants: () => ({
      'starts the turn after its items': moveBefore(STARTED, ENDED),
      'sends the reply in another turn': inTurn('item/completed'),
      'sends pieces in another turn': inTurn('item/agentMessage/delta'),
      'starts items in another turn': inTurn('item/started'),
    }),
  }),
  wireRule({
    id: 'app-server/turn/status',
    clause: 'A turn is inProgress when it is started, and completed, interrupted or failed when it ends.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    about: 'steps of turns',
    whenNone: 'untestable',
    start: ruleOn(turnEvents, () => ({
      see(event) {
        if (event.kind !== 'answered' && event.kind !== 'started' && event.kind !== 'ended') return undefined;
        const { kind, line, status } = event;
        if (kind === 'ended' ? ENDS.has(status) : kind === 'answered' || status === 'inProgress') return NO_VIOLATIONS;
        const expected = kind === 'ended' ? [...ENDS].join(', ') : 'inProgress';
        return [{ message: `a turn that is ${kind}`, line, expected, actual: String(status) }];
      },
    })),
    mutants: () => ({
      'ends a turn that is in progress': changeTurn('turn/completed', { status: 'inProgress' }),
      'ends the turn with an unknown status': changeTurn('turn/completed', { status: 'done' }),
      'ends the turn with the status of another spelling': changeTurn('turn/completed', { status: 'Completed' }),
      'starts a turn that is completed': changeTurn('turn/started', { status: 'completed' }),
      'starts a turn without a status': changeTurn('turn/started', { status: null }),
    }),
  }),
  wireRule({
    id: 'app-server/turn/error-iff-failed',
    clause: 'A turn that failed has an error with a message; a turn that did not fail has none.',
    level: 'must',
    assumes: ['has-turn', 'turn-ends'],
    authority: README,
    about: 'turns that ended',
    whenNone: 'untestable',
    start: ruleOn(turnEvents, () => ({
      see(event) {
        if (event.kind !== 'ended') return undefined;
        const { line, status, error } = event;
        if (status !== 'failed') {
          const message = `the turn is ${String(status)} but has an error`;
          return error === null ? NO_VIOLATIONS : [{ message, line, actual: JSON.stringify(error) }];
        }
        if ((textIn(objectOf(error), 'message') ?? '') !== '') return NO_VIOLATIONS;
        return [{ message: 'the turn failed without a message', line, actual: JSON.stringify(error) }];
      },
    })),
    mutants: () => ({
      'fails without an error': changeTurn('turn/completed', { status: 'failed', error: null }),
      'fails without a message': changeTurn('turn/completed', { status: 'failed', error: { codexErrorInfo: 'other' } }),
      'fails with an empty message': changeTurn('turn/completed', { status: 'failed', error: { message: '' } }),
      'completes with an error': changeTurn('turn/completed', { error: DISCONNECTED }),
      'is interrupted with an error': changeTurn('turn/completed', { status: 'interrupted', error: DISCONNECTED }),
    }),
  }),
  wireRule({
    id: 'app-server/turn/reply-in-completed',
    clause: 'Where turn/completed lists items, the last message of the agent in it is the one that was completed last.',
    level: 'should',
    assumes: ['has-turn', 'agent-messages', 'turn-ends'],
    authority: sourceIn('app-server/src/bespoke_event_handling.rs: a completed turn has a summary of its items'),
    about: 'turns that ended with a message of the agent in their items',
    whenNone: 'not-applicable',
    start: ruleOn(turnEvents, sameReply),
    mutants: () => ({
      'lists another reply': listed((items) => items.map((item) => ({ ...item, text: 'Done.' }))),
      'lists an earlier reply last': listed((items) => [...items, { ...items.at(-1), text: 'Let me see.' }]),
      'lists a reply that was not sent': removeMessages(REPLY),
      'lists a reply without a text': listed((items) => items.map(({ id, type }) => ({ id, type }))),
      'sends another reply than it lists': changeWireItems('item/completed', 'agentMessage', (item) => ({
        ...item,
        text: '',
      })),
    }),
  }),
];

function quietAfterEnd(): SubjectJudge<TurnEvent> {
  const last = new Map<string | null, string>();
  return {
    see({ kind, line, thread, turn, key }) {
      if (kind === 'ended') {
        last.set(thread, key);
        return NO_VIOLATIONS;
      }
      if (kind === 'answered' || last.get(thread) !== key) return undefined;
      if (kind !== 'started') return [{ message: 'the turn has ended before', line, actual: turn ?? '' }];
      last.delete(thread);
      return undefined;
    },
  };
}

function onlyInStartedTurns(): SubjectJudge<TurnEvent> {
  const open = new Set<string>();
  const last = new Map<string | null, string>();
  return {
    see({ kind, line, thread, turn, key }) {
      if (kind === 'started') open.add(key);
      if (kind === 'ended') {
        open.delete(key);
        last.set(thread, key);
      }
      if (kind !== 'item-started' && kind !== 'item-completed' && kind !== 'delta') return undefined;
      if (open.has(key) || last.get(thread) === key) return NO_VIOLATIONS;
      return [{ message: 'an item of a turn that was not started', line, actual: turn ?? 'no turn' }];
    },
  };
}

function sameReply(): SubjectJudge<TurnEvent> {
  const replies = new Map<string, string | null>();
  return {
    see(event) {
      if (event.kind === 'item-completed' && event.type === 'agentMessage') {
        replies.set(event.key, textIn(event.item, 'text'));
      }
      if (event.kind !== 'ended') return undefined;
      const expected = replies.get(event.key) ?? null;
      replies.delete(event.key);
      const listed = event.items.map(objectOf).findLast(({ type }) => type === 'agentMessage');
      if (listed === undefined) return undefined;
      const actual = textIn(listed, 'text');
      if (actual === expected) return NO_VIOLATIONS;
      const texts = { ...(expected === null ? {} : { expected }), ...(actual === null ? {} : { actual }) };
      return [{ message: 'turn/completed has another message', line: event.line, ...texts }];
    },
  };
}

function inTurn(method: string): Mutation {
  return changeNotifications(method, (params) => [{ ...params, turnId: 'another' }]);
}

function listed(change: (items: readonly JsonObject[]) => readonly JsonObject[]): Mutation {
  return changeNotifications('turn/completed', (params) => {
    const turn = params['turn'] as { items: readonly JsonObject[] };
    return [{ ...params, turn: { ...turn, items: change(turn.items) } }];
  });
}
