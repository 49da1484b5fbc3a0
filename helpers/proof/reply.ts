import type { Recording } from '../recording/recording.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import { bodies, both, events, notifications, printed, requests, thread } from '../mutations/mutations.ts';

/** What the checks of a turn must notice. */
export const replyMutants: readonly Mutant[] = [
  ...mutantsOf('turn/reply/exact', {
    'adds a space': printed(
      (recording) => `"text":"${reply(recording)}"`,
      (text) => text.replace(/"$/, ' "'),
    ),
    'adds a line': printed(
      (recording) => `"text":"${reply(recording)}"`,
      (text) => text.replace(/"$/, '\\n"'),
    ),
    'alters a letter': printed(
      (recording) => `"text":"${reply(recording)}"`,
      (text) => text.replace(/.(?="$)/, '_'),
    ),
    'says nothing': printed(
      (recording) => `"text":"${reply(recording)}"`,
      () => '"text":""',
    ),
    'sends no reply': both(
      events('item.completed', () => []),
      notifications('item/completed', () => []),
    ),
    'goes on with another reply': both(
      events('item.completed', (event) => [
        event,
        { ...event, item: { id: 'item_1', type: 'agent_message', text: 'Done.' } },
      ]),
      notifications('item/completed', (params) => [
        params,
        { ...params, item: { type: 'agentMessage', id: 'msg_2', text: 'Done.' } },
      ]),
    ),
  }),
  ...mutantsOf('turn/thread/id-known-to-model', {
    'prints another id': printed(thread, () => '01a20329-be70-7183-8018-9048882309e1'),
    'names another cache key': bodies((body) => ({ ...body, prompt_cache_key: 'another' })),
    'names another session': requests((exchange) => [{ ...exchange, headers: [['Session-Id', 'another']] }]),
    'names another session besides the right one': requests((exchange) => [
      { ...exchange, headers: [...exchange.headers, ['session_id', 'another']] },
    ]),
  }),
];

function reply({ expected }: Recording): string {
  return expected.turns.at(-1)!.expected_reply;
}
