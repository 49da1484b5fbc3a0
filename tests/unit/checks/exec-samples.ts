import type { Precondition } from '../../../helpers/recording/preconditions.ts';
import type { ProcessRecord, Recording } from '../../../helpers/recording/recording.ts';
import { EXEC_STATELESS } from './samples.ts';

const REFUSED = 'unexpected status 401 Unauthorized: no key';

/** Another turn of the same thread. */
function turn(
  scenario: string,
  shows: readonly Precondition[],
  events: readonly object[],
  change: Partial<ProcessRecord> = {},
): Recording {
  const stdout = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  return {
    ...EXEC_STATELESS,
    scenario,
    expected: { ...EXEC_STATELESS.expected, shows: ['reply-known', ...shows] },
    processes: EXEC_STATELESS.processes.map((process) => ({ ...process, stdout, ...change })),
  };
}

function item(event: 'started' | 'updated' | 'completed', id: string, type: string, rest: object): object {
  return { type: `item.${event}`, item: { id, type, ...rest } };
}

const THREAD_STARTED = JSON.parse(EXEC_STATELESS.processes[0]!.stdout.split('\n')[0]!) as object;
const RUNNING = { command: "/bin/bash -lc 'ls'", aggregated_output: '', exit_code: null, status: 'in_progress' };
const STEPS = { items: [{ text: 'look', completed: false }] };
const STEPS_DONE = { items: [{ text: 'look', completed: true }] };

/** A turn with commands, a list of steps, reasoning, a warning and an attempt that is repeated; its session is not kept. */
export const EXEC_ITEMS: Recording = {
  ...turn(
    'exec/items/commands',
    ['ephemeral', 'command-ends', 'item-updates'],
    [
      THREAD_STARTED,
      item('completed', 'item_0', 'error', { message: 'no metadata of this model' }),
      { type: 'turn.started' },
      item('completed', 'item_1', 'reasoning', { text: 'First I look.' }),
      item('started', 'item_2', 'command_execution', RUNNING),
      item('started', 'item_3', 'todo_list', STEPS),
      item('completed', 'item_2', 'command_execution', {
        ...RUNNING,
        aggregated_output: 'a\n',
        exit_code: 0,
        status: 'completed',
      }),
      item('updated', 'item_3', 'todo_list', STEPS_DONE),
      { type: 'error', message: 'Reconnecting... 1/5' },
      item('started', 'item_4', 'command_execution', RUNNING),
      item('completed', 'item_4', 'command_execution', { ...RUNNING, exit_code: 3, status: 'failed' }),
      item('completed', 'item_5', 'agent_message', { text: '42' }),
      item('completed', 'item_3', 'todo_list', STEPS_DONE),
      {
        type: 'turn.completed',
        usage: { input_tokens: 1200, cached_input_tokens: 400, output_tokens: 60, reasoning_output_tokens: 20 },
      },
    ],
    {
      argv: ['exec', '--json', '--sandbox', 'read-only', '--ephemeral', '-'],
      stderr: 'Reading prompt from stdin...\n',
    },
  ),
  files: [],
};

/** A turn that the model refuses. Checks of a turn that goes well fail here. */
export const EXEC_FAILED: Recording = {
  ...turn(
    'exec/errors/refused',
    ['failed-turn'],
    [
      THREAD_STARTED,
      { type: 'turn.started' },
      { type: 'error', message: REFUSED },
      { type: 'turn.failed', error: { message: REFUSED } },
    ],
    { exit_code: 1 },
  ),
  model: EXEC_STATELESS.model.map((exchange) =>
    exchange.method === 'POST' ? { ...exchange, reply: { ...exchange.reply, status: 401 } } : exchange,
  ),
};
