import { Command } from '@commander-js/extra-typings';
import { expect, test } from 'vitest';
import { defineCommand } from '../../../helpers/cli/command.ts';
import { main } from '../../../helpers/cli/main.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { capturedIo } from './captured-io.ts';

const COMMANDS = [
  defineCommand(new Command('greet').argument('<name>').option('--twice'), [], async (name, { twice }, io) => {
    io.stdout(`${name} in ${io.cwd}\n`);
    return twice === true ? 2 : 1;
  }),
  defineCommand(new Command('refuse'), [], async () => {
    throw new SuiteError('environment', 'no codex', { hint: 'Install one.' });
  }),
  defineCommand(new Command('break').option('--verbose'), [], () => {
    throw new Error('thrown before there was a promise');
  }),
];

async function outcome(...argv: readonly string[]) {
  const io = capturedIo({ columns: 66 });
  return { code: await main(argv, io, COMMANDS), ...io.written };
}

test('returns the exit code of the command', async () => {
  expect([await outcome('greet', 'a', '--twice'), await outcome('greet', 'b')]).toEqual([
    { code: 2, stdout: 'a in /work\n', stderr: '' },
    { code: 1, stdout: 'b in /work\n', stderr: '' },
  ]);
});

test('commands that run at once keep their arguments', async () => {
  expect((await Promise.all(['a', 'b'].map((name) => outcome('greet', name)))).map(({ stdout }) => stdout)).toEqual([
    'a in /work\n',
    'b in /work\n',
  ]);
});

test('prints help on stderr when the command is missing', async () => {
  const { stdout } = await outcome('--help');
  expect(await outcome()).toEqual({ code: 2, stdout: '', stderr: stdout });
});

test('prints the version of the package', async () => {
  expect(await outcome('--version')).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
});

test('prints an error as its message and hint', async () => {
  expect([await outcome('gret'), await outcome('refuse')]).toEqual([
    { code: 2, stdout: '', stderr: "error: unknown command 'gret'\nhint: Did you mean greet?\n" },
    { code: 3, stdout: '', stderr: 'error: no codex\nhint: Install one.\n' },
  ]);
});

test('a defect exits with 70 and shows its stack with --verbose', async () => {
  const [plain, verbose] = [await outcome('break'), await outcome('break', '--verbose')];
  expect([plain.code, verbose.code]).toEqual([70, 70]);
  const message = 'thrown before there was a promise';
  expect(plain.stderr.split('\n')[0]).toBe(`internal error: ${message}`);
  expect(verbose.stderr.split('\n').slice(0, 2)).toEqual([
    `internal error: Error: ${message}`,
    expect.stringContaining('main.test.ts'),
  ]);
});
