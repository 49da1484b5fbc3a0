import type { JsonObject } from '../util/json-object.ts';

/** An event of an item. */
export function told(event: 'started' | 'updated' | 'completed', item: JsonObject): JsonObject {
  return { type: `item.${event}`, item };
}

/** A command, as it is when it runs; `change` makes it another. */
export function commandItem(id: string, change: JsonObject = {}): JsonObject {
  const running = { command: "/bin/bash -lc 'ls'", aggregated_output: '', exit_code: null, status: 'in_progress' };
  return { id, type: 'command_execution', ...running, ...change };
}

/** A list of one step. */
export function todoItem(id: string, completed = false): JsonObject {
  return { id, type: 'todo_list', items: [{ text: 'look', completed }] };
}

/** A message of the agent. */
export function messageItem(id: string, text = 'Let me see.'): JsonObject {
  return { id, type: 'agent_message', text };
}

/** A command that is run to its end; `change` makes it end in another way. */
export function command(id: string, change: JsonObject = {}): readonly JsonObject[] {
  const over = commandItem(id, { aggregated_output: 'a\n', exit_code: 0, status: 'completed', ...change });
  return [told('started', commandItem(id)), told('completed', over)];
}
