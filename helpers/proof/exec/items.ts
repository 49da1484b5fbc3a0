import { mutantsOf, type Mutant } from '../mutant.ts';
import { after, events, stdout, type Fields, type Mutation } from '../../mutations/mutations.ts';
import { command, commandItem, messageItem, todoItem, told } from '../../mutations/sample-items.ts';

const PATCH = { type: 'file_change', changes: [{ path: '/w/a', kind: 'add' }], status: 'completed' };
const SEARCH = { type: 'web_search', query: '' };
const CALL = { type: 'mcp_tool_call', server: 's', tool: 't', status: 'completed' };

/** What the checks of items must notice. */
export const itemMutants: readonly Mutant[] = [
  ...mutantsOf('exec/items/unique-ids', {
    'completes an item twice': events('item.completed', (event) => [event, event]),
    'goes on under an old id': events('turn.completed', (event) => [...command('item_0'), event]),
  }),
  ...mutantsOf('exec/items/sequential-ids', {
    'counts from 1': named((number) => `item_${number + 1}`),
    'skips each second number': named((number) => `item_${2 * number + 1}`),
    'writes numbers with zeros': named((number) => `item_0${number}`),
    'uses the ids of the model': named((number) => `msg_${number}`),
  }),
  ...mutantsOf('exec/items/started-once', {
    'starts a command twice': inTurn(told('started', commandItem('x')), ...command('x')),
    'starts a list again to update it': inTurn(
      told('started', todoItem('x')),
      told('started', todoItem('x', true)),
      told('completed', todoItem('x', true)),
    ),
  }),
  ...mutantsOf('exec/items/updated-while-open', {
    'updates a list that was not started': inTurn(
      told('updated', todoItem('x', true)),
      told('completed', todoItem('x', true)),
    ),
    'updates a list after its end': inTurn(
      told('started', todoItem('x')),
      told('completed', todoItem('x')),
      told('updated', todoItem('x', true)),
    ),
  }),
  ...mutantsOf('exec/items/one-type', {
    'completes a command as a patch': inTurn(
      told('started', commandItem('x')),
      told('completed', { id: 'x', ...PATCH }),
    ),
    'completes a search as a call': inTurn(
      told('started', { id: 'x', ...SEARCH }),
      told('completed', { id: 'x', ...CALL }),
    ),
  }),
  ...mutantsOf('exec/items/completed-by-end-of-turn', {
    'never completes a command': inTurn(told('started', commandItem('x'))),
    'never completes a list': inTurn(told('started', todoItem('x')), told('updated', todoItem('x', true))),
  }),
  ...mutantsOf('exec/items/whole-when-told', {
    'starts a message': inTurn(told('started', messageItem('x', '')), told('completed', messageItem('x'))),
    'updates reasoning': inTurn(
      told('updated', { id: 'x', type: 'reasoning', text: 'H' }),
      told('completed', { id: 'x', type: 'reasoning', text: 'Hm' }),
    ),
    'starts a warning': inTurn(
      told('started', { id: 'x', type: 'error', message: '' }),
      told('completed', { id: 'x', type: 'error', message: 'no metadata' }),
    ),
  }),
  ...mutantsOf('exec/items/status-fits-event', {
    'completes a command that runs': inTurn(...command('x', { status: 'in_progress' })),
    'starts a command that is over': inTurn(
      told('started', commandItem('x', { status: 'completed' })),
      told('completed', commandItem('x', { exit_code: 0, status: 'completed' })),
    ),
  }),
  ...mutantsOf('exec/items/exit-code-fits-status', {
    'completes with another exit code': inTurn(...command('x', { exit_code: 3 })),
    'fails with exit code 0': inTurn(...command('x', { status: 'failed' })),
    'completes without an exit code': inTurn(...command('x', { exit_code: null })),
    'leaves the exit code out': inTurn(...command('x', { exit_code: undefined, status: 'failed' })),
  }),
];

function inTurn(...added: readonly Fields[]): Mutation {
  return after('turn.started', ...added);
}

/** Renames all items. */
function named(name: (number: number) => string): Mutation {
  return stdout((lines) =>
    lines.map((line) => line.replace(/"id":"item_(\d+)"/, (_, number: string) => `"id":"${name(Number(number))}"`)),
  );
}
