import * as fc from 'fast-check';
import type { ExecEvent } from '../../../helpers/exec/events.ts';
import type { ThreadItem } from '../../../helpers/exec/items.ts';

/** One item of each type and status that matters, as real binaries print them. */
export const ITEMS: readonly ThreadItem[] = [
  { id: 'item_0', type: 'agent_message', text: 'The sum is 4.' },
  { id: 'item_1', type: 'reasoning', text: '**Adding**\nTwo and two.' },
  {
    id: 'item_2',
    type: 'command_execution',
    command: "/bin/bash -lc 'echo hi'",
    aggregated_output: '',
    exit_code: null,
    status: 'in_progress',
  },
  {
    id: 'item_2',
    type: 'command_execution',
    command: "/bin/bash -lc 'exit 3'",
    aggregated_output: 'hi\n',
    exit_code: 3,
    status: 'failed',
  },
  {
    id: 'item_3',
    type: 'file_change',
    changes: [
      { path: '/w/a.txt', kind: 'add' },
      { path: '/w/b.txt', kind: 'delete' },
      { path: '/w/c.txt', kind: 'update' },
    ],
    status: 'completed',
  },
  { id: 'item_4', type: 'mcp_tool_call', server: 'docs', tool: 'search', status: 'in_progress' },
  {
    id: 'item_4',
    type: 'mcp_tool_call',
    server: 'docs',
    tool: 'search',
    arguments: { query: 'sum' },
    result: { content: [{ type: 'text', text: 'found' }], structured_content: null, _meta: { page: 1 } },
    error: null,
    status: 'completed',
  },
  {
    id: 'item_5',
    type: 'mcp_tool_call',
    server: 'docs',
    tool: 'search',
    arguments: {},
    result: null,
    error: { message: 'no such page' },
    status: 'failed',
  },
  {
    id: 'item_6',
    type: 'collab_tool_call',
    tool: 'spawn_agent',
    sender_thread_id: 'thread-1',
    receiver_thread_ids: ['thread-2'],
    prompt: 'look around',
    agents_states: { 'thread-2': { status: 'pending_init', message: null } },
    status: 'completed',
  },
  { id: 'item_7', type: 'web_search', query: 'sum' },
  { id: 'ws_1', type: 'web_search', query: 'sum', action: { type: 'search', query: 'sum', queries: ['sum'] } },
  { id: 'item_8', type: 'todo_list', items: [{ text: 'add', completed: false }] },
  { id: 'item_9', type: 'error', message: 'Model metadata for `m` not found.' },
];

/** One event of each type, and an item event for each of {@link ITEMS}. */
export const EVENTS: readonly ExecEvent[] = [
  { type: 'thread.started', thread_id: '0199a213-81c0-7800-8aa1-bbab2a035a53' },
  { type: 'turn.started' },
  ...ITEMS.map((item): ExecEvent => ({ type: 'item.completed', item })),
  { type: 'item.started', item: { id: 'item_8', type: 'todo_list', items: [] } },
  { type: 'item.updated', item: { id: 'item_8', type: 'todo_list', items: [{ text: 'add', completed: true }] } },
  { type: 'error', message: 'Reconnecting... 1/5 (stream closed before response.completed)' },
  { type: 'turn.completed', usage: { input_tokens: 10, cached_input_tokens: 2, output_tokens: 5 } },
  {
    type: 'turn.completed',
    usage: {
      input_tokens: 10,
      cached_input_tokens: 2,
      cache_write_input_tokens: 0,
      output_tokens: 5,
      reasoning_output_tokens: 1,
    },
  },
  { type: 'turn.failed', error: { message: 'rate limit exceeded: slow down' } },
];

const character = fc.oneof(
  fc.constantFrom('"', '\\', '\n', '\r', '\0', '\u0085', '\u2028', '\u2029', '\uD83D', '\uFEFF', '\uFFFD'),
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
);

/** Any text that a JavaScript string can hold, rich in what trips parsers. */
export const anyText = fc.string({ unit: character });
