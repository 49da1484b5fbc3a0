import { expect, test } from 'vitest';
import { StatusLine, type TerminalOutput } from '../../../../helpers/util/terminal/status-line.ts';

function written(act: (status: StatusLine) => void, change: Partial<TerminalOutput> = {}): readonly string[] {
  const writes: string[] = [];
  act(new StatusLine({ write: (text) => writes.push(text), isTTY: true, columns: 80, env: {}, ...change }));
  return writes.map((text) => text.replaceAll('\u001b', '^').replaceAll('\r', '<CR>'));
}

test('rewrites its lines in one write', () => {
  const writes = written((status) => {
    status.show('a 0/2', 'b 0/1');
    status.show('a 1/2', 'b 0/1');
    status.clear();
  });
  expect(writes).toEqual(['a 0/2^[K\nb 0/1^[K\n^[J', '^[2A<CR>a 1/2^[K\nb 0/1^[K\n^[J', '^[2A<CR>^[J']);
});

test('writes nothing when no line changed', () => {
  const writes = written((status) => {
    status.show('a');
    status.show('a');
    status.clear();
    status.clear();
  });
  expect(writes).toEqual(['a^[K\n^[J', '^[1A<CR>^[J']);
});

test('prints above the lines that change', () => {
  const writes = written((status) => {
    status.print('first');
    status.show('a');
    status.print('second');
    status.print('');
  });
  expect(writes).toEqual(['first\n', 'a^[K\n^[J', '^[1A<CR>second^[K\na^[K\n^[J', '^[1A<CR>^[K\na^[K\n^[J']);
});

test.each([
  ['a pipe', { isTTY: false }],
  ['a dumb terminal', { env: { TERM: 'dumb' } }],
  ['CI', { env: { CI: 'true' } }],
])('only prints in %s', (_name, output) => {
  const writes = written((status) => {
    status.show('a');
    status.print('b');
    status.clear();
  }, output);
  expect(writes).toEqual(['b\n']);
});

test('cuts a longer word to the width and keeps its colours', () => {
  const lines = ['abcd', 'abcde', '\u001b[31mabc\u001b[39mdef', '😀😀😀😀😀'];
  expect(lines.map((line) => written((status) => status.show(line), { columns: 5 })[0])).toEqual([
    'abcd^[K\n^[J',
    'abc…^[K\n^[J',
    '^[31mabc^[39m…^[K\n^[J',
    '😀😀😀…^[K\n^[J',
  ]);
});

test('cuts a line after a word and keeps its colours', () => {
  const lines = ['one two three', '\u001b[31mone two\u001b[39m three', 'one \u001b[31mtwo three\u001b[39m'];
  expect(lines.map((line) => written((status) => status.show(line), { columns: 11 })[0])).toEqual([
    'one two …^[K\n^[J',
    '^[31mone two^[39m …^[K\n^[J',
    'one ^[31mtwo …^[39m^[K\n^[J',
  ]);
});
