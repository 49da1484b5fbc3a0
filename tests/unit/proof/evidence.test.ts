import { expect, test } from 'vitest';
import { judge } from '../../../helpers/checks/judge.ts';
import type { Evidence } from '../../../helpers/checks/verdict.ts';
import { mutantsOf } from '../../../helpers/proof/mutant.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { sampleFor } from './recordings.ts';

const MUTANTS = mutantsOf(CHECKS);

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
    const { evidence } = judge(mutant.check, mutant.mutate(sampleFor(mutant.check)));
    return `${mutant.check.id}: ${mutant.mutant}${evidence.map((each) => `\n  ${shown(each)}`).join('')}`;
  });
  await expect(`${blocks.join('\n')}\n`).toMatchFileSnapshot('evidence.txt');
});

test('no mutation changes the recording that it is given', () => {
  const before = MUTANTS.map(({ check }) => sampleFor(check));
  const copies = structuredClone(before);
  for (const [index, { mutate }] of MUTANTS.entries()) mutate(before[index]!);
  expect(before).toEqual(copies);
});
