import type { ExecEvent } from '../helpers/exec/events.ts';
import type { ThreadItem } from '../helpers/exec/items.ts';

const POOL_BYTES = 8e6;
const CHUNK_BYTES = 65_536;

/** What `codex exec --json` prints in a long session, in the 64 KiB chunks of a pipe. Always the same. */
export function execStreamPool(): readonly Uint8Array[] {
  return chunksOf(poolOfLines());
}

/** The pool over and over, until it makes a stream of at least so many bytes. */
export function* repeated(pool: readonly Uint8Array[], bytes: number): Generator<Uint8Array> {
  for (let sent = 0; sent < bytes;) {
    for (const chunk of pool) {
      yield chunk;
      sent += chunk.length;
    }
  }
}

function chunksOf(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES));
}

function poolOfLines(): Uint8Array {
  const lines: string[] = [];
  for (let bytes = 0, number = 0; bytes < POOL_BYTES; number += 1) {
    const line = `${JSON.stringify(eventOf(number))}\n`;
    lines.push(line);
    bytes += Buffer.byteLength(line);
  }
  return Buffer.from(lines.join(''));
}

function eventOf(number: number): ExecEvent {
  if (number % 40 === 0) return { type: 'thread.started', thread_id: '0199a213-81c0-7800-8aa1-bbab2a035a53' };
  if (number % 40 === 1) return { type: 'turn.started' };
  if (number % 40 === 39) {
    const tokens = { input_tokens: number, cached_input_tokens: number, cache_write_input_tokens: 0 };
    return { type: 'turn.completed', usage: { ...tokens, output_tokens: number, reasoning_output_tokens: number } };
  }
  const item = itemOf(number);
  const running = 'status' in item && item.status === 'in_progress';
  return { type: running ? 'item.started' : 'item.completed', item };
}

function itemOf(number: number): ThreadItem {
  const id = `item_${number % 40}`;
  const command = `/bin/bash -lc 'sed -n ${number},${number + 80}p src/main.rs'`;
  const call = {
    id,
    type: 'mcp_tool_call',
    server: 'docs',
    tool: 'search',
    arguments: { query: `page ${number}` },
  } as const;
  const items: readonly ThreadItem[] = [
    { id, type: 'command_execution', command, aggregated_output: '', exit_code: null, status: 'in_progress' },
    { id, type: 'command_execution', command, aggregated_output: code(number), exit_code: 0, status: 'completed' },
    { id, type: 'reasoning', text: `**Reading the source**\n\n${prose(number % 5)}` },
    { id, type: 'agent_message', text: prose(number % 9) },
    { ...call, result: null, error: null, status: 'in_progress' },
    { ...call, result: { content: [{ type: 'text', text: prose(3) }] }, error: null, status: 'completed' },
    {
      id,
      type: 'file_change',
      changes: [{ path: `/repo/src/file_${number}.rs`, kind: 'update' }],
      status: 'completed',
    },
    {
      id,
      type: 'todo_list',
      items: [
        { text: 'Read', completed: true },
        { text: 'Write', completed: false },
      ],
    },
  ];
  return items[number % items.length] ?? { id, type: 'error', message: 'no such item' };
}

function code(number: number): string {
  return Array.from({ length: number % 50 }, (_, row) => `\tlet row_${row} = "value ${number + row}";\n`).join('');
}

function prose(sentences: number): string {
  const typographic = sentences === 4 ? ' It’s the naïve way — 4 € a piece.' : '';
  return 'The function reads each line and adds what it finds to the table. '.repeat(sentences) + typographic;
}
