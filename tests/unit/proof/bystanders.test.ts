import { expect, test } from 'vitest';
import { failIfAny, type Check } from '../../../helpers/checks/check.ts';
import type { Mutations } from '../../../helpers/mutations/mutation.ts';
import { changeLastProcess } from '../../../helpers/mutations/recording.ts';
import { changeEvents } from '../../../helpers/mutations/stdout.ts';
import { bystandersIn } from '../../../helpers/proof/bystanders.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { SAMPLES } from '../checks/samples.ts';

const SAMPLE = SAMPLES.find(({ mode }) => mode === 'exec_stateless')!;

/** Fails at a line of stdout that is not as it was. */
function sameLine(line: number, mutants: Mutations = {}): Check {
  const [text] = SAMPLE.processes[0]!.stdout.split('\n').slice(line - 1);
  return {
    ...CHECKS[0]!,
    id: `line/${line}`,
    judge({ processes }) {
      const same = processes[0]!.stdout.split('\n')[line - 1] === text;
      return failIfAny(same ? [] : [{ message: 'another line', file: 'stdout.jsonl', line }], 1, 'lines');
    },
    mutants: () => mutants,
  };
}

test('a check that fails at a changed line is no bystander', () => {
  const ends = changeEvents('turn.completed', () => [{ type: 'turn.failed', error: { message: 'no' } }]);
  const checks = [sameLine(4, { ends }), { ...sameLine(4), id: 'line/again' }];
  expect(bystandersIn(SAMPLE, checks)).toEqual([]);
});

test('a check that fails at an unchanged place is one', () => {
  const fails = changeLastProcess(() => ({ exit_code: 1 }));
  const succeeded = ({ processes }: typeof SAMPLE): boolean => processes[0]!.exit_code === 0;
  const exit: Check = {
    ...sameLine(1, { fails }),
    id: 'exit',
    judge: (recording) => failIfAny(succeeded(recording) ? [] : [{ message: 'no', file: 'run.json' }], 1, 'codes'),
  };
  const beside: Check = {
    ...sameLine(2),
    id: 'beside',
    judge: (recording) => failIfAny(succeeded(recording) ? [] : [{ message: 'no', file: 'files.json' }], 1, 'files'),
  };
  expect(bystandersIn(SAMPLE, [exit, beside])).toEqual([
    { check: 'exit', mutant: 'fails', turnsRed: 'beside', scenario: SAMPLE.scenario },
  ]);
});
