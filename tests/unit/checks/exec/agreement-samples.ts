import { patch, shell, tool } from '../../../../helpers/model/calls.ts';
import { call, callsFor, message, reasoning, refuses, responds, says } from '../../../../helpers/model/responses.ts';
import type { Step } from '../../../../helpers/model/script.ts';
import type { FileRecord, ModelExchange, Recording } from '../../../../helpers/recording/recording.ts';
import { listOf, objectOf } from '../../../../helpers/util/json-object.ts';
import { EXEC_PERSISTENT, EXEC_STATELESS } from '../samples.ts';

type Json = Readonly<Record<string, unknown>>;

const [PROCESS] = EXEC_STATELESS.processes;
const [THREAD_STARTED] = PROCESS!.stdout.split('\n');
const OFFERED = [
  'exec_command',
  'write_stdin',
  'update_plan',
  'apply_patch',
  'mcp__probe__echo',
  'mcp__probe__refuses',
];

const PATCH = '*** Begin Patch\n*** Add File: a.txt\n+new\n*** Delete File: b.txt\n*** End Patch';
const PLAN = { plan: [{ step: 'look', status: 'in_progress' }] };
const REFUSAL = 'tool call error: refused: refuses';

/** The requests of one turn: each has the outputs of the calls before. */
function turn(...steps: readonly (readonly [told: Json, step: Step])[]): ModelExchange[] {
  const asked = EXEC_STATELESS.model.at(-1)!;
  const input: Json[] = [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Go on.' }] }];
  return steps.map(([told, step], index) => {
    input.push(...Object.entries(told).map(([id, output]) => ({ type: 'function_call_output', call_id: id, output })));
    const tools = OFFERED.map((name) => ({ type: 'function', name }));
    const body = { ...(asked.body as Json), input: [...input], tools };
    const actions = step({ n: index + 1, headers: {}, body });
    const status = actions.map((action) => (action.do === 'head' ? action.status : 0)).find((one) => one > 0) ?? 200;
    const reply = actions.map((action) => (action.do === 'bytes' ? String(action.bytes) : '')).join('');
    return { ...asked, body, reply: { status, body: reply, ended_by: 'end' } };
  });
}

let items = 0;

/** The events of an item: of its start, if that is set, and of its end. */
function told(type: string, end: Json, start?: Json): Json[] {
  const id = `item_${items++}`;
  return [
    ...(start === undefined ? [] : [{ type: 'item.started', item: { id, type, ...end, ...start } }]),
    { type: 'item.completed', item: { id, type, ...end } },
  ];
}

function command(text: string, output: string, code: number): Json[] {
  const end = { command: `/bin/bash -lc '${text}'`, aggregated_output: output, exit_code: code };
  const running = { aggregated_output: '', exit_code: null, status: 'in_progress' };
  return told('command_execution', { ...end, status: code === 0 ? 'completed' : 'failed' }, running);
}

function called(name: string, end: Json): Json[] {
  const call = { server: 'probe', tool: name, arguments: { text: name }, result: null, error: null, ...end };
  return told('mcp_tool_call', call, { result: null, error: null, status: 'in_progress' });
}

const changes = [
  { path: '/w/a.txt', kind: 'add' },
  { path: '/w/b.txt', kind: 'delete' },
];
const plan = { items: [{ text: 'look', completed: false }] };
const added: FileRecord = { place: 'workspace', path: 'a.txt', kind: 'file', size: 4, text: 'new\n' };
const rules: FileRecord = { place: 'workspace', path: 'AGENTS.md', kind: 'file', size: 9, text: 'Be brief\n' };
const kept: FileRecord = { place: 'workspace', path: 'last.txt', kind: 'file', size: 4, text: 'done' };

const events: readonly Json[] = [
  ...told('error', { message: 'Model metadata for `m` not found.' }),
  { type: 'turn.started' },
  ...told('reasoning', { text: 'I look.' }),
  ...told('agent_message', { text: 'Let me see.' }),
  ...command('echo e; exit 3', 'e\n', 3),
  ...command('read -r line; echo $line', 'hello\nhello\n', 0),
  ...told('file_change', { changes, status: 'completed' }, { status: 'in_progress' }),
  ...told('todo_list', plan, plan),
  ...called('echo', {
    result: { content: [{ type: 'text', text: 'echo: echo' }], structured_content: { text: 'echo' } },
    status: 'completed',
  }),
  ...called('refuses', { error: { message: REFUSAL }, status: 'failed' }),
  ...told(
    'web_search',
    { query: 'weather', action: { type: 'search', query: 'weather' } },
    { query: '', action: { type: 'other' } },
  ),
  ...told('agent_message', { text: 'done' }),
  {
    type: 'turn.completed',
    usage: { input_tokens: 50, cached_input_tokens: 20, output_tokens: 10, reasoning_output_tokens: 5 },
  },
];

const search = {
  type: 'web_search_call',
  id: 'ws_1',
  status: 'completed',
  action: { type: 'search', query: 'weather' },
};

const FOUND = { title: 'A word', body: 'It is wrong.', code_location: { absolute_file_path: '/w/a.txt' } };
const REVIEW = { findings: [FOUND], overall_explanation: 'It works.' };

/** Other turns of one process: what it prints, and what the model replies. */
function other(
  scenario: string,
  reply: Step,
  printed: readonly Json[],
  change: Partial<Recording['processes'][number]>,
): Recording {
  const stdout = [THREAD_STARTED, ...printed.map((event) => JSON.stringify(event)), ''].join('\n');
  return {
    ...EXEC_STATELESS,
    scenario,
    expected: { turns: [], resumes: false, shows: ['failed-turn'] },
    processes: [{ ...PROCESS!, stdout, ...change }],
    model: turn([{}, reply]),
  };
}

const REFUSED = 'unexpected status 401 Unauthorized: no key';
const refused = other(
  'exec/errors/http-statuses',
  refuses(401, { error: { message: 'no key' } }),
  [{ type: 'turn.started' }, { type: 'error', message: REFUSED }, { type: 'turn.failed', error: { message: REFUSED } }],
  { exit_code: 1 },
);

/** A turn in which the model uses every tool, and codex reports truly. */
const EXEC_AGREEING: Recording = {
  ...EXEC_STATELESS,
  scenario: 'exec/every-tool',
  expected: {
    turns: [],
    resumes: false,
    breaks: ['writes-nothing'],
    shows: [
      'known-commands',
      'given-files',
      'command-ends',
      'file-changes',
      'last-message-file',
      'mcp-calls',
      'plans',
      'reasoning',
      'searches',
    ],
  },
  processes: [
    {
      ...PROCESS!,
      argv: [...PROCESS!.argv, '-o', '<WORKSPACE_ROOT>/last.txt'],
      stdout: [THREAD_STARTED, ...events.map((event) => JSON.stringify(event)), ''].join('\n'),
    },
  ],
  model: turn(
    [{}, responds([reasoning(['I look.'], ['raw']), message('Let me see.'), call(shell('echo e; exit 3'))])],
    [
      { call_1_3: 'Wall time: 0.1 seconds\nProcess exited with code 3\nOutput:\ne\n' },
      callsFor(shell('read -r line; echo $line'), patch(PATCH)),
    ],
    [
      {
        call_2_1: 'Wall time: 0.3 seconds\nProcess running with session ID 7\nOutput:\n',
        call_2_2: 'Exit code: 0\nOutput:\nSuccess. Updated the following files:\nA a.txt\nD b.txt\n',
      },
      callsFor(
        tool('write_stdin', { session_id: 7, chars: 'hello\n' }),
        tool('update_plan', PLAN),
        tool('mcp__probe__echo', { text: 'echo' }),
      ),
    ],
    [
      {
        call_3_1: 'Wall time: 0.1 seconds\nProcess exited with code 0\nOutput:\nhello\nhello\n',
        call_3_2: 'Plan updated',
        call_3_3: 'Wall time: 0.1 seconds\nOutput:\n{"text":"echo"}',
      },
      callsFor(tool('mcp__probe__refuses', { text: 'refuses' }), () => search),
    ],
    [{ call_4_1: `err: ${JSON.stringify(REFUSAL)}` }, says('done')],
  ),
  given_files: [
    { path: 'b.txt', text: 'old\n' },
    { path: 'AGENTS.md', text: 'Be brief\n' },
  ],
  files: [...EXEC_STATELESS.files, added, kept, rules],
};

const LAST = EXEC_PERSISTENT.model.at(-1)!;
const CONVERSATION = [
  ...listOf(objectOf(LAST.body)['input']),
  { type: 'function_call', call_id: 'call_1', name: 'exec_command', arguments: '{"cmd":"echo e"}' },
  { type: 'function_call_output', call_id: 'call_1', output: 'Process exited with code 0\nOutput:\ne\n' },
];

/** Two turns of one thread, the second with a command, and the conversation in its session file. */
const EXEC_SESSION: Recording = {
  ...EXEC_PERSISTENT,
  model: [...EXEC_PERSISTENT.model, { ...LAST, body: { ...objectOf(LAST.body), input: CONVERSATION } }],
  files: EXEC_PERSISTENT.files.map((file) => ({
    ...file,
    conversation: [...CONVERSATION, saidBy('assistant', EXEC_PERSISTENT.expected.turns.at(-1)!.expected_reply)],
  })),
};

/** A turn with settings of the command line. */
const EXEC_SETTINGS: Recording = {
  ...EXEC_STATELESS,
  scenario: 'exec/config/overrides',
  processes: [
    {
      ...PROCESS!,
      argv: [
        'exec',
        '--json',
        '--sandbox',
        'read-only',
        '-C',
        'part',
        '-c',
        'model="m"',
        '-c',
        'model_reasoning_effort="high"',
        '-c',
        'model_reasoning_summary="auto"',
        '-c',
        'model_verbosity="low"',
        '-c',
        'developer_instructions="Be brief."',
        '-',
      ],
    },
  ],
  model: EXEC_STATELESS.model.map((exchange) => {
    if (exchange.method !== 'POST') return exchange;
    const body = exchange.body as Json;
    const told = saidBy('user', '`sandbox_mode` is `read-only`. <cwd>/w/part</cwd>');
    const input = [told, saidBy('developer', 'Be brief.'), ...listOf(body['input']).slice(1)];
    const reasoning = { effort: 'high', summary: 'auto' };
    return { ...exchange, body: { ...body, input, reasoning, text: { verbosity: 'low' } } };
  }),
};

function saidBy(role: 'user' | 'assistant' | 'developer', text: string): Json {
  return { type: 'message', role, content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text }] };
}

/** A turn in which the conversation is replaced by a summary. */
const EXEC_COMPACTED: Recording = {
  ...EXEC_STATELESS,
  expected: { turns: [], resumes: false, breaks: ['no-extra-requests'], shows: ['compactions'] },
  model: [
    [saidBy('user', 'Say one.'), saidBy('assistant', 'one'), saidBy('user', 'Make a summary: CONTEXT COMPACTION')],
    [saidBy('user', 'Say one.'), saidBy('user', 'Another language model began.\nOne was said.')],
  ].map((input, index) => {
    const [reply] = turn([{}, says(index === 0 ? 'One was said.' : 'two')]);
    return { ...reply!, body: { ...(reply!.body as Json), tools: [], input } };
  }),
};

/** Turns that codex reports truly, each of a scenario with checks of its own. */
export const AGREEING_SAMPLES: readonly Recording[] = [
  EXEC_AGREEING,
  EXEC_SESSION,
  EXEC_SETTINGS,
  EXEC_COMPACTED,
  { ...EXEC_AGREEING, scenario: 'exec/mcp/results' },
  refused,
  other(
    'exec/usage/of-review',
    says(JSON.stringify(REVIEW)),
    [
      { type: 'turn.started' },
      ...told('agent_message', { text: 'It works.\n\n- A word — /w/a.txt:1-2\n  It is wrong.' }),
      { type: 'turn.completed', usage: { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0 } },
    ],
    { argv: ['exec', '--json', 'review', '--uncommitted'] },
  ),
];
