import { expect, test } from 'vitest';
import { mutantsOf } from '../../../helpers/proof/mutant.ts';
import type { Mutation } from '../../../helpers/mutations/mutations.ts';
import { assigned } from '../../../helpers/proof/registry.ts';

const CHECKS = [{ id: 'exec/one' }, { id: 'exec/other' }];
const same: Mutation = (recording) => recording;
const ONE = mutantsOf('exec/one', { 'does this': same, 'does that': same });
const OTHER = mutantsOf('exec/other', { 'does this': same, 'does that': same });

test('each check has mutants of its own', () => {
  expect(assigned([...ONE, ...OTHER], CHECKS)).toEqual([...ONE, ...OTHER]);
});

test('a check that nothing proves is refused', () => {
  expect(() => assigned(ONE, CHECKS)).toThrow('exec/other has 0 mutants and needs 2');
  expect(() => assigned([...ONE, ...OTHER.slice(1)], CHECKS)).toThrow('exec/other has 1 mutants and needs 2');
});

test('a mutant of no check, and one that is there twice, are refused', () => {
  const stray = mutantsOf('exec/on', { 'does this': same });
  expect(() => assigned([...ONE, ...OTHER, ...stray], CHECKS)).toThrow(
    'The mutant "does this" names no check: exec/on',
  );
  expect(() => assigned([...ONE, ...ONE, ...OTHER], CHECKS)).toThrow(
    'exec/one has two mutants of the name "does this"',
  );
});
