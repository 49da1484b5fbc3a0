import { inSequence } from '../../mutations/mutation.ts';
import { changeItems } from '../../mutations/stdout.ts';
import { EVENTS } from '../../checks/exec/authorities.ts';
import { itemsAsSent } from '../../checks/exec/items-as-sent.ts';
import { carriesItem } from '../../exec/events.ts';
import { completedItems, eventsOf } from '../../queries/exec-events.ts';
import { beside } from '../beside.ts';
import type { JsonObject } from '../../util/json-object.ts';

const SHELLS: ReadonlySet<string> = new Set(['exec_command', 'shell', 'shell_command', 'local_shell', 'exec']);

const commandsReported = itemsAsSent({
  id: 'exec/items/commands-told',
  clause: 'Each command that the model runs is reported as one item.',
  level: 'may',
  authority: { kind: 'observed', reference: 'versions up to 0.95.0' },
  about: 'commands',
  allowExtra: true,
  sent: (output) => output.filter(({ type, name }) => isShell(type, name)).map(() => 'a command'),
  reported: (process) => {
    const ids = eventsOf(process).flatMap((event) =>
      carriesItem(event) && event.item.type === 'command_execution' ? [event.item.id] : [],
    );
    return [...new Set(ids)].map(() => 'a command');
  },
  mutants: () => ({
    'does not report a command': inSequence(
      changeItems('command_execution', () => []),
      changeItems('command_execution', () => [], 'item.started'),
    ),
    'reports a command as a call': inSequence(
      changeItems('command_execution', asCall),
      changeItems('command_execution', asCall, 'item.started'),
    ),
  }),
});

const exitCodeReported = itemsAsSent({
  id: 'exec/items/exit-code-told',
  clause: 'A command with an exit code other than 0 is reported as failed, with that code, and the turn goes on.',
  level: 'must',
  authority: EVENTS,
  about: 'exit codes',
  allowExtra: true,
  sent: (output) =>
    /exit (\d+)/
      .exec(JSON.stringify(output))
      ?.slice(1)
      .map((code) => `failed ${code}`) ?? [],
  reported: (process) =>
    completedItems(process, 'command_execution').map(({ status, exit_code }) => `${status} ${exit_code}`),
  mutants: () => ({
    'says that it succeeded': changeItems('command_execution', (item) => [
      { ...item, status: 'completed', exit_code: 0 },
    ]),
    'says another code': changeItems('command_execution', (item) => [{ ...item, exit_code: 1 }]),
    'never says how it ended': changeItems('command_execution', () => []),
  }),
});

/** The items of shell commands. */
export const commandChecks = beside({
  'exec/command/denied-by-sandbox': [commandsReported],
  'exec/command/fails': [commandsReported, exitCodeReported],
  'exec/command/outlives-turn': [commandsReported],
});

function isShell(type: unknown, name: unknown): boolean {
  return (
    type === 'local_shell_call' ||
    ((type === 'function_call' || type === 'custom_tool_call') && SHELLS.has(String(name)))
  );
}

function asCall({ id, status }: JsonObject): JsonObject[] {
  return [{ id, type: 'mcp_tool_call', server: 's', tool: 'shell', status }];
}
