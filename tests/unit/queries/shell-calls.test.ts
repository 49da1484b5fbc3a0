import { describe, expect, it } from 'vitest';
import { commandReport } from '../../../helpers/queries/shell-calls.ts';

describe('the report of a command', () => {
  it.each([
    ['JSON', ['{"output":"one\\n","metadata":{"exit_code":3}}'], { printed: 'one\n', exitCode: 3 }],
    ['lines', ['Exit code: 3\nWall time: 1 seconds\nOutput:\none\n'], { printed: 'one\n', exitCode: 3 }],
    ['a session', ['Wall time: 1 seconds\nProcess running with session ID 7\nOutput:\n'], { printed: '', session: 7 }],
    ['a script', ['Script completed\nOutput:\n', 'one\n', 'two\n'], { printed: 'one\ntwo\n' }],
    [
      'lines after the wall time',
      ['Wall time: 1 seconds\nOutput:\nExit code: 0\nOutput:\nA a\n'],
      { printed: 'A a\n', exitCode: 0 },
    ],
  ])('is read from %s', (_, texts, expected) => {
    expect(commandReport({ texts })).toEqual(expected);
  });

  it('has no printed text where its heading is missing', () => {
    expect(commandReport({ texts: ['Process exited with code 0\nOutpua:\n'] })).toEqual({
      printed: undefined,
      exitCode: 0,
    });
  });

  it.each(['', 'aborted by user', 'one\nExit code: 0\nOutput:\n', '{"output":"one"}'])('is missing in %j', (text) => {
    expect(commandReport({ texts: [text] })).toBeUndefined();
  });
});
