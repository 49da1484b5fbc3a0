import { expect, test } from 'vitest';
import { failIfAny, notApplicable, type Check } from '../../../helpers/checks/check.ts';
import { seenValues } from '../../../helpers/proof/leaves/changes.ts';
import { tallyPairs } from '../../../helpers/proof/pairs.ts';
import type { Mutations } from '../../../helpers/mutations/mutation.ts';
import { changeEachProcess } from '../../../helpers/mutations/recording.ts';
import { CHECKS, checksOf } from '../../../helpers/scenarios/catalog.ts';
import { SAMPLES } from '../checks/samples.ts';

const SAMPLE = SAMPLES.find(({ mode }) => mode === 'exec_stateless')!;

const dies = changeEachProcess(() => ({ exit_code: null }));

function broken(): never {
  throw new Error('no such event');
}

function check(id: string, judge: Check['judge'], mutants: Mutations = { dies }): Check {
  return { ...CHECKS[0]!, id, judge, mutants: () => mutants };
}

/** Fails where a process does not print a text. */
function prints(text: string): Check['judge'] {
  return ({ processes }) =>
    failIfAny(
      processes.filter(({ stdout }) => !stdout.includes(text)).map(() => ({ message: `no ${text}` })),
      processes.length,
      'processes',
    );
}

function tally(...checks: readonly Check[]) {
  const { unkilled, ...counts } = tallyPairs(SAMPLE, checks, seenValues([SAMPLE]));
  return { ...counts, unkilled: unkilled.map(({ id }) => id) };
}

test('a mutant or a changed leaf shows that a pass could fail', () => {
  const silent = changeEachProcess(() => ({ stdout: '' }));
  expect(tally(check('own', prints('agent_message'), { silent }), check('leaf', prints('"42"')))).toEqual({
    passing: 2,
    byOwnMutant: 1,
    byLeaf: 1,
    unkilled: [],
  });
});

test('lists a check that passes whatever is recorded', () => {
  const blind = check('blind', () => failIfAny([], 1, 'processes'), { dies, broken });
  expect(tally(blind)).toEqual({ passing: 1, byOwnMutant: 0, byLeaf: 0, unkilled: ['blind'] });
});

test('a check that does not pass needs no change', () => {
  expect(tally(check('unseen', () => notApplicable('no items')))).toEqual({
    passing: 0,
    byOwnMutant: 0,
    byLeaf: 0,
    unkilled: [],
  });
});

test('something turns red each pass on a hand-written recording', () => {
  const seen = seenValues(SAMPLES);
  const unkilled = SAMPLES.flatMap((recording) => tallyPairs(recording, checksOf(recording), seen).unkilled);
  expect(unkilled.map(({ id }) => id)).toEqual([]);
});
