import { expect, test } from 'vitest';
import { LiveLines } from '../../../../helpers/formats/terminal/live-lines.ts';

function paint(act: (live: LiveLines) => void): readonly string[] {
  const writes: string[] = [];
  act(new LiveLines({ write: (text) => writes.push(text) }));
  return writes;
}

test('lines are written over in one write', () => {
  const writes = paint((live) => {
    live.show(['a 0/2', 'b 0/1']);
    live.show(['a 1/2', 'b 0/1']);
    live.clear();
  });
  expect(writes).toEqual([
    'a 0/2\u001b[K\nb 0/1\u001b[K\n\u001b[J',
    '\u001b[2A\ra 1/2\u001b[K\nb 0/1\u001b[K\n\u001b[J',
    '\u001b[2A\r\u001b[J',
  ]);
});

test('lines that did not change are not written again', () => {
  const writes = paint((live) => {
    live.show(['a']);
    live.show(['a']);
    live.clear();
    live.clear();
  });
  expect(writes).toEqual(['a\u001b[K\n\u001b[J', '\u001b[1A\r\u001b[J']);
});
