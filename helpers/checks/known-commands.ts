import { inSequence, type Mutation } from '../mutations/mutation.ts';
import { changeItems } from '../mutations/stdout.ts';
import { changeResponse, changeWireItems } from '../mutations/wire.ts';
import { fileOf } from '../queries/process-files.ts';
import { knownOutput, sortedLines } from '../queries/known-output.ts';
import { reportedItems } from '../queries/reported-items.ts';
import { messagesOf } from '../queries/wire-messages.ts';
import type { ProcessRecord } from '../recording/recording.ts';
import { listOf, objectOf, type JsonObject } from '../util/json-object.ts';
import { failIfAny, type Check } from './check.ts';
import type { Evidence } from './verdict.ts';

/** A command that ended, as codex reports it. */
interface EndedCommand {
  readonly process: ProcessRecord;
  readonly line: number;
  readonly command: string;
  readonly output: string;
  readonly exitCode: number;
}

/** Commands whose output follows from their text. */
export const knownCommandChecks: readonly Check[] = [
  {
    id: 'run/commands/as-written',
    effects: ['command/exec'],
    clause:
      'A command of only echo, sleep and exit is reported with the output and the exit code that follow from its text.',
    level: 'should',
    assumes: ['known-commands'],
    authority: { kind: 'documented', reference: 'POSIX.1-2024, Shell and Utilities: echo, exit, sleep' },
    judge({ processes }) {
      const compared = processes.flatMap(endedCommands).flatMap(differences);
      return failIfAny(compared.flat(), compared.length, 'commands, each with the expected output and exit code');
    },
    mutants: () => ({
      'reports another output': changeEnded((text) => text.replace(/\w/, '_')),
      'reports no output': changeEnded(() => ''),
      'reports another exit code': inSequence(
        changeItems('command_execution', (item) => [{ ...item, exit_code: Number(item['exit_code']) + 1 }]),
        changeWireItems('item/completed', 'commandExecution', (item) => ({
          ...item,
          exitCode: Number(item['exitCode']) + 1,
        })),
        changeResponse('command/exec', (response) => [
          inResult(response, ({ exitCode }) => ({ exitCode: Number(exitCode) + 1 })),
        ]),
      ),
    }),
  },
];

/** The violations of a command; none is compared where its output cannot be known. */
function differences({ process, line, command, output, exitCode }: EndedCommand): Evidence[][] {
  const known = knownOutput(command);
  if (known === null) return [];
  if (exitCode === known.exitCode && sortedLines(output).join('\n') === known.lines.join('\n')) return [[]];
  const evidence = {
    message: `output or exit code of ${command} differs`,
    file: fileOf(process, process.wire.length > 0 ? 'wire' : 'stdout'),
    line,
    expected: asText(known.stdout + known.stderr, known.exitCode),
    actual: asText(output, exitCode),
  };
  return [[evidence]];
}

function endedCommands(process: ProcessRecord): EndedCommand[] {
  if (process.wire.length === 0) {
    return reportedItems(process, 'command_execution').flatMap(({ completed }): EndedCommand[] => {
      const { command, aggregated_output: output, exit_code: code, status } = completed?.item ?? {};
      if (completed === undefined || typeof code !== 'number' || status === 'declined') return [];
      return [{ process, line: completed.line, command: String(command), output: String(output), exitCode: code }];
    });
  }
  return messagesOf(process).flatMap(({ from, line, message, answers }): EndedCommand[] => {
    if (from === 'client') return [];
    if (message.kind === 'notification' && message.method === 'item/completed') {
      const { type, command, aggregatedOutput, exitCode, status } = objectOf(objectOf(message.params)['item']);
      if (type !== 'commandExecution' || typeof exitCode !== 'number' || status === 'declined') return [];
      return [{ process, line, command: String(command), output: textIn(aggregatedOutput), exitCode }];
    }
    if (message.kind !== 'response' || answers?.method !== 'command/exec') return [];
    const { command, timeoutMs } = objectOf(answers.params);
    const { exitCode, stdout, stderr } = objectOf(message.result);
    if (typeof exitCode !== 'number' || timeoutMs !== undefined) return [];
    const words = listOf(command).map(String);
    const text = words.length === 3 && words[1] === '-c' ? words[2]! : words.join(' ');
    return [{ process, line, command: text, output: textIn(stdout) + textIn(stderr), exitCode }];
  });
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asText(output: string, exitCode: number): string {
  return `exit code ${exitCode}, ${JSON.stringify(output)}`;
}

function changeEnded(change: (text: string) => string): Mutation {
  return inSequence(
    changeItems('command_execution', (item) => [
      { ...item, aggregated_output: change(String(item['aggregated_output'])) },
    ]),
    changeWireItems('item/completed', 'commandExecution', (item) => ({
      ...item,
      aggregatedOutput: change(String(item['aggregatedOutput'])),
    })),
    changeResponse('command/exec', (response) => [
      inResult(response, ({ stdout, stderr }) => ({ stdout: change(String(stdout)), stderr: change(String(stderr)) })),
    ]),
  );
}

function inResult(response: JsonObject, change: (result: JsonObject) => JsonObject): JsonObject {
  const result = objectOf(response['result']);
  return { ...response, result: { ...result, ...change(result) } };
}
