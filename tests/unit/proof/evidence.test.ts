import { expect, test } from 'vitest';
import { judge } from '../../../helpers/checks/judge.ts';
import type { Evidence } from '../../../helpers/checks/verdict.ts';
import { mutantsOf, type Mutant } from '../../../helpers/proof/mutant.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { CHECKS, checksOf } from '../../../helpers/scenarios/catalog.ts';
import { EXEC_ITEMS } from '../checks/exec-samples.ts';
import { SAMPLES } from '../checks/samples.ts';
import { FAILURES } from './recordings.ts';

const MUTANTS = mutantsOf(CHECKS);

/** The sample on which the check of a mutant passes: the last of the plain ones, else of the others. */
function sampleFor({ check }: Mutant): Recording {
  const passes = (recording: Recording): boolean =>
    checksOf(recording).includes(check) && judge(check, recording).verdict === 'pass';
  return (SAMPLES.findLast(passes) ?? [EXEC_ITEMS, ...FAILURES].findLast(passes))!;
}

/** One line for a reader. */
function shown({ message, file, line, expected, actual }: Evidence): string {
  const where = [file, line].filter((part) => part !== undefined).join(':');
  const parts = [
    message,
    where,
    expected === undefined ? '' : `expected ${expected}`,
    actual === undefined ? '' : `actual ${actual}`,
  ];
  return parts.filter((part) => part !== '').join(' | ');
}

test('evidence says what is wrong, where, expected and actual', async () => {
  const blocks = MUTANTS.map((mutant) => {
    const { evidence } = judge(mutant.check, mutant.mutate(sampleFor(mutant)));
    return `${mutant.check.id}: ${mutant.mutant}${evidence.map((each) => `\n  ${shown(each)}`).join('')}`;
  });
  await expect(`${blocks.join('\n')}\n`).toMatchFileSnapshot('evidence.txt');
});

test('no mutation changes the recording that it is given', () => {
  const before = MUTANTS.map(sampleFor);
  const copies = structuredClone(before);
  for (const [index, { mutate }] of MUTANTS.entries()) mutate(before[index]!);
  expect(before).toEqual(copies);
});
