import { responseCreated, sse } from '../../../../helpers/model/events.ts';
import type { ModelExchange, ProcessRecord, Recording, WireLine } from '../../../../helpers/recording/recording.ts';
import { APP_SERVER } from '../samples.ts';
import { THREAD_LIFE } from './thread-samples.ts';
import { answer, item, notification, request, turn, type Sent } from './wires.ts';

const T = '0199a213-81c0-7800-8aa1-bbab2a035a53';

function asks(id: number, method: string, turnId: string, itemId: string, shown: object = {}): Sent {
  return [
    'server',
    { method: `item/${method}/requestApproval`, id, params: { threadId: T, turnId, itemId, ...shown } },
  ];
}

function decides(id: number, result: object): Sent {
  return ['client', { id, result }];
}

export function refusal(id: number, message: string): Sent {
  return ['server', { id, error: { code: -32600, message } }];
}

export function prompt(id: number, text: string, threadId = T): Sent {
  return request(id, 'turn/start', { threadId, input: [{ type: 'text', text }] });
}

export function process(number: number, ...messages: readonly Sent[]): ProcessRecord {
  const wire = messages.map(([from, message], t_ms): WireLine => ({ t_ms, from, text: JSON.stringify(message) }));
  return { ...APP_SERVER.processes[0]!, process: number, wire };
}

export function exchange(number: number, ...texts: readonly string[]): ModelExchange {
  const input = texts.map((text) => ({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] }));
  const body = { model: 'm', stream: true, input, tools: [{ type: 'function', name: 'lookup' }] };
  return { ...APP_SERVER.model.at(-1)!, process: number, body };
}

export function sample(
  scenario: string,
  processes: readonly ProcessRecord[],
  rest: Partial<Recording> = {},
): Recording {
  const expected = { turns: [], resumes: false };
  return { ...APP_SERVER, scenario, expected, processes, ...rest };
}

const of = (turnId: string) => ({ threadId: T, turnId });
const command = { type: 'commandExecution', command: 'touch made' };
const place = { cwd: '/w', commandActions: [{ type: 'unknown', command: 'touch made' }] };
const patch = { type: 'fileChange', changes: [{ path: 'made', kind: { type: 'add' }, diff: 'one\n' }] };

const DIFF = 'diff --git a/made b/made\nnew file mode 100644\n--- /dev/null\n+++ b/made\n@@ -0,0 +1 @@\n+one\n';

const APPROVALS = sample('app-server/approvals/command', [
  process(
    1,
    turn('started', T, '1'),
    item('started', 'a', { ...command, status: 'inProgress' }, of('1')),
    asks(0, 'commandExecution', '1', 'a'),
    decides(0, { decision: 'accept' }),
    notification('serverRequest/resolved', { threadId: T, requestId: 0 }),
    item('completed', 'a', { ...command, status: 'completed', exitCode: 0 }, of('1')),
    item('completed', 'x', { ...command, status: 'failed', exitCode: 3 }, of('1')),
    turn('completed', T, '1'),
    turn('started', T, '2'),
    item('started', 'b', { ...command, status: 'inProgress' }, of('2')),
    asks(1, 'commandExecution', '2', 'b'),
    decides(1, { decision: 'decline' }),
    item('completed', 'b', { ...command, status: 'declined', exitCode: null }, of('2')),
    item('started', 'c', { ...command, status: 'inProgress' }, of('2')),
    asks(2, 'commandExecution', '2', 'c'),
    ['client', { id: 2, error: { code: -32603, message: 'nobody is there' } }],
    item('completed', 'c', { ...command, status: 'failed', exitCode: null }, of('2')),
    turn('completed', T, '2'),
    turn('started', T, '3'),
    item('started', 'd', { ...patch, status: 'inProgress' }, of('3')),
    asks(3, 'fileChange', '3', 'd'),
    decides(3, { decision: 'accept' }),
    item('completed', 'd', { ...patch, status: 'completed' }, of('3')),
    notification('turn/diff/updated', { ...of('3'), diff: DIFF }),
    item('started', 'e', { ...patch, status: 'inProgress' }, of('3')),
    asks(4, 'fileChange', '3', 'e'),
    decides(4, { decision: 'cancel' }),
    item('completed', 'e', { ...patch, status: 'declined' }, of('3')),
    turn('completed', T, '3', { status: 'interrupted' }),
    turn('started', T, '4'),
    item('started', 'f', { ...command, ...place, status: 'inProgress' }, of('4')),
    asks(5, 'commandExecution', '4', 'f', { command: command.command, ...place }),
    decides(5, { decision: 'acceptForSession' }),
    item('completed', 'f', { ...command, ...place, status: 'completed', exitCode: 0 }, of('4')),
    item('started', 'g', { ...command, ...place, status: 'inProgress' }, of('4')),
    item('completed', 'g', { ...command, ...place, status: 'completed', exitCode: 0 }, of('4')),
    turn('completed', T, '4'),
  ),
]);

const INTERRUPTED = sample('app-server/interrupt/in-stream', [
  process(
    1,
    turn('started', T, '1'),
    request(4, 'turn/interrupt', of('1')),
    answer(4, {}),
    turn('completed', T, '1', { status: 'interrupted' }),
  ),
]);

const DISCONNECTED = {
  message: 'unexpected status 400 Bad Request',
  codexErrorInfo: { httpConnectionFailed: { httpStatusCode: 400 } },
};

const FAILED = sample('app-server/requests/refused', [
  process(
    1,
    request(7, 'no/such'),
    refusal(7, 'Invalid request: unknown variant `no/such`, expected one of `initialize`'),
    turn('started', T, '1'),
    notification('error', { ...of('1'), error: { message: 'Reconnecting' }, willRetry: true }),
    notification('error', { ...of('1'), error: DISCONNECTED, willRetry: false }),
    turn('completed', T, '1', { status: 'failed', error: DISCONNECTED }),
    notification('configWarning', { summary: 'no bubblewrap' }),
  ),
]);

const OUT_OF_ORDER = sample('app-server/handshake/out-of-order', [
  process(
    1,
    request(11, 'model/list'),
    refusal(11, 'Not initialized'),
    request(12, 'initialize'),
    refusal(12, 'missing field `clientInfo`'),
    request(13, 'initialize'),
    answer(13, { userAgent: 'probe/0.98.0' }),
    request(14, 'initialize'),
    refusal(14, 'Already initialized'),
  ),
]);

const OPTED_OUT = sample(
  'app-server/handshake/opt-out',
  [
    process(
      1,
      request(1, 'initialize', { capabilities: { optOutNotificationMethods: ['item/agentMessage/delta'] } }),
      answer(1, { userAgent: 'probe/0.98.0' }),
      turn('started', T, '1'),
    ),
  ],
  {
    protocol: {
      ...APP_SERVER.protocol!,
      definitions: {
        ...APP_SERVER.protocol!.definitions,
        InitializeCapabilities: { properties: { optOutNotificationMethods: {} } },
      },
    },
  },
);

const STEERED = sample(
  'app-server/turns/steer',
  [
    process(
      1,
      prompt(3, 'Say one.'),
      request(4, 'turn/steer', { threadId: T, input: [{ type: 'text', text: 'Say "two".' }] }),
      answer(4, { turnId: '1' }),
    ),
  ],
  { model: [exchange(1, 'Say one.'), exchange(1, 'Say one.', 'Say "two".')] },
);

const ROLLED_BACK = sample(
  'app-server/threads/rollback',
  [
    process(
      1,
      prompt(3, 'Say one.'),
      prompt(4, 'Say two.'),
      request(5, 'thread/rollback', { threadId: T, numTurns: 1 }),
      answer(5, { thread: { id: T } }),
      prompt(6, 'Say three.'),
    ),
  ],
  {
    model: [exchange(1, 'Say one.'), exchange(1, 'Say one.', 'Say two.'), exchange(1, 'Say one.', 'Say three.')],
  },
);

const FORKED = sample(
  'app-server/threads/fork',
  [
    process(
      1,
      prompt(3, 'Say one.'),
      request(4, 'thread/fork', { threadId: T }),
      answer(4, { thread: { id: 'f' } }),
      prompt(5, 'Say two.', 'f'),
    ),
  ],
  { model: [exchange(1, 'Say one.'), exchange(1, 'Say one.', 'Say two.')] },
);

const RESUMED = sample(
  'app-server/resume/after-kill',
  [
    process(1, prompt(3, 'Say one.'), prompt(4, 'Say two.')),
    process(
      2,
      request(2, 'thread/resume', { threadId: T }),
      answer(2, { thread: { id: T, turns: [{ status: 'completed' }, { status: 'interrupted' }] } }),
      prompt(3, 'Say three.'),
    ),
  ],
  { model: [exchange(1, 'Say one.'), exchange(2, 'Say one.', 'Say two.', 'Say three.')] },
);

const LOOKED_UP = sample(
  'app-server/tools/dynamic',
  [
    process(
      1,
      ['server', { method: 'item/tool/call', id: 0, params: { ...of('1'), tool: 'lookup' } }],
      decides(0, { contentItems: [{ type: 'inputText', text: 'a book' }], success: true }),
    ),
  ],
  { model: [exchange(1, 'Look it up.'), exchange(1, 'Look it up.', 'a book')] },
);

const UNASKED = sample('app-server/items/command', [
  {
    ...process(
      1,
      turn('started', T, '1'),
      item('started', 'a', { ...command, status: 'inProgress' }, of('1')),
      item('completed', 'a', { ...command, status: 'completed', exitCode: 0 }, of('1')),
      turn('completed', T, '1'),
    ),
    argv: ['app-server', '-c', 'approval_policy="never"'],
  },
]);

const LAYERS = [
  { name: { type: 'sessionFlags' }, version: 'sha256:1', config: { model: 'm', sandbox_mode: 'read-only' } },
  {
    name: { type: 'user', file: '/codex/config.toml' },
    version: 'sha256:3',
    config: { model_provider: 'scripted', model_verbosity: 'low' },
  },
];

const CONFIGURED = sample('app-server/queries/config', [
  {
    ...process(
      1,
      request(1, 'initialize'),
      answer(1, { userAgent: 'probe/0.98.0', codexHome: '/codex' }),
      request(2, 'config/value/write', { keyPath: 'model_verbosity', value: 'low', mergeStrategy: 'replace' }),
      answer(2, { status: 'ok', version: 'sha256:3', filePath: '/codex/config.toml' }),
      request(3, 'config/read', { includeLayers: true }),
      answer(3, {
        config: {
          model: 'm',
          sandbox_mode: 'read-only',
          model_provider: 'scripted',
          model_verbosity: 'low',
          tools: null,
        },
        origins: Object.fromEntries(
          LAYERS.flatMap(({ config, name, version }) => Object.keys(config).map((key) => [key, { name, version }])),
        ),
        layers: LAYERS,
      }),
    ),
    argv: ['app-server', '-c', 'model="m"', '-c', 'sandbox_mode="read-only"'],
  },
]);

const BROKEN_OFF: ModelExchange['reply'] = { status: 200, body: sse(responseCreated('r')), ended_by: 'end' };
const REFUSED: ModelExchange['reply'] = { status: 400, body: '{}', ended_by: 'end' };

const SKILL = { name: 'mine', description: 'Does it.', path: '/codex/skills/mine/SKILL.md' };
const MODELS = ['a', 'b', 'c'];

function listedModel(id: string) {
  return {
    id,
    model: id,
    displayName: `Model ${id}`,
    description: '',
    defaultReasoningEffort: 'low',
    supportedReasoningEfforts: [{ reasoningEffort: 'low', description: '' }],
    inputModalities: ['text'],
  };
}

/** As {@link listedModel} has it. */
function configuredModel(slug: string, priority: number) {
  return {
    slug,
    priority,
    display_name: `Model ${slug}`,
    description: '',
    default_reasoning_level: 'low',
    supported_reasoning_levels: [{ effort: 'low', description: '' }],
    input_modalities: ['text'],
  };
}

const QUERIED = sample(
  'app-server/queries/catalogue',
  [
    process(
      1,
      request(3, 'model/list', {}),
      answer(3, { data: MODELS.map(listedModel), nextCursor: null }),
      request(4, 'model/list', { limit: 2 }),
      answer(4, { data: MODELS.slice(0, 2).map(listedModel), nextCursor: '2' }),
      request(5, 'model/list', { limit: 2, cursor: '2' }),
      answer(5, { data: MODELS.slice(2).map(listedModel), nextCursor: null }),
      request(7, 'account/read', {}),
      answer(7, { account: null, requiresOpenaiAuth: false }),
      request(6, 'skills/list', {}),
      answer(6, { data: [{ cwd: '/w', skills: [SKILL] }] }),
    ),
  ],
  {
    model: [],
    files: [
      {
        place: 'codex_home',
        path: 'skills/mine/SKILL.md',
        kind: 'file',
        size: 50,
        text: '---\nname: mine\ndescription: Does it.\n---\n\nDo it.\n',
      },
      {
        place: 'codex_home',
        path: 'models.json',
        kind: 'file',
        size: 500,
        text: JSON.stringify({ models: MODELS.map(configuredModel) }),
      },
    ],
  },
);

const SCHEMA = { type: 'object', properties: { said: { type: 'string' } } };
const OTHER = '0199a213-81c0-7800-8aa1-bbab2a035a54';
const OWN = { model: 'another-model', effort: 'high', cwd: '/w/below', sandboxPolicy: { type: 'workspaceWrite' } };

function told(threadId: string, text: string, change: object): ModelExchange {
  const body = { ...(exchange(1, text).body as object), prompt_cache_key: threadId, ...change };
  return { ...exchange(1, text), headers: [['session_id', threadId]], body };
}

const SETTLED = sample(
  'app-server/turns/settings',
  [
    process(
      1,
      request(1, 'thread/start', { baseInstructions: 'Be brief.', developerInstructions: 'Be exact.' }),
      answer(1, { thread: { id: T } }),
      request(2, 'turn/start', { ...OWN, threadId: T, input: [] }),
      answer(2, { turn: { id: '1', status: 'inProgress', items: [] } }),
      turn('started', T, '1'),
      turn('completed', T, '1'),
      request(3, 'thread/start'),
      answer(3, { thread: { id: OTHER } }),
      request(4, 'turn/start', { threadId: OTHER, input: [], outputSchema: SCHEMA }),
      answer(4, { turn: { id: '2', status: 'inProgress', items: [] } }),
      turn('started', OTHER, '2'),
      turn('completed', OTHER, '2'),
    ),
  ],
  {
    model: [
      told(T, 'Be exact. `sandbox_mode` is `workspace-write`. <cwd>/w/below</cwd>', {
        model: 'another-model',
        instructions: 'Be brief.',
        reasoning: { effort: 'high' },
      }),
      told(OTHER, 'Go.', { text: { format: { schema: SCHEMA } } }),
    ],
  },
);

/** Small recordings, written by hand, of what no plain turn has. */
export const DEPTH_SAMPLES: readonly Recording[] = [
  sample('app-server/transport/ws-compression', [process(1, request(1, 'initialize'), answer(1, {}))], { model: [] }),
  UNASKED,
  QUERIED,
  { ...QUERIED, scenario: 'app-server/queries/read-only' },
  SETTLED,
  APPROVALS,
  { ...APPROVALS, scenario: 'app-server/approvals/patch' },
  { ...APPROVALS, scenario: 'app-server/approvals/for-session' },
  INTERRUPTED,
  FAILED,
  ...['app-server/errors/http', 'app-server/errors/retry'].map((scenario) => ({
    ...FAILED,
    scenario,
    model: [BROKEN_OFF, REFUSED].map((reply) => ({ ...exchange(1, 'Go.'), reply })),
  })),
  OUT_OF_ORDER,
  OPTED_OUT,
  STEERED,
  ROLLED_BACK,
  FORKED,
  RESUMED,
  LOOKED_UP,
  CONFIGURED,
  THREAD_LIFE,
];
