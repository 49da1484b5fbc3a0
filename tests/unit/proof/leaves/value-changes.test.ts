import { expect, test } from 'vitest';
import { seenValues } from '../../../../helpers/proof/leaves/changes.ts';
import { valueChanges } from '../../../../helpers/proof/leaves/value-changes.ts';
import { loadRecording } from '../../../../helpers/recording/load.ts';

const recording = await loadRecording('fixtures/0.171.0/app-server/turn/sum');
const changes = valueChanges(recording, seenValues([recording]));
const reported = (one: typeof recording): string =>
  one.processes.flatMap(({ wire }) => wire.flatMap(({ from, text }) => (from === 'server' ? [text] : []))).join('\n');

test('a changed text is reported nowhere as before', () => {
  const reply = recording.expected.turns[0]!.expected_reply;
  const { mutate, after } = changes.find(({ before }) => before === reply)!;
  const changed = reported(mutate());
  expect([changed.includes(`"text":"${reply}"`), changed.includes(`"text":"${String(after)}"`)]).toEqual([false, true]);
  const pieces = [...changed.matchAll(/"delta":"([^"]*)"/g)].map(([, piece]) => piece);
  expect(pieces.join('')).toBe(after);
});

test('each value of a field is changed once', () => {
  const values = changes.map(({ path, before }) => (typeof before === 'string' ? before : `${path} ${String(before)}`));
  expect(values).toEqual([...new Set(values)]);
});

const client = (one: typeof recording): unknown =>
  one.processes.map(({ wire }) => wire.filter(({ from }) => from === 'client'));

test('no change touches the client or the model', () => {
  for (const { mutate } of changes) {
    const changed = mutate();
    expect([client(changed), changed.model]).toEqual([client(recording), recording.model]);
    expect(changed.processes).not.toEqual(recording.processes);
  }
});
