import { expect, test } from 'vitest';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { printError } from '../../../helpers/cli/print-error.ts';
import { capturedIo } from './captured-io.ts';

function printed(error: unknown, { verbose = false, debug = '' } = {}) {
  const io = capturedIo({ env: { CODEX_CONFORMANCE_DEBUG: debug } });
  return { code: printError(error, io, verbose), ...io.written };
}

function defect(): Error {
  const error = new Error('it broke', { cause: new TypeError('the reason') });
  error.stack = 'Error: it broke\n    at here';
  (error.cause as Error).stack = 'TypeError: the reason\n    at there';
  return error;
}

test('prints message and hint, and returns the exit code', () => {
  expect([
    printed(new SuiteError('usage', 'wrong', { hint: 'Do this.', cause: new Error('x') }), { verbose: true }),
    printed(new SuiteError('environment', 'two\nlines')),
    printed(new SuiteError('interrupted', 'stopped')),
  ]).toEqual([
    { code: 2, stdout: '', stderr: 'error: wrong\nhint: Do this.\n' },
    { code: 3, stdout: '', stderr: 'error: two\nlines\n' },
    { code: 130, stdout: '', stderr: 'error: stopped\n' },
  ]);
});

const ASKS =
  'This is a defect of codex-conformance. Please report it with the command and what it prints with CODEX_CONFORMANCE_DEBUG=1.';
const ASKS_WITH_STACK =
  'This is a defect of codex-conformance. Please report it with the command and all of the above.';

test('prints a defect without its stack', () => {
  expect([printed(defect()), printed('a text'), printed(undefined, { debug: '0' })]).toEqual([
    { code: 70, stdout: '', stderr: `internal error: it broke\n${ASKS}\n` },
    { code: 70, stdout: '', stderr: `internal error: a text\n${ASKS}\n` },
    { code: 70, stdout: '', stderr: `internal error: undefined\n${ASKS}\n` },
  ]);
});

test.for([{ verbose: true }, { debug: '1' }])('the stack of a defect and of its cause is shown with %j', (options) => {
  const stack = 'Error: it broke\n    at here\ncaused by: TypeError: the reason\n    at there';
  expect(printed(defect(), options)).toEqual({
    code: 70,
    stdout: '',
    stderr: `internal error: ${stack}\n${ASKS_WITH_STACK}\n`,
  });
  expect(printed('a text', options).stderr).toBe(`internal error: a text\n${ASKS_WITH_STACK}\n`);
});

test('a missing package is an environment error', async () => {
  const specifier = 'no-such-package-of-codex-conformance';
  const error = await import(/* @vite-ignore */ specifier).catch((error: unknown) => error);
  const { code, stderr } = printed(error);
  expect({ code, stderr: stderr.replace(/ imported from .*/, '') }).toEqual({
    code: 3,
    stderr: `error: Cannot find package '${specifier}'\nhint: Install the dependencies with \`npm ci\`.\n`,
  });
});

test('escapes characters that act on a terminal', () => {
  expect(printed(new SuiteError('usage', '\u001b[2J\r\u009b1m\u202e é\t😀')).stderr).toBe(
    String.raw`error: \u{1b}[2J\u{d}\u{9b}1m\u{202e} é` + '\t😀\n',
  );
});
