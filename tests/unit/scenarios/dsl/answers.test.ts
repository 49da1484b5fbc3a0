import { expect, test } from 'vitest';
import { textAt } from '../../../../helpers/scenarios/dsl/answers.ts';

test('a text is found at its place, and nothing where there is none', () => {
  const answer = { thread: { id: 't', turns: 3 } };
  expect([
    textAt(answer, 'thread', 'id'),
    textAt(answer, 'thread', 'turns'),
    textAt(answer, 'turn', 'id'),
    textAt(null, 'thread'),
  ]).toEqual(['t', null, null, null]);
});
