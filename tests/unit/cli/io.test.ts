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

test('a command sees the environment of its process', () => {
  const surroundings = [{}, { isTTY: true, columns: 132 }].map((terminal) => {
    const { env, cwd, isTTY, columns } = processIo(processWith(terminal));
    return { env, cwd, isTTY, columns };
  });
  expect(surroundings).toEqual([
    { env: { A: '1' }, cwd: '/work', isTTY: false, columns: 80 },
    { env: { A: '1' }, cwd: '/work', isTTY: true, columns: 132 },
  ]);
});

test.each([
  ['codex-conformance', 'codex-conformance', '/called/from'],
  ['codex-conformance', 'conformance', '/called/from'],
  ['codex-conformance', 'test', '/work'],
  ['other', 'conformance', '/work'],
])('in package %s, a script %s starts in %s', (npm_package_name, npm_lifecycle_event, cwd) => {
  const env = { npm_package_name, npm_lifecycle_event, INIT_CWD: '/called/from' };
  expect(processIo({ ...processWith({}), env }).cwd).toBe(cwd);
});

test('texts are written unchanged to their stream', () => {
  const owner = processWith({});
  const io = processIo(owner);
  io.stdout('a\n');
  io.stderr('b');
  io.stdout('c');
  expect([owner.stdout.read(), owner.stderr.read()]).toEqual(['a\nc', 'b']);
});

test('a closed pipe is no error, a broken stream exits with 3', () => {
  const owner = processWith({});
  const { stdout } = owner;
  processIo(owner);
  const fail = (code: string): boolean => stdout.emit('error', Object.assign(new Error(code), { code }));
  expect(fail('EPIPE')).toBe(true);
  expect(() => fail('EIO')).toThrow('process.exit unexpectedly called with "3"');
});
