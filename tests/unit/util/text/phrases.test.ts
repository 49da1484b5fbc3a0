import { expect, test } from 'vitest';
import { plural, durationText } from '../../../../helpers/util/text/phrases.ts';

test('durations are in seconds, then minutes', () => {
  expect([0, 620, 59_940, 59_960, 125_400].map(durationText)).toEqual([
    '0.0 s',
    '0.6 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 5 s',
  ]);
});

test('counts agree with their noun', () => {
  expect([plural(0, 'check'), plural(1, 'check'), plural(2, 'reply', 'replies')]).toEqual([
    '0 checks',
    '1 check',
    '2 replies',
  ]);
});
