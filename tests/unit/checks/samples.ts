import { messageDone, responseCompleted, sse, textDelta } from '../../../helpers/model/events.ts';
import type { Mode } from '../../../helpers/recording/mode.ts';
import type {
  ModelExchange,
  ProcessRecord,
  RecordedProtocol,
  Recording,
  WireLine,
} from '../../../helpers/recording/recording.ts';

/** What all binaries since 0.99 say. */
const CAPABILITIES = ['app-server.command.generate-json-schema', 'exec.command.resume', 'exec.flag.ephemeral'];

const THREAD = '0199a213-81c0-7800-8aa1-bbab2a035a53';
const TURN = '0199a213-81d0-7421-9c52-3a1f62a1e2ab';
const CODE = 'REF-7K3X4PLUS2MQ';

/** The session file of the thread. */
const KEPT: Recording['files'] = [
  {
    place: 'codex_home',
    path: `sessions/2025/09/26/rollout-2025-09-26T12-00-00-${THREAD}.jsonl`,
    kind: 'file',
    size: 4000,
  },
];

type Json = Readonly<Record<string, unknown>>;

function recording(
  mode: Mode,
  name: string,
  rest: Pick<Recording, 'expected' | 'processes' | 'model'> & Partial<Recording>,
): Recording {
  return frozen({
    schema_version: 2,
    scenario: name,
    mode,
    model_source: 'scripted',
    codex: { version: '0.98.0', sha256: '00', found_by: 'path', path: '/codex', capabilities: CAPABILITIES },
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
    argv: ['exec', '--json', '--sandbox', 'read-only', '-'],
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

/** A tool that codex offers the model. */
const TOOL = {
  type: 'function',
  name: 'exec_command',
  description: 'Runs a command.',
  strict: false,
  parameters: { type: 'object', properties: { cmd: { type: 'string' } }, required: ['cmd'] },
};

/** A reply of the model with one message, and the tokens that {@link execStdout} prints. */
export function replied(text: string): ModelExchange['reply'] {
  const usage = { input_tokens: 1200, input_tokens_details: { cached_tokens: 400 }, output_tokens: 60 };
  const events = [
    { type: 'response.output_item.done', item: message('assistant', text) },
    { type: 'response.completed', response: { id: 'resp_1', usage } },
  ];
  const body = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  return { status: 200, body, ended_by: 'end' };
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
    body: { model: 'm', stream: true, tools: [TOOL], input: [context, ...said], prompt_cache_key: THREAD },
    reply: { status: 200, body: 'event: response.completed\n\n', ended_by: 'end' },
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
  files: KEPT,
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
    process(2, {
      stdin: 'Which code?',
      stdout: execStdout(CODE),
      argv: ['exec', '--json', '--sandbox', 'read-only', 'resume', THREAD, '-'],
    }),
  ],
  model: [
    { ...exchange(1, message('user', `Remember ${CODE}.`)), reply: replied('STORED') },
    {
      ...exchange(
        2,
        message('user', `Remember ${CODE}.`),
        message('assistant', 'STORED'),
        message('user', 'Which code?'),
      ),
      reply: replied(CODE),
    },
  ],
  files: KEPT,
});

function wire(...messages: readonly (readonly [WireLine['from'], Json])[]): WireLine[] {
  return messages.map(([from, message], index) => ({ t_ms: 10 * index, from, text: JSON.stringify(message) }));
}

const inProgress = { id: TURN, items: [], status: 'inProgress', error: null };
const ofTurn = { threadId: THREAD, turnId: TURN };
const tokens = {
  totalTokens: 1260,
  inputTokens: 1200,
  cachedInputTokens: 400,
  outputTokens: 60,
  reasoningOutputTokens: 20,
};
const said = { type: 'userMessage', id: 'u-1', content: [{ type: 'text', text: 'What is 128 + 64?' }] };
const reply = { type: 'agentMessage', id: 'msg_1', text: '192' };

function notification(method: string, params: Json): readonly ['server', Json] {
  return ['server', { method, params }];
}

function object(properties: Json): Json {
  return { type: 'object', properties, required: Object.keys(properties) };
}

function messageSchema(params: Json): Json {
  return { properties: { id: {}, method: {}, params: object(params) }, required: ['params'] };
}

const text = { type: 'string' };
const turn = { $ref: '#/definitions/v2/Turn' };

/** Some of what a binary says of these messages. */
const PROTOCOL: RecordedProtocol = {
  methods: {
    'server notification': [
      'account/rateLimits/updated',
      'configWarning',
      'error',
      'item/agentMessage/delta',
      'item/completed',
      'item/started',
      'mcpServer/startupStatus/updated',
      'remoteControl/status/changed',
      'serverRequest/resolved',
      'thread/archived',
      'thread/name/updated',
      'thread/started',
      'thread/status/changed',
      'thread/tokenUsage/updated',
      'thread/unarchived',
      'turn/completed',
      'turn/diff/updated',
      'turn/plan/updated',
      'turn/started',
      'warning',
    ],
    'server request': [
      'item/commandExecution/requestApproval',
      'item/fileChange/requestApproval',
      'item/tool/call',
      'item/tool/requestUserInput',
      'mcpServer/elicitation/request',
    ],
    'client request': ['initialize', 'thread/start', 'turn/start'],
    'client notification': ['initialized'],
  },
  messages: {
    'answer thread/start': object({ thread: object({ id: text }) }),
    'client request initialize': messageSchema({ clientInfo: object({ name: text }) }),
    'client request turn/start': messageSchema({ threadId: text }),
    'server notification item/agentMessage/delta': messageSchema({ itemId: text, delta: text }),
    'server notification item/completed': messageSchema({ item: { properties: { id: text, text } } }),
    'server notification turn/completed': messageSchema({ turn }),
    'server notification turn/started': messageSchema({ turn }),
  },
  definitions: {
    v2: { Turn: object({ id: text, status: { enum: ['completed', 'interrupted', 'failed', 'inProgress'] } }) },
  },
};

const asked = exchange(1, message('user', 'What is 128 + 64?'));

/** The reply of the model in the turn. */
const REPLY: ModelExchange['reply'] = {
  status: 200,
  body:
    sse(textDelta('msg_1', '19')) +
    sse(textDelta('msg_1', '2')) +
    sse(messageDone('msg_1', '192')) +
    sse(responseCompleted('resp_1', { input: 1200, cached: 400, output: 60, reasoning: 20 })),
  ended_by: 'end',
};

/** One turn of a new thread over the wire of `codex app-server`. */
export const APP_SERVER: Recording = recording('app_server', 'app-server/turn/sum', {
  expected: { turns: [{ turn: 1, process: 1, prompt: 'What is 128 + 64?', expected_reply: '192' }], resumes: false },
  processes: [
    process(1, {
      argv: ['app-server', '-c', 'sandbox_mode="read-only"', '-c', 'approval_policy="never"'],
      stdin: null,
      wire: wire(
        [
          'client',
          { method: 'initialize', id: 1, params: { clientInfo: { name: 'probe', title: 'p', version: '1' } } },
        ],
        ['server', { id: 1, result: { userAgent: 'probe/0.98.0 (Linux) unknown (probe; 1)' } }],
        ['client', { method: 'initialized' }],
        ['client', { method: 'thread/start', id: 2, params: {} }],
        notification('configWarning', { summary: 'no bubblewrap' }),
        ['server', { id: 2, result: { thread: { id: THREAD }, model: 'm', cwd: '/w' } }],
        [
          'client',
          {
            method: 'turn/start',
            id: 3,
            params: { threadId: THREAD, input: [{ type: 'text', text: 'What is 128 + 64?' }] },
          },
        ],
        notification('thread/started', { thread: { id: THREAD } }),
        ['server', { id: 3, result: { turn: inProgress } }],
        notification('thread/status/changed', { threadId: THREAD, status: { type: 'active', activeFlags: [] } }),
        notification('turn/started', { threadId: THREAD, turn: inProgress }),
        notification('item/started', { item: said, ...ofTurn }),
        notification('item/completed', { item: said, ...ofTurn }),
        notification('item/started', { item: { ...reply, text: '' }, ...ofTurn }),
        notification('item/agentMessage/delta', { ...ofTurn, itemId: 'msg_1', delta: '19' }),
        notification('item/agentMessage/delta', { ...ofTurn, itemId: 'msg_1', delta: '2' }),
        notification('item/completed', { item: reply, ...ofTurn }),
        notification('thread/tokenUsage/updated', { ...ofTurn, tokenUsage: { total: tokens, last: tokens } }),
        notification('thread/status/changed', { threadId: THREAD, status: { type: 'idle' } }),
        notification('turn/completed', {
          threadId: THREAD,
          turn: { ...inProgress, status: 'completed', items: [reply] },
        }),
      ),
    }),
  ],
  model: [
    {
      ...asked,
      reply: REPLY,
      headers: [...asked.headers, ['originator', 'probe'], ['user-agent', 'probe/0.98.0 (Linux) unknown (probe; 1)']],
    },
  ],
  protocol: PROTOCOL,
  files: KEPT,
});

/** One good recording of each mode. */
export const SAMPLES: readonly Recording[] = [EXEC_STATELESS, EXEC_PERSISTENT, APP_SERVER];

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
