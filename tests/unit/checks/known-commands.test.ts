import { expect, test } from 'vitest';
import { itemEvent } from '../../../helpers/mutations/sample-items.ts';
import { addEventsAfter } from '../../../helpers/mutations/stdout.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { answer, notification, request, verdictOn } from './app-server/wires.ts';
import { EXEC_STATELESS } from './samples.ts';

const ID = 'run/commands/as-written';

/** The verdict on one command, in each form in which codex reports commands. */
const FORMS: Readonly<Record<string, (command: string, output: string, exitCode: number) => string>> = {
  'an item of exec': (command, output, code) => {
    const end = { command, aggregated_output: output, exit_code: code, status: code === 0 ? 'completed' : 'failed' };
    const ended = itemEvent('completed', { id: 'item_1', type: 'command_execution', ...end });
    return judge(
      CHECKS.find(({ id }) => id === ID)!,
      addEventsAfter('turn.started', ended)(EXEC_STATELESS),
    ).verdict;
  },
  'an item of an app-server': (command, output, exitCode) => {
    const item = { type: 'commandExecution', id: 'c', command, aggregatedOutput: output, exitCode };
    return verdictOn(ID, notification('item/completed', { item }))[0]!;
  },
  'a result of command/exec': (command, output, exitCode) =>
    verdictOn(
      ID,
      request(1, 'command/exec', { command: ['sh', '-c', command] }),
      answer(1, { exitCode, stdout: output, stderr: '' }),
    )[0]!,
};

test.each(Object.entries(FORMS))('compares output and exit code of %s', (_, verdict) => {
  expect([
    verdict('echo a; exit 3', 'a\n', 3),
    verdict('echo a; exit 3', 'b\n', 3),
    verdict('echo a; exit 3', 'a\n', 0),
    verdict('ls', 'a\n', 0),
  ]).toEqual(['pass', 'fail', 'fail', 'not-applicable']);
});

test('a command of the client that may time out is not judged', () => {
  const asked = request(1, 'command/exec', { command: ['sleep', '9'], timeoutMs: 1 });
  expect(verdictOn(ID, asked, answer(1, { exitCode: 124, stdout: '', stderr: '' }))[0]).toBe('not-applicable');
});
