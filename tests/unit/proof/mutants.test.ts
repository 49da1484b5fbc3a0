import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { applies } from '../../../helpers/checks/applies.ts';
import { applicabilityOf, checksOf } from '../../../helpers/scenarios/catalog.ts';
import type { Check } from '../../../helpers/checks/check.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import type { Evidence } from '../../../helpers/checks/verdict.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { MUTANTS } from '../../../helpers/proof/registry.ts';
import type { Mutant } from '../../../helpers/proof/mutant.ts';
import { UNTESTABLE } from '../../../helpers/proof/untestable.ts';
import { FAILURES, RECORDINGS } from './recordings.ts';
import { EXEC_ITEMS } from '../checks/exec-samples.ts';
import { SAMPLES } from '../checks/samples.ts';

function checkOf({ check }: Pick<Mutant, 'check'>): Check {
  return CHECKS.find(({ id }) => id === check)!;
}

/** The recordings that hold what the check of a mutant speaks of: good ones, or if there is none, those of failures. */
function judged(mutant: Pick<Mutant, 'check'>, recordings: readonly Recording[] = RECORDINGS): Recording[] {
  const good = passing(checkOf(mutant), recordings);
  return good.length > 0 ? good : passing(checkOf(mutant), [EXEC_ITEMS, ...FAILURES]);
}

function passing(check: Check, recordings: readonly Recording[]): Recording[] {
  return recordings
    .filter((each) => applies(check, applicabilityOf(each)))
    .filter((each) => judge(check, each).verdict === 'pass');
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

test('every mutant names a check, and is the only one of its name', () => {
  const ids = new Set(CHECKS.map(({ id }) => id));
  expect(MUTANTS.filter(({ check }) => !ids.has(check))).toEqual([]);
  const names = MUTANTS.map(({ check, mutant }) => `${check}: ${mutant}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('every check has two mutants at least', () => {
  const few = CHECKS.filter(({ id }) => MUTANTS.filter(({ check }) => check === id).length < 2);
  expect(few.map(({ id }) => id)).toEqual([]);
});

test('every check passes with evidence on every recording that holds what it speaks of', () => {
  const results = RECORDINGS.flatMap((recording) =>
    checksOf(recording).map((check) => ({ version: recording.codex.version, ...judge(check, recording) })),
  );
  expect(results.filter(({ verdict, evidence }) => verdict === 'pass' && evidence.length === 0)).toEqual([]);
  expect(CHECKS.filter(({ id }) => judged({ check: id }).length === 0).map(({ id }) => id)).toEqual([]);
  // A `may` can fail on a real binary, and not in each of its runs.
  const others = results.filter(
    ({ verdict, level }) => verdict !== 'pass' && verdict !== 'not-applicable' && level !== 'may',
  );
  expect(others).toEqual([]);
});

test('every mutant changes each recording that its check judges', () => {
  const idle = MUTANTS.flatMap((mutant) =>
    judged(mutant)
      .filter((recording) => isDeepStrictEqual(mutant.mutate(recording), recording))
      .map(({ codex, mode }) => `${mutant.check}: ${mutant.mutant} in ${mode} of ${codex.version}`),
  );
  expect(idle).toEqual([]);
});

test('every mutant fails its check on each recording', () => {
  const alive = MUTANTS.flatMap((mutant) =>
    judged(mutant)
      .map((recording) => ({
        version: recording.codex.version,
        result: judge(checkOf(mutant), mutant.mutate(recording)),
      }))
      .filter(({ result }) => result.verdict !== 'fail')
      .map(({ version, result }) => ({ mutant: mutant.mutant, version, result })),
  );
  expect(alive).toEqual([]);
});

test('every mutation leaves the recording that it is given alone', () => {
  const before = structuredClone(SAMPLES);
  for (const mutant of [...MUTANTS, ...UNTESTABLE]) judged(mutant, SAMPLES).forEach(mutant.mutate);
  expect(SAMPLES).toEqual(before);
});

test('the evidence of a failure says what is wrong, where, and what was to be seen', async () => {
  const told = MUTANTS.map((mutant) => {
    const sample = judged(mutant, SAMPLES).at(-1)!;
    const { evidence } = judge(checkOf(mutant), mutant.mutate(sample));
    return `${mutant.check}: ${mutant.mutant}${evidence.map((each) => `\n  ${shown(each)}`).join('')}`;
  });
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('evidence.txt');
});

test('every check says what is missing in a recording that does not hold what it speaks of', async () => {
  const unsaid = CHECKS.filter(({ id }) => !UNTESTABLE.some(({ check }) => check === id));
  expect(unsaid.map(({ id }) => id)).toEqual([]);
  const told = UNTESTABLE.flatMap((mutant) =>
    judged(mutant, SAMPLES).map((sample) => {
      const { verdict, reason, evidence } = judge(checkOf(mutant), mutant.mutate(sample));
      return `${mutant.check}, ${mutant.mutant}: ${verdict}, ${reason}, ${evidence.length}`;
    }),
  );
  await expect(`${[...new Set(told)].join('\n')}\n`).toMatchFileSnapshot('untestable.txt');
});
