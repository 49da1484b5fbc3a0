import { expect, test } from 'vitest';
import { wrap } from '../../../../helpers/util/text/wrap.ts';

test.for<[text: string, lines: string[]]>([
  ['', ['']],
  ['short', ['short']],
  ['one two three', ['one two', 'three']],
  ['ten digits in ten', ['ten digits', 'in ten']],
  ['incomprehensible word', ['incomprehensible', 'word']],
  ['an incomprehensible word', ['an', 'incomprehensible', 'word']],
])('wraps %j at ten characters', ([text, lines]) => {
  expect(wrap(text, 10)).toEqual(lines);
});
