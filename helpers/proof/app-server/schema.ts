import { mutantsOf, type Mutant } from '../mutant.ts';
import { answers, fromServer, notifications } from '../../mutations/mutations.ts';
import { itemsIn, notice, turnIn } from '../../mutations/wire.ts';

/** What the checks by the emitted schema must notice. */
export const schemaMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/schema/valid-messages', {
    'starts a turn that is none': notifications('turn/started', (params) => [{ ...params, turn: 'none' }]),
    'starts nothing': fromServer(notice('turn/started'), ({ method }) => [{ method }]),
    'ends the turn with an unknown status': turnIn('turn/completed', { status: 'done' }),
    'ends a turn without an id': turnIn('turn/completed', { id: null }),
    'has a number for the text of a message': itemsIn('item/completed', 'agentMessage', (item) => ({
      ...item,
      text: 192,
    })),
    'answers with a thread that is none': answers(2, (answer) => [{ ...answer, result: { thread: null } }]),
    'sends pieces that are no text': notifications('item/agentMessage/delta', (params) => [{ ...params, delta: 1 }]),
  }),
];
