import type { ModelExchange, Recording, WireLine } from '../../../../helpers/recording/recording.ts';
import { APP_SERVER } from '../samples.ts';
import { answer, notification, request, type Sent } from './wires.ts';

/** Milliseconds since the epoch at which the process starts; the first 48 bits of ids of version 7. */
const START = 0x0199c82cc000;
const SECONDS = Math.floor(START / 1000);
const T = '0199c82c-c064-7000-8000-000000000001';
const FORK = '0199c82c-c3e8-7000-8000-000000000002';
const TURN = '0199c82c-c0c8-7000-8000-000000000003';
const ITEM = '0199c82c-c0c9-7000-8000-000000000004';
const INSTALLATION = '39af6867-07ad-4261-a280-5fda820d5048';
const PROMPT = 'Say one.';

const agent = 'probe/0.98.0 (Linux) unknown (probe; 1)';
const environments = [{ environmentId: 'local', cwd: '/work', runtimeWorkspaceRoots: ['/work'] }];
const idle = { type: 'idle' };
const notLoaded = { type: 'notLoaded' };
const tokens = {
  totalTokens: 1260,
  inputTokens: 1200,
  cachedInputTokens: 400,
  outputTokens: 60,
  reasoningOutputTokens: 20,
};

function pathOf(id: string): string {
  return `/codex/sessions/2025/10/09/rollout-2025-10-09T08-53-20-${id}.jsonl`;
}

function thread(change: object = {}): object {
  const own = {
    id: T,
    sessionId: T,
    forkedFromId: null,
    parentThreadId: null,
    path: pathOf(T),
    preview: '',
    name: null,
  };
  const settings = { modelProvider: 'scripted', model: 'm', reasoningEffort: 'high', cwd: '/work', environments };
  const times = { createdAt: SECONDS, updatedAt: SECONDS };
  const origin = { ephemeral: false, cliVersion: '0.98.0', originator: 'probe' };
  return { ...own, ...settings, ...times, ...origin, status: idle, turns: [], ...change };
}

function settings(change: object = {}): object {
  return {
    thread: thread(change),
    model: 'm',
    modelProvider: 'scripted',
    cwd: '/work',
    approvalPolicy: 'never',
    sandbox: { type: 'readOnly', networkAccess: false },
    reasoningEffort: 'high',
  };
}

function turn(change: object = {}): object {
  const open = { status: 'inProgress', error: null, startedAt: SECONDS, completedAt: null, durationMs: null };
  return { id: TURN, rootTurnId: TURN, items: [], itemsView: 'notLoaded', ...open, ...change };
}

const said = {
  type: 'userMessage',
  id: ITEM,
  content: [{ type: 'text', text: PROMPT }],
  startedAtMs: START + 201,
  completedAtMs: START + 201,
};
const reply = { type: 'agentMessage', id: 'msg_1', text: '192', startedAtMs: START + 230, completedAtMs: START + 240 };
const over = { status: 'completed', completedAt: SECONDS, durationMs: 120 };
const whole = turn({ ...over, itemsView: 'full', items: [said, reply] });
const ofTurn = { threadId: T, turnId: TURN };
const used = { preview: PROMPT, name: 'a name' };

function status(type: object): Sent {
  return notification('thread/status/changed', { threadId: T, status: type });
}

/** A thread that is used, named, listed, read, archived and resumed; it has all that newer versions report. */
const messages: readonly Sent[] = [
  request(1, 'initialize', { clientInfo: { name: 'probe', title: 'p', version: '1' } }),
  answer(1, { userAgent: agent, codexHome: '/codex', platformFamily: 'unix', platformOs: 'linux' }),
  ['client', { method: 'initialized' }],
  notification('remoteControl/status/changed', { status: 'disabled', installationId: INSTALLATION }),
  request(2, 'thread/start', { model: 'm', cwd: '/work', config: { model_reasoning_effort: 'high' } }),
  answer(2, settings()),
  notification('thread/started', { thread: thread() }),
  request(3, 'turn/start', { threadId: T, input: [{ type: 'text', text: PROMPT }] }),
  answer(3, { turn: turn({ startedAt: null }) }),
  notification('warning', { threadId: T, message: 'no metadata' }),
  status({ type: 'active', activeFlags: [] }),
  notification('turn/started', { threadId: T, turn: turn() }),
  notification('item/started', { item: { ...said, completedAtMs: null }, ...ofTurn, startedAtMs: START + 201 }),
  notification('item/completed', { item: said, ...ofTurn, completedAtMs: START + 201 }),
  notification('item/started', {
    item: { ...reply, text: '', completedAtMs: null },
    ...ofTurn,
    startedAtMs: START + 230,
  }),
  notification('item/agentMessage/delta', { ...ofTurn, itemId: 'msg_1', delta: '192' }),
  notification('item/completed', { item: reply, ...ofTurn, completedAtMs: START + 240 }),
  notification('thread/tokenUsage/updated', {
    ...ofTurn,
    tokenUsage: { total: tokens, last: tokens, modelContextWindow: 1000 },
  }),
  notification('account/rateLimits/updated', { rateLimits: { limitId: 'codex', primary: null, secondary: null } }),
  status(idle),
  notification('turn/completed', { threadId: T, turn: turn({ ...over, itemsView: 'summary', items: [reply] }) }),
  request(4, 'thread/name/set', { threadId: T, name: 'a name' }),
  answer(4, {}),
  notification('thread/name/updated', { threadId: T, threadName: 'a name' }),
  request(5, 'thread/list', {}),
  answer(5, { data: [thread(used)], nextCursor: null }),
  request(12, 'thread/loaded/list', {}),
  answer(12, { data: [T], nextCursor: null }),
  request(6, 'thread/read', { threadId: T, includeTurns: true }),
  answer(6, { thread: thread({ ...used, turns: [whole] }) }),
  request(7, 'thread/turns/list', { threadId: T }),
  answer(7, { data: [turn({ ...over, itemsView: 'summary', items: [said, reply] })], nextCursor: null }),
  request(8, 'thread/fork', { threadId: T }),
  answer(
    8,
    settings({ id: FORK, sessionId: FORK, forkedFromId: T, path: pathOf(FORK), preview: PROMPT, turns: [whole] }),
  ),
  notification('thread/started', {
    thread: thread({ id: FORK, sessionId: FORK, forkedFromId: T, path: pathOf(FORK), preview: PROMPT }),
  }),
  request(9, 'thread/archive', { threadId: T }),
  status(notLoaded),
  answer(9, {}),
  notification('thread/archived', { threadId: T }),
  request(10, 'thread/unarchive', { threadId: T }),
  answer(10, { thread: thread({ ...used, status: notLoaded, environments: null }) }),
  notification('thread/unarchived', { threadId: T }),
  request(11, 'thread/resume', { threadId: T }),
  status(idle),
  answer(11, settings({ ...used, turns: [whole] })),
  notification('thread/tokenUsage/updated', {
    ...ofTurn,
    tokenUsage: { total: tokens, last: tokens, modelContextWindow: 1000 },
  }),
  request(13, 'thread/unsubscribe', { threadId: T }),
  answer(13, { status: 'unsubscribed' }),
  request(14, 'thread/unsubscribe', { threadId: T }),
  answer(14, { status: 'notSubscribed' }),
];

const wire = messages.map(([from, message], index): WireLine => {
  const emitted = from === 'server' && 'method' in message && !('id' in message);
  const text = JSON.stringify(emitted ? { ...message, emittedAtMs: START + 100 + 10 * index } : message);
  return { t_ms: 101 + 10 * index, from, text };
});

function asked(text: string): ModelExchange {
  const input = [
    {
      type: 'message',
      role: 'user',
      content: [{ type: 'input_text', text: '<environment_context>\n  <cwd>/work</cwd>\n</environment_context>' }],
    },
    { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
  ];
  const body = {
    model: 'm',
    stream: true,
    input,
    reasoning: { effort: 'high' },
    prompt_cache_key: T,
    client_metadata: { installation_id: INSTALLATION },
  };
  const sent = APP_SERVER.model.at(-1)!;
  return {
    ...sent,
    headers: [
      ...sent.headers.filter(([name]) => !/session|user-agent/i.test(name)),
      ['session_id', T],
      ['user-agent', agent],
    ],
    body,
  };
}

/** A recording of a thread's whole life. */
export const THREAD_LIFE: Recording = {
  ...APP_SERVER,
  scenario: 'app-server/threads/kept',
  expected: { turns: [], resumes: false },
  processes: [{ ...APP_SERVER.processes[0]!, wire }],
  model: [asked(PROMPT)],
  files: [T, FORK].map((id) => ({
    place: 'codex_home',
    path: pathOf(id).slice('/codex/'.length),
    kind: 'file',
    size: 7,
  })),
};
