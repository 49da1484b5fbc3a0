import { expect, test } from 'vitest';
import { textAt } from '../../../../helpers/scenarios/dsl/answers.ts';

test('finds a text by its path, or null', () => {
  const answer = { thread: { id: 't', turns: 3 } };
  expect([
    textAt(answer, 'thread', 'id'),
    textAt(answer, 'thread', 'turns'),
    textAt(answer, 'turn', 'id'),
    textAt(null, 'thread'),
  ]).toEqual(['t', null, null, null]);
});
