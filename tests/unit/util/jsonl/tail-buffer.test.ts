import { expect, test } from 'vitest';
import { createTailBuffer } from '../../../../helpers/util/jsonl/tail-buffer.ts';

test('gives up what was added, once', () => {
  const tail = createTailBuffer();
  tail.append(Buffer.from('ab'));
  tail.append(Buffer.from('c'));
  expect([tail.length, tail.take().toString(), tail.length, tail.take().toString()]).toEqual([3, 'abc', 0, '']);
  tail.append(Buffer.from('d'));
  expect(tail.take().toString()).toBe('d');
});

test('copies what it is given', () => {
  const tail = createTailBuffer();
  const bytes = Buffer.from('ab');
  tail.append(bytes);
  bytes.fill('x');
  expect(tail.take().toString()).toBe('ab');
});

test('keeps a line of megabytes in linear time', () => {
  const tail = createTailBuffer();
  const piece = Buffer.alloc(16, 'abcdefghijklmnop');
  for (let count = 0; count < 200_000; count += 1) tail.append(piece);
  const taken = tail.take();
  expect([taken.length, taken.subarray(-16).toString(), taken.equals(Buffer.alloc(3_200_000, piece))]).toEqual([
    3_200_000,
    'abcdefghijklmnop',
    true,
  ]);
});

test('lets go of the room for a long line when it is given up', () => {
  const tail = createTailBuffer();
  tail.append(Buffer.alloc(3 << 20));
  const long = tail.take().buffer;
  tail.append(Buffer.from('short'));
  const short = tail.take().buffer;
  tail.append(Buffer.from('again'));
  expect([short === long, short.byteLength < 1 << 20, tail.take().buffer === short]).toEqual([false, true, true]);
});
