import { expect, test } from 'vitest';
import { silenceText } from '../../../helpers/cli/live.ts';

test.each([
  [null, 'codex has printed nothing yet: it starts, or waits for its provider'],
  ['turn.started', 'after turn.started codex waits for its model'],
  ['item/started', 'after item/started codex waits for the end of that item'],
  ['item.completed\u001b[2J', String.raw`after item.completed\u001b[2J codex waits for its model`],
])('names what codex waits for after %j', (last, waits) => {
  const text = silenceText({ scenario: 'exec/a', seconds: 30, last }, { deadlineMs: 900_000 });
  expect(text).toBe(`exec/a: no event for 30 s; ${waits}; the limit of a turn is 15 min 0 s (--deadline)`);
});
