import * as z from 'zod';

/**
 * All known item types of `codex exec --json`.
 * Source: `ThreadItemDetails` in upstream's `codex-rs/exec/src/exec_events.rs`.
 */
export const ITEM_TYPES = [
  'agent_message',
  'reasoning',
  'command_execution',
  'file_change',
  'mcp_tool_call',
  'collab_tool_call',
  'web_search',
  'todo_list',
  'error',
] as const;

export type ItemType = (typeof ITEM_TYPES)[number];

const itemTypes: ReadonlySet<unknown> = new Set(ITEM_TYPES);

/** True for the item types in {@link ITEM_TYPES}. */
export function isItemType(type: unknown): type is ItemType {
  return itemTypes.has(type);
}

const callStatus = z.enum(['in_progress', 'completed', 'failed']);

const agentMessage = z.looseObject({ id: z.string(), type: z.literal('agent_message'), text: z.string() });

const reasoning = z.looseObject({ id: z.string(), type: z.literal('reasoning'), text: z.string() });

const commandExecution = z.looseObject({
  id: z.string(),
  type: z.literal('command_execution'),
  command: z.string(),
  aggregated_output: z.string(),
  exit_code: z.int().nullish(),
  status: z.enum(['in_progress', 'completed', 'failed', 'declined']),
});

const fileChange = z.looseObject({
  id: z.string(),
  type: z.literal('file_change'),
  changes: z.array(z.looseObject({ path: z.string(), kind: z.enum(['add', 'delete', 'update']) })),
  status: callStatus,
});

const mcpToolCall = z.looseObject({
  id: z.string(),
  type: z.literal('mcp_tool_call'),
  server: z.string(),
  tool: z.string(),
  arguments: z.unknown().optional(),
  result: z.looseObject({ content: z.array(z.unknown()), structured_content: z.unknown().optional() }).nullish(),
  error: z.looseObject({ message: z.string() }).nullish(),
  status: callStatus,
});

const agentState = z.looseObject({
  status: z.enum(['pending_init', 'running', 'interrupted', 'completed', 'errored', 'shutdown', 'not_found']),
  message: z.string().nullish(),
});

const collabToolCall = z.looseObject({
  id: z.string(),
  type: z.literal('collab_tool_call'),
  tool: z.enum(['spawn_agent', 'send_input', 'wait', 'close_agent']),
  sender_thread_id: z.string(),
  receiver_thread_ids: z.array(z.string()),
  prompt: z.string().nullish(),
  agents_states: z.record(z.string(), agentState),
  status: callStatus,
});

const webSearch = z.looseObject({
  id: z.string(),
  type: z.literal('web_search'),
  query: z.string(),
  action: z.looseObject({ type: z.enum(['search', 'open_page', 'find_in_page', 'other']) }).optional(),
});

const todoList = z.looseObject({
  id: z.string(),
  type: z.literal('todo_list'),
  items: z.array(z.looseObject({ text: z.string(), completed: z.boolean() })),
});

const errorItem = z.looseObject({ id: z.string(), type: z.literal('error'), message: z.string() });

/**
 * One item, by its `type`. Fields that some versions lack are optional; unknown fields are kept. Whether an item may be in an
 * event is for the checks.
 * Source: `ThreadItem` in upstream's `codex-rs/exec/src/exec_events.rs`, from 0.45 on.
 */
export const threadItemSchema = z.discriminatedUnion('type', [
  agentMessage,
  reasoning,
  commandExecution,
  fileChange,
  mcpToolCall,
  collabToolCall,
  webSearch,
  todoList,
  errorItem,
]);

/** The item of `item.started`, `item.updated` and `item.completed`. */
export type ThreadItem = Readonly<z.infer<typeof threadItemSchema>>;
