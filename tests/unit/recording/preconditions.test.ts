import { expect, test } from 'vitest';
import { preconditionsIn } from '../../../helpers/recording/preconditions.ts';

test('a default precondition holds unless it is broken', () => {
  expect([preconditionsIn([], []).has('stays-local'), preconditionsIn(['stays-local'], []).has('stays-local')]).toEqual(
    [true, false],
  );
});

test('a shown precondition holds only where it is shown', () => {
  expect([preconditionsIn([], []).has('interrupts'), preconditionsIn([], ['interrupts']).has('interrupts')]).toEqual([
    false,
    true,
  ]);
});

test('breaking a precondition breaks what requires it', () => {
  const holding = preconditionsIn(['threads'], []);
  expect([holding.has('has-turn'), holding.has('reaches-model'), holding.has('turn-completes')]).toEqual([
    false,
    false,
    true,
  ]);
});

test('showing a precondition shows what it requires', () => {
  const holding = preconditionsIn([], ['command-ends']);
  expect([holding.has('item-status'), holding.has('item-starts'), holding.has('item-updates')]).toEqual([
    true,
    true,
    false,
  ]);
});
