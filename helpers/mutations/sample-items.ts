import type { JsonObject } from '../util/json-object.ts';

/** An event of an item. */
export function itemEvent(event: 'started' | 'updated' | 'completed', item: JsonObject): JsonObject {
  return { type: `item.${event}`, item };
}

/** A running command; `change` overrides its fields. */
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

/** The events of a command that completes; `change` overrides the fields of the completed item. */
export function commandEvents(id: string, change: JsonObject = {}): readonly JsonObject[] {
  const completed = commandItem(id, { aggregated_output: 'a\n', exit_code: 0, status: 'completed', ...change });
  return [itemEvent('started', commandItem(id)), itemEvent('completed', completed)];
}
