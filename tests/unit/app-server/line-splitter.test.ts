import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { createLineSplitter, type SplitLine } from '../../../helpers/app-server/line-splitter.ts';
import { piecesOf } from './pieces.ts';

test('cuts at line feeds only and takes one carriage return with them', () => {
  expect(split([Buffer.from('a\r\nb\r\r\nc\rd\u2028e\u2029f\u0085g\n\n')])).toEqual([
    { text: 'a', flaws: [] },
    { text: 'b\r', flaws: [] },
    { text: 'c\rd\u2028e\u2029f\u0085g', flaws: [] },
    { text: '', flaws: [] },
  ]);
});

test('flags a last line without a line break and keeps its carriage return', () => {
  expect(split([Buffer.from('a\n{"id"\r')])).toEqual([
    { text: 'a', flaws: [] },
    { text: '{"id"\r', flaws: ['unterminated'] },
  ]);
});

test('flags bytes that are not UTF-8, but not a replacement character that was sent', () => {
  expect(split([Buffer.from([0x61, 0xff, 0x0a]), Buffer.from('\uFFFD\n'), Buffer.from([0xe2, 0x82])])).toEqual([
    { text: 'a\uFFFD', flaws: ['invalid-utf-8'] },
    { text: '\uFFFD', flaws: [] },
    { text: '\uFFFD', flaws: ['unterminated', 'invalid-utf-8'] },
  ]);
});

test('keeps a byte order mark, which is not JSON', () => {
  expect(split([Buffer.from('\uFEFF{}\n')])).toEqual([{ text: '\uFEFF{}', flaws: [] }]);
});

test('starts afresh after the end', () => {
  const splitter = createLineSplitter();
  splitter.push(Buffer.from('a'));
  splitter.end();
  expect([splitter.end(), splitter.push(Buffer.from('b\n'))]).toEqual([[], [{ text: 'b', flaws: [] }]]);
});

test('takes plain byte arrays', () => {
  expect(split([new TextEncoder().encode('é\n')])).toEqual([{ text: 'é', flaws: [] }]);
});

test('gives the same lines for any chunking', () => {
  const text = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('\n', '\r\n', '\r', '😀', 'é', '\u2028', '\0'));
  const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(text), fc.uint8Array({ maxLength: 4 }), sizes, (pieces, tail, lengths) => {
      const bytes = Buffer.concat([Buffer.from(pieces.join('')), tail]);
      expect(split(piecesOf(bytes, lengths))).toEqual(split([bytes]));
    }),
  );
});

test('joins a long line of many chunks in linear time', () => {
  secondsForLineOf(1);
  // Joining anew at each chunk would copy 12 GB here; joining once takes some 10 ms.
  expect(secondsForLineOf(20)).toBeLessThan(1);
});

function secondsForLineOf(megabytes: number): number {
  const chunk = Buffer.alloc(16 * 1024, 'x');
  const started = performance.now();
  const [line] = split([...Array.from({ length: megabytes * 64 }, () => chunk), Buffer.from('\n')]);
  expect(line?.text.length).toBe(megabytes * 1024 * 1024);
  return (performance.now() - started) / 1000;
}

function split(chunks: readonly Uint8Array[]): SplitLine[] {
  const splitter = createLineSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}
