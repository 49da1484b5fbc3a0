import { mutantsOf, type Mutant } from '../mutant.ts';
import { fromServer, notifications } from '../../mutations/mutations.ts';
import { itemsIn, movedAfter, movedBefore, notice, twice, without, withoutFirst } from '../../mutations/wire.ts';

const BEGUN = notice('item/started', 'agentMessage');
const REPLY = notice('item/completed', 'agentMessage');
const PIECE = notice('item/agentMessage/delta');
const ENDED = notice('turn/completed');

/** What the checks of the items of every wire must notice. */
export const itemMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/item/started-then-completed', {
    'completes an item that was not started': without(BEGUN),
    'completes an item twice': twice(REPLY),
    'starts an item twice': twice(BEGUN),
    'starts an item after it is completed': movedAfter(BEGUN, REPLY),
    'completes an item under another id': itemsIn('item/completed', 'agentMessage', (item) => ({ ...item, id: 'x' })),
  }),
  ...mutantsOf('app-server/item/closed-at-turn-end', {
    'never completes the reply': without(REPLY),
    'never completes the message of the user': without(notice('item/completed', 'userMessage')),
    'completes the reply when the turn is over': movedAfter(REPLY, ENDED),
  }),
  ...mutantsOf('app-server/item/keeps-type', {
    'completes a message as reasoning': itemsIn('item/completed', 'agentMessage', (item) => ({
      ...item,
      type: 'reasoning',
    })),
    'starts a message of the user as one of the agent': itemsIn('item/started', 'userMessage', (item) => ({
      ...item,
      type: 'agentMessage',
    })),
    'completes a message as an unknown item': itemsIn('item/completed', 'userMessage', (item) => ({
      ...item,
      type: 'haiku',
    })),
  }),
  ...mutantsOf('app-server/item/deltas-while-open', {
    'sends pieces of an item that was not started': without(BEGUN),
    'sends a piece before its item is started': movedBefore(PIECE, BEGUN),
    'sends a piece after its item is completed': movedAfter(PIECE, REPLY),
    'sends pieces of another item': notifications('item/agentMessage/delta', (params) => [
      { ...params, itemId: 'another' },
    ]),
  }),
  ...mutantsOf('app-server/item/deltas-make-text', {
    'loses a piece': withoutFirst(PIECE),
    'sends a piece twice': twice(PIECE),
    'sends its second piece first': movedAfter(PIECE, PIECE),
    'adds a space to a piece': notifications('item/agentMessage/delta', (params) => [
      { ...params, delta: `${String(params['delta'])} ` },
    ]),
    'completes another text': itemsIn('item/completed', 'agentMessage', (item) => ({ ...item, text: 'Done.' })),
    'completes no text': itemsIn('item/completed', 'agentMessage', ({ id, type }) => ({ id, type })),
  }),
  ...mutantsOf('app-server/item/user-message-before-reply', {
    'speaks before the user does': movedBefore(BEGUN, notice('item/started', 'userMessage')),
    'shows the message of the user last': movedBefore(notice('item/started', 'userMessage'), ENDED),
  }),
  ...mutantsOf('app-server/item/user-message-is-prompt', {
    'shows no message of the user': without(notice('item/completed', 'userMessage')),
    'shows another prompt': itemsIn('item/completed', 'userMessage', (item) => ({
      ...item,
      content: [{ type: 'text', text: 'What is 1 + 1?' }],
    })),
    'shows an empty message of the user': itemsIn('item/completed', 'userMessage', (item) => ({
      ...item,
      content: [],
    })),
    'shows the prompt in lower case': fromServer(notice('item/completed', 'userMessage'), (message) => [
      JSON.parse(JSON.stringify(message).replaceAll('What is', 'what is')) as typeof message,
    ]),
    'shows the prompt as one of the agent': itemsIn('item/completed', 'userMessage', (item) => ({
      ...item,
      type: 'agentMessage',
    })),
  }),
];
