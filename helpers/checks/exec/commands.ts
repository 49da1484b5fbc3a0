import { changeRequestInput, changeToolOutputs, withoutModelRequests } from '../../mutations/model-requests.ts';
import { addEventsAfter, changeItems, changeWholeItems } from '../../mutations/stdout.ts';
import { commandEvents } from '../../mutations/sample-items.ts';
import { terminalEvent } from '../../exec/transcript.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { reportedItems, type ReportedItem } from '../../queries/reported-items.ts';
import { shellCalls, type ShellCall } from '../../queries/shell-calls.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import type { JsonObject } from '../../util/json-object.ts';
import { shellWords } from '../../util/text/shell-words.ts';
import type { Check } from '../check.ts';
import { agreement, callsToProcess, repliedRequests, type Compared } from './agreement.ts';
import { EVENTS } from './authorities.ts';
import { isSameOutput } from './same-output.ts';

type CommandItem = ReportedItem<'command_execution'>;

interface Pair {
  readonly item: CommandItem | undefined;
  readonly call: ShellCall | undefined;
}

/** The output of a command, in the form of most versions. */
const ENDED = /^Process (?:exited with code|running with session)/m;

/** Shell commands: the calls of the model, the items that codex reports, and the outputs that it sends to the model. */
export const commandAgreementChecks: readonly Check[] = [
  agreement({
    id: 'exec/commands/as-called',
    clause: 'Each reported command is one that the model called, in the shell of codex.',
    level: 'should',
    assumes: ['command-starts'],
    authority: EVENTS,
    about: 'reported commands',
    needsModel: true,
    compare: (process, recording) =>
      pairsOf(process, recording).flatMap(({ item, call }, _index, all): Compared[] => {
        if (item === undefined) return [];
        if (call !== undefined) return [true];
        const left = all.flatMap((one) => (one.item === undefined && one.call !== undefined ? [one.call.command] : []));
        const { line, item: first } = item.first;
        const expected = left.join(' | ') || 'no other command';
        return [
          { message: `${item.id} is not a command that the model called`, line, expected, actual: first.command },
        ];
      }),
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'reports another command': changeWholeItems('command_execution', (item) => [
        { ...item, command: `${String(item['command'])}x` },
      ]),
      'reports the shell alone': changeWholeItems('command_execution', (item) => [
        { ...item, command: '/bin/bash -l' },
      ]),
      'reports a command that the model did not call': addEventsAfter('turn.started', ...commandEvents('x')),
    }),
  }),
  agreement({
    id: 'exec/commands/each-reported',
    clause: 'Each command whose exit code codex sends to the model is reported as an item.',
    level: 'should',
    assumes: ['event-stream', 'turn-uncut', 'turn-outlasts-commands', 'command-ends'],
    authority: EVENTS,
    about: 'commands that ended',
    needsModel: true,
    compare: (process, recording) =>
      pairsOf(process, recording).flatMap(({ item, call }): Compared[] => {
        if (call?.exitCode === undefined) return [];
        if (item !== undefined) return [true];
        const message = `no item for the command of ${call.id}; the model received exit code ${call.exitCode}`;
        return [{ message, expected: call.command, actual: 'no item' }];
      }),
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'does not report a command': changeWholeItems('command_execution', () => []),
      'reports a command as a call': changeWholeItems('command_execution', ({ id, status }) => [
        {
          id,
          type: 'mcp_tool_call',
          server: 's',
          tool: 'shell',
          status,
        },
      ]),
    }),
  }),
  agreement({
    id: 'exec/commands/told-to-model',
    clause: 'The output and the exit code of a command that codex reports as ended are sent to the model.',
    level: 'must',
    assumes: ['event-stream', 'turn-uncut', 'turn-outlasts-commands', 'command-ends'],
    authority: EVENTS,
    about: 'commands that ended',
    needsModel: true,
    compare(process, recording) {
      if (terminalEvent(linesOf(process))?.type !== 'turn.completed') return [];
      return pairsOf(process, recording).flatMap(({ item, call }): Compared[] => {
        if (item?.completed === undefined || call === undefined) return [];
        const { exit_code: code, status } = item.completed.item;
        if (typeof code !== 'number' || code < 0 || status === 'declined') return [];
        if (call.output !== undefined || call.exitCode !== undefined) return [true];
        const message = `${item.id}: the model received no output of ${call.id}`;
        return [{ message, line: item.completed.line, expected: `exit code ${code}`, actual: 'no output' }];
      });
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'sends empty outputs': changeToolOutputs((text) => (ENDED.test(text) ? '' : text)),
      'sends no outputs': changeRequestInput((input) => input.filter(({ output }) => !ENDED.test(String(output)))),
    }),
  }),
  agreement({
    id: 'exec/commands/exit-code-as-told',
    clause: 'A command that ended is reported with the exit code that the model received, and a status that agrees.',
    level: 'should',
    assumes: ['event-stream', 'turn-uncut', 'turn-outlasts-commands', 'command-ends'],
    authority: EVENTS,
    about: 'exit codes',
    needsModel: true,
    compare: (process, recording) =>
      pairsOf(process, recording).flatMap(({ item, call }): Compared[] => {
        if (item?.completed === undefined || call?.exitCode === undefined) return [];
        const { exit_code: code, status } = item.completed.item;
        const expected = `exit code ${call.exitCode}, ${call.exitCode === 0 ? 'completed' : 'failed'}`;
        const actual = `exit code ${code}, ${status}`;
        if (actual === expected) return [true];
        const message = `${item.id}: exit code or status differs from the output sent to the model`;
        return [{ message, line: item.completed.line, expected, actual }];
      }),
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'reports a failure as a success': changeItems('command_execution', (item) => [{ ...item, ...flipped(item) }]),
      'reports another exit code': changeItems('command_execution', (item) => [
        { ...item, exit_code: 77, status: 'failed' },
      ]),
    }),
  }),
  agreement({
    id: 'exec/commands/output-as-told',
    clause: 'A command that ended is reported with the output that the model received, apart from truncation.',
    level: 'should',
    assumes: ['event-stream', 'turn-uncut', 'command-ends'],
    authority: EVENTS,
    about: 'outputs of commands',
    needsModel: true,
    compare: (process, recording) =>
      pairsOf(process, recording).flatMap(({ item, call }): Compared[] => {
        if (item?.completed === undefined || call?.output === undefined) return [];
        const actual = item.completed.item.aggregated_output;
        if (isSameOutput(call.output, actual)) return [true];
        const message = `${item.id}: output differs from the output sent to the model`;
        return [{ message, line: item.completed.line, expected: call.output, actual }];
      }),
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'reports no output': changeItems('command_execution', (item) => [{ ...item, aggregated_output: '' }]),
      'adds a line to the output': changeItems('command_execution', (item) => [
        {
          ...item,
          aggregated_output: `${String(item['aggregated_output'])}more\n`,
        },
      ]),
      'alters the output': changeItems('command_execution', (item) => [
        {
          ...item,
          aggregated_output: String(item['aggregated_output']).replace(/\w(?=\W*$)/, '_'),
        },
      ]),
    }),
  }),
];

/** The items and the calls of commands: those of the same command belong together, in order. */
function pairsOf(process: ProcessRecord, recording: Recording): Pair[] {
  if (repliedRequests(process, recording).length === 0) return [];
  const calls = shellCalls(callsToProcess(process, recording));
  const paired = reportedItems(process, 'command_execution').map((item): Pair => {
    const at = calls.findIndex(({ command }) => isIn(item.first.item.command, command));
    return { item, call: at < 0 ? undefined : calls.splice(at, 1)[0] };
  });
  return [...paired, ...calls.map((call) => ({ item: undefined, call }))];
}

/** True if the reported text is the command, alone or as the last argument of a shell. */
function isIn(reported: string, command: string): boolean {
  return reported === command || shellWords(reported)?.at(-1) === command;
}

function flipped({ exit_code: code }: JsonObject): JsonObject {
  return code === 0 ? { exit_code: 1, status: 'failed' } : { exit_code: 0, status: 'completed' };
}
