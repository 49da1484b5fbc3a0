import { expect, test } from 'vitest';
import { mergeSpans, REDACTED, replaceSpans } from '../../../../helpers/recording/sanitise/spans.ts';

const secret = (start: number, end: number) => ({ start, end, replacement: REDACTED });
const path = (start: number, end: number, replacement = '<HOME>') => ({ start, end, replacement });

test('spans come in order, and those that only touch stay apart', () => {
  expect(mergeSpans([path(5, 7), secret(0, 2), secret(2, 5)])).toEqual([secret(0, 2), secret(2, 5), path(5, 7)]);
});

test('a secret swallows what it overlaps, on both sides', () => {
  expect(mergeSpans([path(0, 4), secret(2, 6), path(5, 9)])).toEqual([secret(0, 9)]);
  expect(mergeSpans([secret(0, 9), secret(2, 3)])).toEqual([secret(0, 9)]);
});

test('of two paths that overlap the longer one stays', () => {
  expect(mergeSpans([path(0, 3), path(0, 5, '<TMPDIR>')])).toEqual([path(0, 5, '<TMPDIR>')]);
  expect(mergeSpans([path(0, 3), path(2, 9, '<TMPDIR>')])).toEqual([path(2, 9, '<TMPDIR>')]);
});

test('puts the replacement where the span begins', () => {
  expect(replaceSpans(['ab', 'cd', '', 'ef', 'gh'], [path(0, 1, '1'), path(3, 6, '2'), path(6, 7, '3')])).toEqual([
    '1b',
    'c2',
    '',
    '',
    '3h',
  ]);
});
