import { expect, test } from 'vitest';
import { judge } from '../../../../helpers/checks/judge.ts';
import type { ProcessRecord } from '../../../../helpers/recording/recording.ts';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import { EXEC_STATELESS, replied } from '../samples.ts';

const ASKED = EXEC_STATELESS.model.at(-1)!;
const [PROCESS] = EXEC_STATELESS.processes;

/** The verdict on a thread of three processes; the last one counts the tokens of so many responses. */
function verdict(second: Partial<ProcessRecord>, counted: number): string {
  const usage = { input_tokens: 1200, cached_input_tokens: 400, output_tokens: 60 };
  const times = (factor: number): string =>
    JSON.stringify(Object.fromEntries(Object.entries(usage).map(([name, count]) => [name, factor * count])));
  const processes = [{}, second, {}].map((rest, index) => ({
    ...PROCESS!,
    ...rest,
    process: index + 1,
    stdout: PROCESS!.stdout.replace(/"usage":\{[^}]*\}/, `"usage":${times(index === 2 ? counted : 1)}`),
  }));
  const model = processes.map(({ process }) => ({ ...ASKED, process, reply: replied('1') }));
  const check = CHECKS.find(({ id }) => id === 'exec/usage/as-the-model-reports')!;
  return judge(check, { ...EXEC_STATELESS, processes, model }).verdict;
}

test('a turn counts its own responses, or those of its thread', () => {
  expect([1, 2, 3, 4].map((counted) => verdict({}, counted))).toEqual(['pass', 'fail', 'pass', 'fail']);
});

test('a thread need not count its ephemeral turns', () => {
  const ephemeral = { argv: [...PROCESS!.argv, '--ephemeral'] };
  expect([1, 2, 3, 4].map((counted) => verdict(ephemeral, counted))).toEqual(['pass', 'pass', 'pass', 'fail']);
});
