import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { processIo } from '../../../helpers/cli/io.ts';

function processWith(terminal: { readonly isTTY?: boolean; readonly columns?: number }) {
  const stdout = Object.assign(new PassThrough({ encoding: 'utf8' }), terminal);
  return {
    stdin: new PassThrough(),
    stdout,
    stderr: new PassThrough({ encoding: 'utf8' }),
    env: { A: '1' },
    cwd: () => '/work',
  };
}

test('the surroundings of a command are those of its process', () => {
  const surroundings = [{}, { isTTY: true, columns: 132 }].map((terminal) => {
    const { env, cwd, isTTY, columns } = processIo(processWith(terminal));
    return { env, cwd, isTTY, columns };
  });
  expect(surroundings).toEqual([
    { env: { A: '1' }, cwd: '/work', isTTY: false, columns: 80 },
    { env: { A: '1' }, cwd: '/work', isTTY: true, columns: 132 },
  ]);
});

test('texts go to the stream that is named, as they are', () => {
  const owner = processWith({});
  const io = processIo(owner);
  io.stdout('a\n');
  io.stderr('b');
  io.stdout('c');
  expect([owner.stdout.read(), owner.stderr.read()]).toEqual(['a\nc', 'b']);
});

test('a reader that is gone is no error, a stream that breaks ends the program with 3', () => {
  const owner = processWith({});
  const { stdout } = owner;
  processIo(owner);
  const fail = (code: string): boolean => stdout.emit('error', Object.assign(new Error(code), { code }));
  expect(fail('EPIPE')).toBe(true);
  expect(() => fail('EIO')).toThrow('process.exit unexpectedly called with "3"');
});
