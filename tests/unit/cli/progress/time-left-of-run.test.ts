import { expect, test } from 'vitest';
import { timeLeftOfRun, type OpenScenario } from '../../../../helpers/cli/progress/time-left-of-run.ts';

const SLOTS = { working: 2, waiting: 3 };

function open(earlier: number | null, change: Partial<OpenScenario> = {}): OpenScenario {
  return { earlier, running: null, idle: false, ...change };
}

test('is unknown before any time is known', () => {
  expect(timeLeftOfRun([open(null), open(null)], [], SLOTS)).toBeNull();
});

test('plays the times of an earlier run in its slots', () => {
  expect(timeLeftOfRun([open(3000), open(1000), open(1000), open(500)], [], SLOTS)).toBe(3000);
  expect(timeLeftOfRun([open(2000), open(2000), open(2000)], [], SLOTS)).toBe(4000);
});

test('counts what runs already, but never below zero', () => {
  expect(timeLeftOfRun([open(3000, { running: 1000 })], [], SLOTS)).toBe(2000);
  expect(timeLeftOfRun([open(3000, { running: 9000 })], [], SLOTS)).toBe(0);
});

test('waits for idle scenarios beside the others', () => {
  expect(timeLeftOfRun([open(1000), open(7000, { idle: true }), open(7000, { idle: true })], [], SLOTS)).toBe(7000);
});

test('follows the pace of this run', () => {
  expect(timeLeftOfRun([open(1000)], [{ earlier: 500, took: 1000 }], SLOTS)).toBe(2000);
});

test('takes an unknown scenario for an average one', () => {
  expect(
    timeLeftOfRun(
      [open(null)],
      [
        { earlier: null, took: 800 },
        { earlier: null, took: 400 },
      ],
      SLOTS,
    ),
  ).toBe(600);
  expect(timeLeftOfRun([open(null), open(1000)], [], SLOTS)).toBe(1000);
});
