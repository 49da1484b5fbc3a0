import { mutantsOf, type Mutant } from '../mutant.ts';
import {
  after,
  both,
  eachProcess,
  events,
  inputs,
  lastProcess,
  requests,
  type Fields,
  type Mutation,
} from '../../mutations/mutations.ts';

const SAID = { type: 'item.completed', item: { id: 'x', type: 'agent_message', text: 'again' } };
const COMPLETED = { type: 'turn.completed', usage: { input_tokens: 1, cached_input_tokens: 0, output_tokens: 1 } };

/** What the checks of single scenarios must notice. */
export const depthMutants: readonly Mutant[] = [
  ...mutantsOf('exec/stdin/open-pipe-not-awaited', {
    'waits for the end of stdin': lastProcess(() => ({ ended_by: 'deadline', exit_code: null, stdout: '' })),
    'gives up in mid-turn': events('turn.completed', () => []),
  }),
  ...mutantsOf('exec/stdin/prompt-verbatim', {
    'trims the prompt': prompted((text) => text.trim()),
    'adds a line break': prompted((text) => `${text}\n`),
  }),
  ...mutantsOf('exec/stdin/piped-text-reaches-model', {
    'leaves the text out': prompted((text) => text.split('\n')[0]!),
    'puts it before the prompt': prompted((text) => text.split('\n\n').toReversed().join('\n\n')),
    'puts it into no block': prompted((text) => text.replaceAll(/<\/?stdin>/g, '')),
  }),
  ...failing('exec/errors/failure-ends-turn'),
  ...failing('exec/errors/refused-connection-given-up'),
  ...mutantsOf('exec/retries/announced', {
    'tries again in silence': events('error', () => []),
    'words it as the end': events('error', (event) => [{ ...event, message: 'stream disconnected' }]),
  }),
  ...mutantsOf('exec/retries/no-more-than-allowed', {
    'tries once more': (recording) => ({ ...recording, model: [...recording.model, recording.model.at(-1)!] }),
    'is allowed less': eachProcess(({ argv }) => ({
      argv: argv.map((word) => word.replace(/stream_max_retries=\d+/, 'stream_max_retries=1')),
    })),
  }),
  ...mutantsOf('exec/signals/interrupt-fails', {
    'exits with 0': lastProcess(() => ({ exit_code: 0, signal: null })),
    'completes the turn': events('turn.started', (event) => [event, COMPLETED]),
  }),
  ...mutantsOf('exec/usage/total-of-thread', {
    'counts the last turn alone': used((tokens) => tokens / 2),
    'counts nothing': used(() => 0),
  }),
  ...mutantsOf('exec/usage/review-counted', {
    'counts nothing': used(() => 0),
    'counts twice': used((tokens) => 2 * tokens),
  }),
  ...mutantsOf('exec/items/messages-as-sent', {
    'cuts a message short': items('agent_message', (item) => [{ ...item, text: String(item['text']).slice(0, -1) }]),
    'trims a message': items('agent_message', (item) => [{ ...item, text: `${String(item['text'])} `.slice(1) }]),
    'drops the messages': items('agent_message', () => []),
  }),
  ...mutantsOf('exec/items/reasoning-by-summary', {
    'tells raw thoughts': after('turn.started', {
      type: 'item.completed',
      item: { id: 'x', type: 'reasoning', text: 'raw' },
    }),
    'tells an empty summary': after('turn.started', {
      type: 'item.completed',
      item: { id: 'x', type: 'reasoning', text: '' },
    }),
    'tells no summary': items('reasoning', () => []),
  }),
  ...mutantsOf('exec/items/commands-told', {
    'keeps a command to itself': both(
      items('command_execution', () => []),
      items('command_execution', () => [], 'item.started'),
    ),
    'tells a command as a call': both(
      items('command_execution', asCall),
      items('command_execution', asCall, 'item.started'),
    ),
  }),
  ...mutantsOf('exec/items/exit-code-told', {
    'says that it succeeded': items('command_execution', (item) => [{ ...item, status: 'completed', exit_code: 0 }]),
    'says another code': items('command_execution', (item) => [{ ...item, exit_code: 1 }]),
    'never says how it ended': items('command_execution', () => []),
  }),
  ...mutantsOf('exec/items/patch-kinds', {
    'updates instead of adding': changes((change) => [
      { ...change, kind: change['kind'] === 'add' ? 'update' : change['kind'] },
    ]),
    'leaves out what is deleted': changes((change) => (change['kind'] === 'delete' ? [] : [change])),
    'names other files': changes((change) => [{ ...change, path: `${String(change['path'])}.orig` }]),
  }),
  ...mutantsOf('exec/items/plan-completed-last', {
    'never completes it': items('todo_list', () => []),
    'updates it by starting it again': items('todo_list', (item) => [item], 'item.updated', 'item.started'),
    'says more afterwards': items('todo_list', (item) => [item, SAID.item]),
  }),
  ...mutantsOf('exec/turn/goes-on-unless-done', {
    'ends the turn': (recording) => ({ ...recording, model: recording.model.slice(0, -1) }),
    'is never done': requests((exchange) => [
      {
        ...exchange,
        reply: { ...exchange.reply, body: exchange.reply.body.replace('"end_turn":true', '"end_turn":false') },
      },
    ]),
  }),
];

function failing(check: string): Mutant[] {
  return mutantsOf(check, {
    'exits with 0': lastProcess(() => ({ exit_code: 0 })),
    'never ends': both(
      events('turn.failed', () => []),
      lastProcess(() => ({ ended_by: 'deadline', exit_code: null })),
    ),
    'completes the turn': events('turn.failed', () => [COMPLETED]),
    'fails twice': events('turn.failed', (event) => [event, event]),
  });
}

function asCall({ id, status }: Fields): Fields[] {
  return [{ id, type: 'mcp_tool_call', server: 's', tool: 'shell', status }];
}

/** Changes what the user says in the requests of the last process. */
function prompted(change: (text: string) => string): Mutation {
  return inputs((input) =>
    input.map((item) => {
      const [{ text }] = item['content'] as [{ text: string }];
      return { ...item, content: [{ type: 'input_text', text: change(text) }] };
    }),
  );
}

function used(change: (tokens: number) => number): Mutation {
  return events('turn.completed', (event) => {
    const usage = event['usage'] as Fields;
    return [{ ...event, usage: { ...usage, input_tokens: change(Number(usage['input_tokens'])) } }];
  });
}

/** Changes the items of one type in the events of one kind. */
function items(
  type: string,
  change: (item: Fields) => readonly Fields[],
  event = 'item.completed',
  becomes = event,
): Mutation {
  return events(event, (told) => {
    const item = told['item'] as Fields;
    if (item['type'] !== type) return [told];
    return change(item).map((next) => ({ ...told, type: becomes, item: next }));
  });
}

function changes(change: (one: Fields) => readonly Fields[]): Mutation {
  return items('file_change', (item) => [{ ...item, changes: (item['changes'] as Fields[]).flatMap(change) }]);
}
