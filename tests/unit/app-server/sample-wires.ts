import type { WireText } from '../../../helpers/app-server/wire.ts';

/** A line of the client. */
export function client(message: unknown): WireText {
  return { from: 'client', text: JSON.stringify(message) };
}

/** A line of the server: a message, or raw text. */
export function server(message: unknown): WireText {
  return { from: 'server', text: typeof message === 'string' ? message : JSON.stringify(message) };
}

const THREAD = '01a20329-be70-7183-8018-9048882309e1';
const TURN = '01a20329-e4fe-7ff1-938c-d66914aa2b54';

const HANDSHAKE = [
  client({ method: 'initialize', id: 1, params: { clientInfo: { name: 'probe', title: null, version: '1.0.0' } } }),
  server({ id: 1, result: { userAgent: 'probe/0.169.0 (Debian 12.0.0; x86_64) unknown (probe; 1.0.0)' } }),
  client({ method: 'initialized' }),
  client({ method: 'thread/start', id: 2, params: { cwd: '/w' } }),
];

/** Two turns of codex 0.61.0: items name neither thread nor turn, turns no thread, and each event comes a second time in the old form. */
export const TWO_TURNS_0_61: readonly WireText[] = [
  ...HANDSHAKE,
  server({ id: 2, result: { thread: { id: THREAD, turns: [] }, model: 'gpt-5.1-codex', approvalPolicy: 'onRequest' } }),
  client({ method: 'turn/start', id: 3, params: { threadId: THREAD, input: [{ type: 'text', text: 'one' }] } }),
  server({ method: 'thread/started', params: { thread: { id: THREAD, turns: [] } } }),
  ...turn061({ request: 3, turn: '0', items: ['Let me think.', 'first reply'] }),
  client({ method: 'turn/start', id: 4, params: { threadId: THREAD, input: [{ type: 'text', text: 'two' }] } }),
  ...turn061({ request: 4, turn: '1', items: ['second reply'] }),
];

/** One turn of codex 0.169.0: everything names its thread and turn, notifications have the time of sending. */
export const ONE_TURN_0_169: readonly WireText[] = [
  ...HANDSHAKE,
  server({ method: 'configWarning', params: { summary: 'no bubblewrap', details: null }, emittedAtMs: 1 }),
  server({
    id: 2,
    result: { thread: { id: THREAD, sessionId: THREAD }, model: 'gpt-6.1-sol', sandbox: { type: 'readOnly' } },
  }),
  client({ method: 'turn/start', id: 3, params: { threadId: THREAD, input: [{ type: 'text', text: 'q' }] } }),
  server({ method: 'thread/started', params: { thread: { id: THREAD, sessionId: THREAD } } }),
  server({ id: 3, result: { turn: { id: TURN, items: [], status: 'inProgress', error: null } } }),
  inTurn('turn/started', { turn: { id: TURN, items: [], status: 'inProgress', error: null } }),
  inTurn('item/started', { item: { type: 'agentMessage', id: 'msg_1', text: '', phase: null }, turnId: TURN }),
  inTurn('item/agentMessage/delta', { turnId: TURN, itemId: 'msg_1', delta: '4' }),
  inTurn('item/agentMessage/delta', { turnId: TURN, itemId: 'msg_1', delta: '2' }),
  inTurn('item/completed', { item: { type: 'agentMessage', id: 'msg_1', text: '42', phase: null }, turnId: TURN }),
  inTurn('thread/tokenUsage/updated', {
    turnId: TURN,
    tokenUsage: {
      total: { totalTokens: 12, inputTokens: 10, cachedInputTokens: 0, cacheWriteInputTokens: 0, outputTokens: 2 },
      last: { totalTokens: 12, inputTokens: 10, cachedInputTokens: 0, cacheWriteInputTokens: 0, outputTokens: 2 },
      modelContextWindow: 258_400,
    },
  }),
  inTurn('turn/completed', {
    turn: { id: TURN, items: [{ type: 'agentMessage', id: 'msg_1', text: '42' }], status: 'completed', error: null },
  }),
];

function turn061(options: { request: number; turn: string; items: readonly string[] }): WireText[] {
  const { request, turn, items } = options;
  return [
    server({ id: request, result: { turn: { id: turn, items: [], status: 'inProgress' } } }),
    server({ method: 'turn/started', params: { turn: { id: turn, items: [], status: 'inProgress' } } }),
    ...items.flatMap((text, index) => agentMessage061(turn, `msg_${turn}_${index}`, text)),
    server({ method: 'turn/completed', params: { turn: { id: turn, items: [], status: 'completed' } } }),
  ];
}

function agentMessage061(turn: string, id: string, text: string): WireText[] {
  const legacy = (type: string, rest: object): WireText =>
    server({ method: `codex/event/${type}`, params: { id: turn, msg: { type, ...rest }, conversationId: THREAD } });
  const [start, end] = [text.slice(0, 5), text.slice(5)];
  return [
    server({ method: 'item/started', params: { item: { type: 'agentMessage', id, text: '' } } }),
    ...[start, end].flatMap((delta) => [
      legacy('agent_message_content_delta', { item_id: id, delta }),
      server({ method: 'item/agentMessage/delta', params: { itemId: id, delta } }),
      legacy('agent_message_delta', { delta }),
    ]),
    server({ method: 'item/completed', params: { item: { type: 'agentMessage', id, text } } }),
    legacy('agent_message', { message: text }),
  ];
}

function inTurn(method: string, params: object): WireText {
  return server({ method, params: { threadId: THREAD, ...params }, emittedAtMs: 1_795_349_407_076 });
}
