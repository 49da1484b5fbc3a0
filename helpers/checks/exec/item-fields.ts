import { isDeepStrictEqual } from 'node:util';
import { addEventsAfter, changeItems } from '../../mutations/stdout.ts';
import { commandEvents, commandItem, itemEvent } from '../../mutations/sample-items.ts';
import { carriesItem } from '../../exec/events.ts';
import type { ParsedLine } from '../../exec/parser.ts';
import { isJsonObject, objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { execRule, eventRule, lineRule } from '../stream-rule.ts';
import { EVENTS, PROCESSOR } from './authorities.ts';

/** The fields that may differ between the events of one item: how far it has got, and what is known only then. */
const CHANGING: Readonly<Record<string, readonly string[]>> = {
  command_execution: ['aggregated_output', 'status'],
  file_change: ['status'],
  mcp_tool_call: ['status'],
  collab_tool_call: ['status', 'receiver_thread_ids', 'agents_states'],
  // Codex learns what is searched for when the search is over.
  web_search: ['query', 'action'],
  todo_list: ['items'],
};

/** What the events of one item report of it. */
export const itemFieldChecks: readonly Check[] = [
  execRule({
    id: 'exec/items/fields-kept',
    clause:
      'A field of an item that is not its progress has the same value in each event of the item, once it is known.',
    level: 'must',
    assumes: ['event-stream', 'turn-uncut', 'item-status'],
    authority: EVENTS,
    about: 'events of open items',
    whenNone: 'not-applicable',
    start: lineRule(() => {
      const open = new Map<unknown, JsonObject>();
      return {
        see(line) {
          const { event, item } = itemIn(line) ?? {};
          if (item === undefined) return undefined;
          const { id, type } = item;
          const before = open.get(id);
          if (event === 'item.completed') open.delete(id);
          else open.set(id, { ...before, ...item });
          if (before === undefined || before['type'] !== type) return undefined;
          const changing = CHANGING[String(type)] ?? [];
          const kept = Object.entries(before).filter(
            ([key, value]) => ![...changing, 'id', 'type'].includes(key) && isKnown(value),
          );
          if (kept.length === 0) return undefined;
          const lost = kept.find(([key, value]) => !isDeepStrictEqual(item[key], value));
          return lost === undefined
            ? true
            : `${lost[0]} was ${JSON.stringify(lost[1])} in an earlier event of the item`;
        },
      };
    }),
    mutants: () => ({
      'completes another command': changeItems('command_execution', (item) => [
        { ...item, command: `${String(item['command'])} ` },
      ]),
      'forgets the command': changeItems('command_execution', (item) => [{ ...item, command: '' }]),
      'completes another plan than it started': changeItems('command_execution', (item) => [
        { ...item, command: "/bin/bash -lc 'rm -rf /'" },
      ]),
    }),
  }),
  execRule({
    id: 'exec/items/nothing-known-at-start',
    clause: 'An item that starts has no output, exit code, result or error.',
    level: 'should',
    assumes: ['event-stream', 'awaited-items'],
    authority: PROCESSOR,
    about: 'started commands and tool calls',
    whenNone: 'not-applicable',
    start: eventRule(() => ({
      see(event) {
        if (event.type !== 'item.started') return undefined;
        const { item } = event;
        if (item.type !== 'command_execution' && item.type !== 'mcp_tool_call') return undefined;
        const outcome = ['aggregated_output', 'exit_code', 'result', 'error'].find((key) => isKnown(item[key]));
        return outcome === undefined ? true : `${outcome} is ${JSON.stringify(item[outcome])} in item.started`;
      },
    })),
    mutants: () => ({
      'reports the output at the start': addEventsAfter(
        'turn.started',
        itemEvent('started', commandItem('x', { aggregated_output: 'a\n' })),
        ...commandEvents('x').slice(1),
      ),
      'reports the exit code at the start': addEventsAfter(
        'turn.started',
        itemEvent('started', commandItem('x', { exit_code: 0 })),
        ...commandEvents('x').slice(1),
      ),
    }),
  }),
  execRule({
    id: 'exec/items/started-before-completed',
    clause: 'A command, a call of a tool, a search or a plan that is completed was started before.',
    level: 'should',
    assumes: ['event-stream', 'turn-uncut', 'lasting-items'],
    authority: PROCESSOR,
    about: 'completed commands, calls, searches and plans',
    whenNone: 'not-applicable',
    start: eventRule(() => {
      const open = new Set<string>();
      return {
        see(event) {
          if (!carriesItem(event)) return undefined;
          const { id, type } = event.item;
          if (event.type === 'item.started') open.add(id);
          if (event.type !== 'item.completed' || !STARTED.has(type)) return undefined;
          return open.delete(id) ? true : `${type} ${id} is completed, and was never started`;
        },
      };
    }),
    mutants: () => ({
      'never starts a command': changeItems('command_execution', () => [], 'item.started'),
      'starts it by an update': changeItems('command_execution', (item) => [item], 'item.started', 'item.updated'),
    }),
  }),
];

/** The types of items that take time. */
const STARTED: ReadonlySet<string> = new Set([
  'command_execution',
  'mcp_tool_call',
  'collab_tool_call',
  'web_search',
  'todo_list',
]);

function itemIn(line: ParsedLine): { event: unknown; item: JsonObject } | undefined {
  if (line.kind === 'event')
    return carriesItem(line.event) ? { event: line.event.type, item: line.event.item } : undefined;
  if (line.kind !== 'unknown-item' || !isJsonObject(line.value['item'])) return undefined;
  return { event: line.value['type'], item: objectOf(line.value['item']) };
}

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
