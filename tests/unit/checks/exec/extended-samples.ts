import { callsFor, message, reasoning, responds, says } from '../../../../helpers/model/responses.ts';
import { patch, shell, tool } from '../../../../helpers/model/calls.ts';
import type { Step } from '../../../../helpers/model/script.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../../../../helpers/recording/recording.ts';
import { EXEC_STATELESS } from '../samples.ts';

type Event = Readonly<Record<string, unknown>>;

const [STARTED] = EXEC_STATELESS.processes[0]!.stdout.split('\n');

/** The model was looked up and not asked. */
const CATALOGUE = EXEC_STATELESS.model.slice(0, 1);

/** What stands between the start and the end of the turn; the end is an event, too. */
function process(number: number, events: readonly Event[], change: Partial<ProcessRecord> = {}): ProcessRecord {
  const lines = events.map((event) => JSON.stringify(event));
  const stdout = [STARTED, '{"type":"turn.started"}', ...lines].map((line) => `${line}\n`).join('');
  return { ...EXEC_STATELESS.processes[0]!, process: number, stdout, ...change };
}

/** A request with this prompt, and what the model answered. */
function exchange(number: number, prompt: string, step: Step): ModelExchange {
  const said = { type: 'message', role: 'user', content: [{ type: 'input_text', text: prompt }] };
  const tools = ['exec_command', 'update_plan', 'apply_patch'].map((name) => ({ type: 'function', name }));
  const body = { model: 'm', stream: true, input: [said], tools, prompt_cache_key: 'k' };
  const reply = step({ n: number, headers: {}, body })
    .map((action) => (action.do === 'bytes' ? String(action.bytes) : ''))
    .join('');
  return {
    ...EXEC_STATELESS.model.at(-1)!,
    process: number,
    body,
    reply: { status: 200, body: reply, ended_by: 'end' },
  };
}

function sample(
  scenario: string,
  processes: readonly ProcessRecord[],
  model: readonly ModelExchange[] = processes.map(({ process }) => exchange(process, 'Go on.', says('42'))),
): Recording {
  const expected = { turns: [], resumes: false };
  const codex = { ...EXEC_STATELESS.codex, capabilities: ['exec.command.review'] };
  return { ...EXEC_STATELESS, scenario, codex, expected, processes, model };
}

let items = 0;
function told(event: 'started' | 'updated' | 'completed', type: string, rest: object): Event {
  return { type: `item.${event}`, item: { id: `item_${(items += 1)}`, type, ...rest } };
}

function spoken(text: string): Event {
  return told('completed', 'agent_message', { text });
}

function completed(input = 10): Event {
  return { type: 'turn.completed', usage: { input_tokens: input, cached_input_tokens: 4, output_tokens: 2 } };
}

const failed: readonly Event[] = [
  { type: 'error', message: 'oh dear' },
  { type: 'turn.failed', error: { message: 'oh dear' } },
];
const again = (number: number): Event => ({ type: 'error', message: `Reconnecting... ${number}/2` });
const cut: Step = () => [{ do: 'bytes', bytes: 'event: response.created\ndata: {"type":"response.created"}\n\n' }];
const steps = { items: [{ text: 'look', completed: true }] };
const plan = { id: 'item_p', type: 'todo_list', ...steps };
const ADDED = '*** Begin Patch\n*** Add File: a.txt\n+new\n*** Delete File: b.txt\n*** End Patch';

/** One good recording of each scenario of depth that a check of its own speaks of. */
export const EXEC_DEPTH: readonly Recording[] = [
  sample('exec/stdin/open-pipe', [process(1, [spoken('42'), completed()])]),
  sample(
    'exec/stdin/prompt-from-stdin',
    [process(1, [spoken('42'), completed()], { stdin: ' Say 1.\n' })],
    [exchange(1, ' Say 1.\n', says('42'))],
  ),
  sample(
    'exec/stdin/piped-beside-prompt',
    [process(1, [spoken('42'), completed()], { argv: ['exec', '--json', 'Count.'], stdin: 'a\nb\n' })],
    [exchange(1, 'Count.\n\n<stdin>\na\nb\n</stdin>', says('42'))],
  ),
  sample('exec/errors/http-statuses', [
    process(1, failed, { exit_code: 1 }),
    process(2, [spoken('half'), ...failed], { exit_code: 1 }),
  ]),
  sample('exec/errors/connection-refused', [process(1, failed, { exit_code: 1 })], CATALOGUE),
  sample(
    'exec/retries/used-up',
    [
      process(1, [again(1), again(2), ...failed], {
        exit_code: 1,
        argv: ['exec', '-c', 'p.stream_max_retries=2', 'x'],
      }),
    ],
    [exchange(1, 'x', cut), exchange(1, 'x', cut), exchange(1, 'x', cut)],
  ),
  sample('exec/resume/last-by-folder', [
    process(1, [spoken('stored'), completed()]),
    process(2, [spoken('X7'), completed()], { argv: ['exec', '--json', 'resume', '--last'] }),
  ]),
  sample('exec/signals/interrupt', [
    process(1, [spoken('let me see')], { exit_code: 1 }),
    process(2, [], { exit_code: null, signal: 'SIGINT' }),
  ]),
  sample('exec/usage/of-resumed-turn', [
    process(1, [spoken('42'), completed(10)]),
    process(2, [spoken('42'), completed(20)]),
  ]),
  sample('exec/usage/of-review', [process(1, [spoken('fine'), completed(10)])]),
  sample(
    'exec/messages/reasoning',
    [
      process(1, [
        told('completed', 'reasoning', { text: 'I add.' }),
        told('completed', 'reasoning', { text: 'I check.' }),
        spoken('one'),
        spoken('two\n'),
        completed(),
      ]),
    ],
    [
      exchange(
        1,
        'x',
        responds([reasoning(['I add.', 'I check.']), reasoning([], ['raw']), message('one'), message('two\n')]),
      ),
    ],
  ),
  sample(
    'exec/command/fails',
    [
      process(1, [
        {
          type: 'item.started',
          item: {
            id: 'c',
            type: 'command_execution',
            command: 'x',
            aggregated_output: '',
            exit_code: null,
            status: 'in_progress',
          },
        },
        {
          type: 'item.completed',
          item: {
            id: 'c',
            type: 'command_execution',
            command: 'x',
            aggregated_output: 'e',
            exit_code: 3,
            status: 'failed',
          },
        },
        spoken('it failed'),
        completed(20),
      ]),
    ],
    [exchange(1, 'x', callsFor(shell('echo e; exit 3'))), exchange(1, 'x', says('it failed'))],
  ),
  sample(
    'exec/patch/add-update-delete',
    [
      process(1, [
        told('completed', 'file_change', {
          changes: [
            { path: '/w/a.txt', kind: 'add' },
            { path: '/w/b.txt', kind: 'delete' },
          ],
          status: 'completed',
        }),
        completed(),
      ]),
    ],
    [exchange(1, 'x', callsFor(patch(ADDED)))],
  ),
  sample(
    'exec/plan/enabled',
    [
      process(1, [
        { type: 'item.started', item: plan },
        { type: 'item.updated', item: plan },
        spoken('done'),
        { type: 'item.completed', item: plan },
        completed(),
      ]),
    ],
    [exchange(1, 'x', callsFor(tool('update_plan', steps)))],
  ),
  sample(
    'exec/messages/not-yet-done',
    [process(1, [spoken('I have begun'), spoken('done'), completed(20)])],
    [
      exchange(1, 'x', says('I have begun', { completed: { end_turn: false } })),
      exchange(1, 'x', says('done', { completed: { end_turn: true } })),
    ],
  ),
];
