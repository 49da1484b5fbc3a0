import { expect, test } from 'vitest';
import { departureFrom } from '../../../helpers/checks/departures.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import { CHECKS } from '../../../helpers/checks/registry.ts';
import { DEPARTURES } from '../../../helpers/recording/departures.ts';
import { SAMPLES } from './samples.ts';

test('a check that builds on what the scenario leaves out does not apply, with the reason', () => {
  const [sample] = SAMPLES;
  const check = CHECKS.find(({ id }) => id === 'turn/reply/exact')!;
  const departed = { ...sample!, expected: { turns: [], resumes: false, departures: ['no-known-reply'] as const } };
  const { verdict, reason } = judge(check, departed);
  expect([judge(check, sample!).verdict, verdict, reason]).toEqual([
    'pass',
    'not-applicable',
    'The scenario expects no particular reply.',
  ]);
});

test('a fault of the suite is told before any departure', () => {
  const check = CHECKS.find(({ id }) => id === 'turn/reply/exact')!;
  const faulty = {
    ...SAMPLES[0]!,
    expected: { turns: [], resumes: false, departures: ['no-known-reply'] as const },
    harness_errors: ['the disk is full'],
  };
  expect(judge(check, faulty).verdict).toBe('harness-error');
});

test('each departure takes some checks away, and none takes all', () => {
  const kept = Object.fromEntries(
    DEPARTURES.map((departure) => [
      departure,
      CHECKS.filter(({ id }) => departureFrom(id, [departure]) === undefined).length,
    ]),
  );
  const odd = Object.entries(kept).filter(([, count]) => count === CHECKS.length || count === 0);
  expect(odd).toEqual([]);
});

test('whatever a scenario departs from, its processes may leave nothing behind', () => {
  const ids = ['run/process/leaves-no-child', 'run/output/no-credentials'];
  expect(ids.map((id) => departureFrom(id, DEPARTURES))).toEqual([undefined, undefined]);
});
