import { expect, test } from 'vitest';
import { leafChanges, otherText, seenValues } from '../../../../helpers/proof/leaves/changes.ts';
import { leavesOf } from '../../../../helpers/proof/leaves/leaf.ts';
import { replacedAt } from '../../../../helpers/util/json-object.ts';
import { scoreLeaves } from '../../../../helpers/proof/leaves/score.ts';
import { leafTally } from '../../../../helpers/proof/leaves/tally.ts';
import { loadRecording } from '../../../../helpers/recording/load.ts';

const recording = await loadRecording('fixtures/0.171.0/app-server/turn/sum');
const changes = leafChanges(recording, seenValues([recording]));

test('a path folds indices and names the variant', () => {
  const message = { turn: { status: { type: 'idle' }, items: [{ type: 'plan', text: 'a' }] } };
  expect(leavesOf(message).map(({ path }) => path)).toEqual([
    'turn.status(idle).type',
    'turn.items[]',
    'turn.items[](plan).type',
    'turn.items[](plan).text',
  ]);
});

test('replacing a leaf changes nothing else', () => {
  const message = { a: [{ b: 1, c: 2 }], d: 3 };
  expect(replacedAt(message, ['a', 0, 'b'], 4)).toEqual({ a: [{ b: 4, c: 2 }], d: 3 });
});

test('another text keeps its length and form', () => {
  expect([otherText('done.'), otherText('0-9'), otherText('…')]).toEqual(['dona.', '0-0', '…x']);
});

test('an enumerated leaf becomes another of its words', () => {
  const status = changes.filter(({ path }) => path === 'turn/completed params.turn.status');
  expect(status.map(({ before, after }) => [before, after])).toEqual([['completed', 'inProgress']]);
});

test('every change differs from the recording in its channel', () => {
  for (const { channel, mutate } of changes) {
    const changed = mutate();
    const isSame =
      channel === 'requests' ? changed.processes === recording.processes : changed.model === recording.model;
    expect(isSame).toBe(true);
    expect(changed).not.toEqual(recording);
  }
});

test('a check, a fact, nothing or nobody notices a change', () => {
  const facts = (one: typeof recording): ReadonlySet<string> =>
    new Set(
      one.processes.map(({ wire }) =>
        String(
          wire
            .map(({ text }) => text)
            .join()
            .includes('"activePermissionProfile":null'),
        ),
      ),
    );
  const results = scoreLeaves(
    recording,
    changes.filter(({ path }) =>
      /^turn\/completed params\.turn\.(?:id|durationMs)$|activePermissionProfile$|contentTokenCount$/.test(path),
    ),
    facts,
  );
  expect(leafTally(results)).toMatchObject({ changes: 5, left_out: 1, by_check: 1, by_fact_only: 1, by_nothing: 2 });
});
