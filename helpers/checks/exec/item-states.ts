import { addEventsAfter } from '../../mutations/stdout.ts';
import { commandEvents, commandItem, messageItem, itemEvent } from '../../mutations/sample-items.ts';
import { carriesItem } from '../../exec/events.ts';
import type { ThreadItem } from '../../exec/items.ts';
import type { Check } from '../check.ts';
import { eventRule, execRule } from '../stream-rule.ts';
import { PROCESSOR } from './authorities.ts';

/** The state of an item in each of its events. */
export const itemStateChecks: readonly Check[] = [
  execRule({
    id: 'exec/items/whole-when-told',
    clause: 'Messages, reasoning and warnings are reported whole, by item.completed alone.',
    level: 'must',
    assumes: ['event-stream', 'some-start'],
    authority: PROCESSOR,
    about: 'messages, reasoning and warnings',
    whenNone: 'not-applicable',
    start: eventRule(() => ({
      see(event) {
        if (!carriesItem(event) || !comesWhole(event.item)) return undefined;
        return event.type === 'item.completed'
          ? true
          : `${event.type} of the type ${event.item.type}, expected item.completed alone`;
      },
    })),
    mutants: () => ({
      'starts a message': addEventsAfter(
        'turn.started',
        itemEvent('started', messageItem('x', '')),
        itemEvent('completed', messageItem('x')),
      ),
      'updates reasoning': addEventsAfter(
        'turn.started',
        itemEvent('updated', { id: 'x', type: 'reasoning', text: 'H' }),
        itemEvent('completed', { id: 'x', type: 'reasoning', text: 'Hm' }),
      ),
      'starts a warning': addEventsAfter(
        'turn.started',
        itemEvent('started', { id: 'x', type: 'error', message: '' }),
        itemEvent('completed', { id: 'x', type: 'error', message: 'no metadata' }),
      ),
    }),
  }),
  execRule({
    id: 'exec/items/status-fits-event',
    clause: 'An item has the status in_progress until item.completed, and another status there.',
    level: 'should',
    assumes: ['item-status'],
    authority: PROCESSOR,
    about: 'items with a status',
    whenNone: 'not-applicable',
    start: eventRule(() => ({
      see(event) {
        if (!carriesItem(event)) return undefined;
        const { status } = event.item;
        if (typeof status !== 'string') return undefined;
        return (status === 'in_progress') === (event.type !== 'item.completed')
          ? true
          : `status ${status} in ${event.type}`;
      },
    })),
    mutants: () => ({
      'completes a command that runs': addEventsAfter('turn.started', ...commandEvents('x', { status: 'in_progress' })),
      'starts a command that is over': addEventsAfter(
        'turn.started',
        itemEvent('started', commandItem('x', { status: 'completed' })),
        itemEvent('completed', commandItem('x', { exit_code: 0, status: 'completed' })),
      ),
    }),
  }),
  execRule({
    id: 'exec/items/exit-code-fits-status',
    clause: 'A command that ended has an exit code, and its status is completed if and only if the code is 0.',
    level: 'should',
    assumes: ['command-exits'],
    authority: PROCESSOR,
    about: 'commands that ended',
    whenNone: 'not-applicable',
    start: eventRule(() => ({
      see(event) {
        if (event.type !== 'item.completed' || event.item.type !== 'command_execution') return undefined;
        const { status, exit_code: code = null } = event.item;
        if (status !== 'completed' && status !== 'failed') return undefined;
        if (code === null) return `status ${status} without an exit code`;
        return (status === 'completed') === (code === 0) ? true : `status ${status} with exit code ${code}`;
      },
    })),
    mutants: () => ({
      'completes with another exit code': addEventsAfter('turn.started', ...commandEvents('x', { exit_code: 3 })),
      'fails with exit code 0': addEventsAfter('turn.started', ...commandEvents('x', { status: 'failed' })),
      'completes without an exit code': addEventsAfter('turn.started', ...commandEvents('x', { exit_code: null })),
      'leaves the exit code out': addEventsAfter(
        'turn.started',
        ...commandEvents('x', { exit_code: undefined, status: 'failed' }),
      ),
    }),
  }),
];

function comesWhole({ type }: ThreadItem): boolean {
  return type === 'agent_message' || type === 'reasoning' || type === 'error';
}
