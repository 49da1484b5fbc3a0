import { mutantsOf, type Mutant } from '../mutant.ts';
import { fromServer, notifications, type Fields } from '../../mutations/mutations.ts';
import { answerTo, itemsIn, movedAfter, notice, turnIn, without, type Which } from '../../mutations/wire.ts';

const commands = (change: Fields) => itemsIn('item/completed', 'commandExecution', (item) => ({ ...item, ...change }));
const changes = (change: (all: readonly Fields[]) => readonly Fields[]) =>
  itemsIn('item/completed', 'fileChange', (item) => ({ ...item, changes: change(item['changes'] as Fields[]) }));

const isFinal: Which = ({ method, params }) => method === 'error' && (params as Fields)['willRetry'] === false;

/** What the checks of approvals, interruptions, failures and results must notice. */
export const eventMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/approval/names-item', {
    'never starts the item': without(notice('item/started', 'commandExecution')),
    'starts an item of another id': itemsIn('item/started', 'fileChange', (item) => ({ ...item, id: 'x' })),
    'starts the item in another turn': notifications('item/started', (params) => [{ ...params, turnId: 'x' }]),
  }),
  ...mutantsOf('app-server/approval/decision-decides', {
    'runs what was declined': commands({ status: 'completed', exitCode: 0 }),
    'declines what was accepted': commands({ status: 'declined', exitCode: null }),
    'applies what was cancelled': itemsIn('item/completed', 'fileChange', (item) => ({ ...item, status: 'completed' })),
    'fails what was declined': commands({ status: 'failed', exitCode: 1 }),
  }),
  ...mutantsOf('app-server/approval/cancel-interrupts', {
    'completes the turn': turnIn('turn/completed', { status: 'completed' }),
    'fails the turn': turnIn('turn/completed', { status: 'failed', error: { message: 'cancelled' } }),
  }),
  ...mutantsOf('app-server/interrupt/ends-turn', {
    'completes the turn': turnIn('turn/completed', { status: 'completed' }),
    'never ends the turn': without(notice('turn/completed')),
    'ends another turn': turnIn('turn/completed', { id: 'another' }),
    'answers after it has completed the turn': (recording) =>
      movedAfter(answerTo(4), notice('turn/completed'))(turnIn('turn/completed', { status: 'completed' })(recording)),
  }),
  ...mutantsOf('app-server/error/told-before-failed-turn', {
    'says nothing before': without(notice('error')),
    'says so after the turn': movedAfter(isFinal, notice('turn/completed')),
    'says something else': notifications('error', (params) => [{ ...params, error: { message: 'other' } }]),
    'says nothing in the turn': turnIn('turn/completed', { error: null }),
  }),
  ...mutantsOf('app-server/error/unknown-method-invalid', {
    'has the code of JSON-RPC': fromServer(answerTo(7), ({ id }) => [
      { id, error: { code: -32601, message: 'unknown variant `no/such`' } },
    ]),
    'does not name the method': fromServer(answerTo(7), ({ id }) => [
      { id, error: { code: -32600, message: 'Invalid request' } },
    ]),
    'serves the method': fromServer(answerTo(7), ({ id }) => [{ id, result: {} }]),
  }),
  ...mutantsOf('app-server/item/command-exit-code', {
    'leaves out the exit code of a success': commands({ status: 'completed', exitCode: null }),
    'completes with exit code 1': commands({ status: 'completed', exitCode: 1 }),
    'fails with exit code 0': commands({ status: 'failed', exitCode: 0 }),
    'is in progress': commands({ status: 'inProgress' }),
  }),
  ...mutantsOf('app-server/item/file-change-tells-diff', {
    'names no file': changes(() => []),
    'leaves out the diff': changes((all) => all.map(({ path, kind }) => ({ path, kind }))),
    'has an empty diff': changes((all) => all.map((change) => ({ ...change, diff: '' }))),
    'leaves out the kind': changes((all) => all.map(({ path, diff }) => ({ path, diff }))),
  }),
];
