import type { Mode, ModelExchange, ProcessRecord, Recording, WireLine } from '../../../helpers/recording/recording.ts';

const THREAD = '0199a213-81c0-7800-8aa1-bbab2a035a53';
const TURN = '0199a213-81d0-7421-9c52-3a1f62a1e2ab';
const CODE = 'REF-7K3X4PLUS2MQ';

type Json = Readonly<Record<string, unknown>>;

function recording(mode: Mode, name: string, rest: Pick<Recording, 'expected' | 'processes' | 'model'>): Recording {
  return frozen({
    schema_version: 1,
    scenario: name,
    mode,
    model_source: 'scripted',
    codex: { version: '0.98.0', sha256: '00', found_by: 'path', path: '/codex', capabilities: [] },
    notes: [],
    network: [],
    files: [],
    harness_errors: [],
    ...rest,
  });
}

function process(number: number, rest: Partial<ProcessRecord>): ProcessRecord {
  return {
    process: number,
    argv: ['exec', '--json', '-'],
    stdin: 'prompt',
    env_names: ['HOME', 'PATH'],
    exit_code: 0,
    signal: null,
    ended_by: 'itself',
    spawn_error: null,
    timing: { first_output_ms: 20, turn_ended_ms: 60, duration_ms: 70 },
    stdout: '',
    wire: [],
    stderr: '',
    survivors: [],
    ...rest,
  };
}

/** What `codex exec --json` prints for one plain turn. */
function execStdout(reply: string): string {
  const usage = { input_tokens: 1200, cached_input_tokens: 400, output_tokens: 60 };
  return [
    { type: 'thread.started', thread_id: THREAD },
    { type: 'turn.started' },
    { type: 'item.completed', item: { id: 'item_0', type: 'agent_message', text: reply } },
    { type: 'turn.completed', usage },
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
}

function message(role: 'user' | 'assistant', text: string): Json {
  return { type: 'message', role, content: [{ type: role === 'user' ? 'input_text' : 'output_text', text }] };
}

/** One request with a context and a conversation, answered well. */
function exchange(number: number, ...said: readonly Json[]): ModelExchange {
  const context = message('user', '<environment_context>\n  <cwd>/w</cwd>\n</environment_context>');
  return {
    process: number,
    t_ms: 40,
    method: 'POST',
    path: '/v1/responses',
    headers: [
      ['content-type', 'application/json'],
      ['session_id', THREAD],
    ],
    body: { model: 'm', stream: true, input: [context, ...said], prompt_cache_key: THREAD },
    reply: { status: 200, body: 'event: …\n\n', ended_by: 'end' },
    violations: [],
  };
}

/** A look at the catalogue, as some versions take it. */
const CATALOGUE: ModelExchange = {
  process: 1,
  t_ms: 30,
  method: 'GET',
  path: '/v1/models?client_version=0.98.0',
  headers: [],
  body: null,
  reply: { status: 200, body: '{"models":[]}', ended_by: 'end' },
  violations: [],
};

/** A plain turn of `codex exec`. */
export const EXEC_STATELESS: Recording = recording('exec_stateless', 'exec/stateless/sum', {
  expected: { turns: [{ turn: 1, process: 1, prompt: 'What is 40 + 2?', expected_reply: '42' }], resumes: false },
  processes: [process(1, { stdin: 'What is 40 + 2?', stdout: execStdout('42') })],
  model: [CATALOGUE, exchange(1, message('user', 'What is 40 + 2?'))],
});

/** Two turns of one thread, in two processes. */
export const EXEC_PERSISTENT: Recording = recording('exec_persistent', 'exec/persistent/recall', {
  expected: {
    turns: [
      { turn: 1, process: 1, prompt: `Remember ${CODE}.`, expected_reply: 'STORED' },
      { turn: 2, process: 2, prompt: 'Which code?', expected_reply: CODE },
    ],
    resumes: true,
  },
  processes: [
    process(1, { stdin: `Remember ${CODE}.`, stdout: execStdout('STORED') }),
    process(2, { stdin: 'Which code?', stdout: execStdout(CODE), argv: ['exec', '--json', 'resume', THREAD, '-'] }),
  ],
  model: [
    exchange(1, message('user', `Remember ${CODE}.`)),
    exchange(2, message('user', `Remember ${CODE}.`), message('assistant', 'STORED'), message('user', 'Which code?')),
  ],
});

function wire(...messages: readonly (readonly [WireLine['from'], Json])[]): WireLine[] {
  return messages.map(([from, message], index) => ({ t_ms: 10 * index, from, text: JSON.stringify(message) }));
}

const inProgress = { id: TURN, items: [], status: 'inProgress', error: null };
const item = { threadId: THREAD, turnId: TURN };

/** One turn of a new thread over the wire of `codex app-server`. */
export const APP_SERVER: Recording = recording('app_server', 'app-server/turn/sum', {
  expected: { turns: [{ turn: 1, process: 1, prompt: 'What is 128 + 64?', expected_reply: '192' }], resumes: false },
  processes: [
    process(1, {
      argv: ['app-server'],
      stdin: null,
      wire: wire(
        ['client', { method: 'initialize', id: 1, params: { clientInfo: { name: 'c', title: 'c', version: '1' } } }],
        ['server', { id: 1, result: { userAgent: 'c/0.98.0' } }],
        ['client', { method: 'initialized' }],
        ['client', { method: 'thread/start', id: 2, params: {} }],
        ['server', { method: 'configWarning', params: { summary: 'no bubblewrap' } }],
        ['server', { id: 2, result: { thread: { id: THREAD }, model: 'm' } }],
        [
          'client',
          {
            method: 'turn/start',
            id: 3,
            params: { threadId: THREAD, input: [{ type: 'text', text: 'What is 128 + 64?' }] },
          },
        ],
        ['server', { method: 'thread/started', params: { thread: { id: THREAD } } }],
        ['server', { id: 3, result: { turn: inProgress } }],
        ['server', { method: 'turn/started', params: { threadId: THREAD, turn: inProgress } }],
        [
          'server',
          { method: 'item/started', params: { item: { type: 'agentMessage', id: 'msg_1', text: '' }, ...item } },
        ],
        ['server', { method: 'item/agentMessage/delta', params: { ...item, itemId: 'msg_1', delta: '19' } }],
        ['server', { method: 'item/agentMessage/delta', params: { ...item, itemId: 'msg_1', delta: '2' } }],
        [
          'server',
          { method: 'item/completed', params: { item: { type: 'agentMessage', id: 'msg_1', text: '192' }, ...item } },
        ],
        [
          'server',
          { method: 'turn/completed', params: { threadId: THREAD, turn: { ...inProgress, status: 'completed' } } },
        ],
      ),
    }),
  ],
  model: [exchange(1, message('user', 'What is 128 + 64?'))],
});

/** One good recording of each mode. */
export const SAMPLES: readonly Recording[] = [EXEC_STATELESS, EXEC_PERSISTENT, APP_SERVER];

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
