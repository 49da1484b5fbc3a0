import { messageDone, responseCompleted, sse } from '../../../../helpers/model/events.ts';
import type { ModelExchange, ProcessRecord, Recording, WireLine } from '../../../../helpers/recording/recording.ts';
import { APP_SERVER } from '../samples.ts';
import { answer, notification, request, turn, type Sent } from './wires.ts';

const T = '0199a213-81c0-7800-8aa1-bbab2a035a53';
const OF_TURN = { threadId: T, turnId: '1' };
const USAGE = { input: 10, cached: 4, output: 2, reasoning: 1 };
const PATCH = '*** Begin Patch\n*** Add File: made\n+one\n*** End Patch';
const DIFF = 'diff --git a/made b/made\nnew file mode 100644\n--- /dev/null\n+++ b/made\n@@ -0,0 +1 @@\n+one\n';
const ELICITED = { action: 'accept', content: { colour: 'blue' } };
const QUESTIONS = [{ id: 'colour', header: 'Colour', question: 'Which?', options: [] }];

const SHOWN = ['answered-requests', 'mcp-calls', 'plans', 'tool-calls', 'item-durations', 'command-approvals'] as const;

const environments = [{ environmentId: 'local', cwd: '/w', runtimeWorkspaceRoots: ['/w'] }];
const prompt = { type: 'userMessage', id: 'u', content: [{ type: 'text', text: 'Do it.', text_elements: [] }] };
const reply = { type: 'agentMessage', id: 'msg_1', text: 'done' };
const command = {
  type: 'commandExecution',
  id: 'c1',
  command: `/bin/bash -lc "echo 'one'"`,
  cwd: '/w',
  source: 'agent',
  commandActions: [{ type: 'unknown', command: `echo 'one'` }],
  aggregatedOutput: null,
  exitCode: null,
  durationMs: null,
  status: 'inProgress',
};
const patch = {
  type: 'fileChange',
  id: 'c2',
  changes: [{ path: '/w/made', kind: { type: 'add' }, diff: 'one\n' }],
  status: 'inProgress',
};
const lookup = {
  type: 'dynamicToolCall',
  id: 'c3',
  tool: 'lookup',
  arguments: { word: 'codex' },
  status: 'inProgress',
};
const paint = { type: 'mcpToolCall', id: 'c6', server: 'asking', tool: 'paint', arguments: {}, status: 'inProgress' };
const found = { contentItems: [{ type: 'inputText', text: 'a book' }], success: true };
const painted = { content: [{ type: 'text', text: 'blue' }] };

function item(what: 'started' | 'completed', shown: object): Sent {
  return notification(`item/${what}`, { ...OF_TURN, item: shown });
}

function asks(id: number, method: string, params: object): Sent {
  return ['server', { id, method, params: { ...OF_TURN, ...params } }];
}

function responds(id: number, result: object): Sent {
  return ['client', { id, result }];
}

function resolved(requestId: number): Sent {
  return notification('serverRequest/resolved', { threadId: T, requestId });
}

function tokens(replies: number): object {
  const { input, cached, output, reasoning } = USAGE;
  return {
    inputTokens: replies * input,
    cachedInputTokens: replies * cached,
    outputTokens: replies * output,
    reasoningOutputTokens: replies * reasoning,
  };
}

const WIRE: readonly Sent[] = [
  request(2, 'thread/start'),
  answer(2, { thread: { id: T }, cwd: '/w' }),
  notification('thread/started', { thread: { id: T, environments } }),
  request(3, 'turn/start', { threadId: T, input: [{ type: 'text', text: 'Do it.' }] }),
  answer(3, { turn: { id: '1', status: 'inProgress', items: [] } }),
  turn('started', T, '1'),
  item('started', prompt),
  item('completed', prompt),
  item('started', command),
  asks(0, 'item/commandExecution/requestApproval', {
    itemId: 'c1',
    environmentId: 'local',
    reason: 'it has to be',
    command: command.command,
    cwd: '/w',
    commandActions: command.commandActions,
    proposedExecpolicyAmendment: ['echo'],
    availableDecisions: ['accept', { acceptWithExecpolicyAmendment: { execpolicy_amendment: ['echo'] } }, 'cancel'],
  }),
  responds(0, { decision: 'accept' }),
  resolved(0),
  item('completed', {
    ...command,
    source: 'unifiedExecStartup',
    aggregatedOutput: 'one\n',
    exitCode: 0,
    durationMs: 12,
    status: 'completed',
  }),
  item('started', patch),
  item('completed', { ...patch, status: 'completed' }),
  notification('turn/diff/updated', { ...OF_TURN, diff: DIFF }),
  item('started', { ...lookup, contentItems: null, success: null }),
  asks(1, 'item/tool/call', { callId: 'c3', tool: 'lookup', arguments: { word: 'codex' } }),
  responds(1, found),
  item('completed', { ...lookup, ...found, status: 'completed' }),
  asks(2, 'item/tool/requestUserInput', { itemId: 'c4', questions: QUESTIONS }),
  responds(2, { answers: { colour: { answers: ['Blue'] } } }),
  resolved(2),
  notification('turn/plan/updated', {
    ...OF_TURN,
    explanation: null,
    plan: [{ step: 'look', status: 'inProgress' }],
  }),
  notification('mcpServer/startupStatus/updated', { name: 'asking', status: 'ready' }),
  item('started', { ...paint, result: null }),
  asks(3, 'mcpServer/elicitation/request', { serverName: 'asking', message: 'Which?' }),
  responds(3, ELICITED),
  resolved(3),
  item('completed', { ...paint, result: painted, status: 'completed' }),
  item('started', { ...reply, text: '' }),
  item('completed', reply),
  ...[1, 2].map((count) =>
    notification('thread/tokenUsage/updated', {
      ...OF_TURN,
      tokenUsage: { total: tokens(count), last: tokens(1), modelContextWindow: 1000 },
    }),
  ),
  turn('completed', T, '1', { items: [reply] }),
  request(4, 'thread/read', { threadId: T, includeTurns: true }),
  answer(4, { thread: { id: T, turns: [{ id: '1', status: 'completed', items: [prompt, reply] }] } }),
];

const CALLS = [
  ['c1', 'exec_command', { cmd: `echo 'one'`, justification: 'it has to be' }],
  ['c2', 'exec_command', { cmd: `apply_patch <<'EOF'\n${PATCH}\nEOF` }],
  ['c3', 'lookup', { word: 'codex' }],
  ['c4', 'request_user_input', { questions: QUESTIONS }],
  ['c5', 'update_plan', { plan: [{ step: 'look', status: 'in_progress' }] }],
  ['c6', 'mcp__asking__paint', {}],
] as const;

const OUTPUTS = [
  ['c1', 'Chunk ID: 1\nProcess exited with code 0\nOutput:\none\n'],
  ['c2', 'Exit code: 0\nWall time: 0 seconds\nOutput:\nSuccess. Updated the following files:\nA made\n'],
  ['c3', 'a book'],
  ['c4', '{"answers":{"colour":{"answers":["Blue"]}}}'],
  ['c5', 'Plan updated'],
  ['c6', 'Wall time: 0 seconds\nOutput:\nblue'],
] as const;

function exchange(input: readonly object[], ...outputs: readonly object[]): ModelExchange {
  const events = outputs.map((output) => sse({ type: 'response.output_item.done', item: output }));
  const body = [...events, sse(responseCompleted('resp', USAGE))].join('');
  const [first] = APP_SERVER.model;
  const asked = { ...(first!.body as object), input };
  return { ...first!, body: asked, reply: { status: 200, body, ended_by: 'end' } };
}

/** What the MCP server received. */
const MCP_LOG = [
  { id: 1, method: 'tools/call', params: { name: 'paint', arguments: {} } },
  { id: 'ask', result: ELICITED },
]
  .map((message) => `${JSON.stringify(message)}\n`)
  .join('');

const said = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Do it.' }] };
const calls = CALLS.map(([id, name, args]) => ({
  type: 'function_call',
  call_id: id,
  name,
  arguments: JSON.stringify(args),
}));
const outputs = OUTPUTS.map(([id, output]) => ({ type: 'function_call_output', call_id: id, output }));
const wire = WIRE.map(([from, message], t_ms): WireLine => ({ t_ms, from, text: JSON.stringify(message) }));
const process: ProcessRecord = { ...APP_SERVER.processes[0]!, wire };

/** One turn in which the model calls each kind of tool. */
export const EACH_KIND_OF_ITEM: Recording = {
  ...APP_SERVER,
  scenario: 'app-server/every-tool',
  expected: { turns: [], resumes: false, shows: SHOWN },
  processes: [process],
  model: [
    exchange([said], ...calls),
    exchange([said, ...calls, ...outputs], (messageDone('msg_1', 'done') as { item?: object }).item!),
  ],
  files: [...APP_SERVER.files, { place: 'tmp', path: 'mcp/asking.jsonl', kind: 'file', size: 9, text: MCP_LOG }],
  protocol: {
    ...APP_SERVER.protocol!,
    methods: {
      ...APP_SERVER.protocol!.methods,
      'server notification': [
        'mcpServer/startupStatus/updated',
        'serverRequest/resolved',
        'turn/diff/updated',
        'turn/plan/updated',
      ],
    },
  },
};
