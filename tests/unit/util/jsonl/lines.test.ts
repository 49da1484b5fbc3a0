import { expect, test } from 'vitest';
import { createLineSplitter, splitText } from '../../../../helpers/util/jsonl/lines.ts';
import type { Line } from '../../../../helpers/util/jsonl/lines.ts';

function splitBytes(...chunks: readonly (string | readonly number[])[]): Line[] {
  const splitter = createLineSplitter();
  const lines = chunks.flatMap((chunk) => splitter.push(Uint8Array.from(Buffer.from(chunk as string))));
  return [...lines, ...splitter.end()];
}

const plain = { terminated: true, crlf: false, bom: false, validUtf8: true };

test('ends lines at \\n and nowhere else', () => {
  const text = 'a\u2028b\u2029c\u0085d\ve\ff\rg\0h\nnext\n';
  const lines = [
    { ...plain, line: 1, text: 'a\u2028b\u2029c\u0085d\ve\ff\rg\0h' },
    { ...plain, line: 2, text: 'next' },
  ];
  expect(splitBytes(text)).toEqual(lines);
  expect(splitText(text)).toEqual(lines);
});

test('a CR before the LF belongs to the line break', () => {
  const lines = [
    { ...plain, line: 1, text: 'a', crlf: true },
    { ...plain, line: 2, text: 'b\r', crlf: true },
    { ...plain, line: 3, text: '', crlf: true },
    { ...plain, line: 4, text: 'c' },
    { ...plain, line: 5, text: 'd\r', terminated: false },
  ];
  expect(splitBytes('a\r\nb\r\r\n\r\nc\nd\r')).toEqual(lines);
  expect(splitBytes('a\r', '\nb\r', '\r', '\n\r', '\nc', '\nd\r')).toEqual(lines);
  expect(splitText('a\r\nb\r\r\n\r\nc\nd\r')).toEqual(lines);
});

test('gives empty lines, and no line after the last line break', () => {
  const lines = [
    { ...plain, line: 1, text: '' },
    { ...plain, line: 2, text: '' },
    { ...plain, line: 3, text: 'a' },
  ];
  expect(splitBytes('\n\na\n')).toEqual(lines);
  expect(splitText('\n\na\n')).toEqual(lines);
  expect(splitBytes()).toEqual([]);
  expect(splitBytes('', '')).toEqual([]);
  expect(splitText('')).toEqual([]);
});

test('marks a last line without a line break', () => {
  expect(splitBytes('a\nb')).toEqual([
    { ...plain, line: 1, text: 'a' },
    { ...plain, line: 2, text: 'b', terminated: false },
  ]);
});

test('takes a byte order mark off the first line only', () => {
  const lines = [
    { ...plain, line: 1, text: '{}', bom: true },
    { ...plain, line: 2, text: '\uFEFF{}' },
  ];
  expect(splitBytes('\uFEFF{}\n\uFEFF{}\n')).toEqual(lines);
  expect(splitBytes([0xef], [0xbb], [0xbf, 0x7b], '}\n\uFEFF{}\n')).toEqual(lines);
  expect(splitText('\uFEFF{}\n\uFEFF{}\n')).toEqual(lines);
  expect(splitBytes('\uFEFF')).toEqual([{ ...plain, line: 1, text: '', bom: true, terminated: false }]);
  expect(splitBytes('\uFEFF\r\n')).toEqual([{ ...plain, line: 1, text: '', bom: true, crlf: true }]);
});

test('joins a character that the chunks cut', () => {
  const bytes = [...Buffer.from('é€😀\n')];
  expect(splitBytes(...bytes.map((byte) => [byte]))).toEqual([{ ...plain, line: 1, text: 'é€😀' }]);
});

test('marks lines with invalid UTF-8, not with U+FFFD', () => {
  expect(splitBytes('ok\n', [0x61, 0xff, 0x0a], 'a\uFFFDb\n', [0xe2, 0x82, 0x0a, 0xc3])).toEqual([
    { ...plain, line: 1, text: 'ok' },
    { ...plain, line: 2, text: 'a\uFFFD', validUtf8: false },
    { ...plain, line: 3, text: 'a\uFFFDb' },
    { ...plain, line: 4, text: '\uFFFD', validUtf8: false },
    { ...plain, line: 5, text: '\uFFFD', validUtf8: false, terminated: false },
  ]);
  expect(splitBytes([0x61, 0x0a, 0xff, 0x0d, 0x0a, 0xef, 0xbf, 0xbd, 0x0a])).toEqual([
    { ...plain, line: 1, text: 'a' },
    { ...plain, line: 2, text: '\uFFFD', validUtf8: false, crlf: true },
    { ...plain, line: 3, text: '\uFFFD' },
  ]);
});

test('gives each line as soon as its line break is there', () => {
  const splitter = createLineSplitter();
  const pushed = ['a', '\nb\nc', '', '\n'].map((chunk) => splitter.push(Buffer.from(chunk)).map((line) => line.text));
  expect([...pushed, splitter.end()]).toEqual([[], ['a', 'b'], [], ['c'], []]);
});

test('keeps nothing of a chunk that its owner reuses', () => {
  const splitter = createLineSplitter();
  const chunk = Buffer.from('a\nb');
  const first = splitter.push(chunk);
  chunk.fill('x');
  expect([...first, ...splitter.end()].map((line) => line.text)).toEqual(['a', 'b']);
});

test('cuts a chunk of many megabytes like small ones', () => {
  const line = `${'é'.repeat(300_000)}\n`;
  const lines = splitBytes(line.repeat(5));
  expect(lines.map((each) => [each.line, each.text.length, each.validUtf8])).toEqual(
    [1, 2, 3, 4, 5].map((number) => [number, 300_000, true]),
  );
});
