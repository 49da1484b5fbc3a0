import type { ProcessRecord } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import { README } from './authorities.ts';
import { listIn, textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';
import { changeServerMessages, changeWireItems, isNotification, removeMessages } from '../../mutations/wire.ts';
import { objectOf } from '../../util/json-object.ts';

/** Checks of the items that show the prompt of the user. */
export const userMessageChecks: readonly Check[] = [
  {
    id: 'app-server/item/user-message-is-prompt',
    effects: ['turn/start'],
    clause: 'The userMessage item holds the prompt unchanged.',
    level: 'must',
    assumes: ['reply-known'],
    authority: README,
    language: 'app-server',
    judge({ expected, processes }) {
      if (expected.turns.length === 0) return untestable('the scenario has no turn');
      const found = expected.turns.flatMap(({ turn, process, prompt }) => {
        const said = processes.filter((each) => each.process === process).flatMap(userTexts);
        if (said.includes(prompt)) return [];
        const message = `turn ${turn}: none of ${said.length} userMessage items is the prompt`;
        return [
          { message, file: 'wire.jsonl', expected: prompt, ...(said[0] === undefined ? {} : { actual: said[0] }) },
        ];
      });
      return failIfAny(found, expected.turns.length, 'turns, each with its prompt in a userMessage item');
    },
    mutants: () => ({
      'shows no message of the user': removeMessages(isNotification('item/completed', 'userMessage')),
      'shows another prompt': changeWireItems('item/completed', 'userMessage', (item) => ({
        ...item,
        content: [{ type: 'text', text: 'What is 1 + 1?' }],
      })),
      'shows an empty message of the user': changeWireItems('item/completed', 'userMessage', (item) => ({
        ...item,
        content: [],
      })),
      'shows the prompt in lower case': changeServerMessages(
        isNotification('item/completed', 'userMessage'),
        (message) => [JSON.parse(JSON.stringify(message).replaceAll('What is', 'what is')) as typeof message],
      ),
      'shows the prompt as one of the agent': changeWireItems('item/completed', 'userMessage', (item) => ({
        ...item,
        type: 'agentMessage',
      })),
    }),
  },
];

function userTexts(process: ProcessRecord): string[] {
  const read = turnEvents();
  return messagesOf(process).flatMap((message) => {
    const event = read(message);
    if (event?.kind !== 'item-completed' || event.type !== 'userMessage') return [];
    return listIn(event.item, 'content').flatMap((part) => textIn(objectOf(part), 'text') ?? []);
  });
}
