import { expect, test } from 'vitest';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { helpText } from '../../../helpers/cli/help.ts';
import { main } from '../../../helpers/cli/main.ts';
import type { Handlers } from '../../../helpers/cli/main.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { capturedIo } from './captured-io.ts';

function breaks(): Promise<number> {
  throw new Error('thrown before there was a promise');
}

const handlers: Handlers = {
  run: async (options, io) => {
    io.stdout(`run ${JSON.stringify(options.only)} in ${io.cwd}\n`);
    return options.live ? 0 : 1;
  },
  matrix: breaks,
  bisect: breaks,
  record: async () => {
    throw new SuiteError('environment', 'no codex', { hint: 'Install one.' });
  },
  replay: breaks,
  list: breaks,
  explain: breaks,
  judge: breaks,
  versions: breaks,
  diff: breaks,
  history: breaks,
  'can-i-upgrade': breaks,
};

async function outcome(...argv: string[]) {
  const io = capturedIo({ columns: 66 });
  const code = await main(argv, io, handlers);
  return { code, ...io.written };
}

test('the handler of the command gets the options, and its exit code is that of the program', async () => {
  expect([await outcome('run', '--only', 'exec'), await outcome('run', '--live')]).toEqual([
    { code: 1, stdout: 'run ["exec"] in /work\n', stderr: '' },
    { code: 0, stdout: 'run [] in /work\n', stderr: '' },
  ]);
});

test('help that was asked for is on stdout, help for want of a command is on stderr and no success', async () => {
  expect([await outcome('--help'), await outcome('help', 'run'), await outcome('list', '-h'), await outcome()]).toEqual(
    [
      { code: 0, stdout: helpText(undefined, 66), stderr: '' },
      { code: 0, stdout: helpText('run', 66), stderr: '' },
      { code: 0, stdout: helpText('list', 66), stderr: '' },
      { code: 2, stdout: '', stderr: helpText(undefined, 66) },
    ],
  );
});

test('the version is that of the package', async () => {
  expect(await outcome('--version')).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
});

test('errors of the arguments and of the handlers are printed', async () => {
  expect([await outcome('rnu'), await outcome('record')]).toEqual([
    { code: 2, stdout: '', stderr: 'error: unknown command "rnu"\nhint: Did you mean run?\n' },
    { code: 3, stdout: '', stderr: 'error: no codex\nhint: Install one.\n' },
  ]);
});

test('a defect of a handler ends in exit code 70, with its stack only if run is verbose', async () => {
  const failing: Handlers = { ...handlers, run: breaks };
  const io = capturedIo();
  const verbose = capturedIo();
  expect([await main(['run'], io, failing), await main(['run', '--verbose'], verbose, failing)]).toEqual([70, 70]);
  const message = 'thrown before there was a promise';
  expect(io.written.stderr.split('\n')[0]).toBe(`internal error: ${message}`);
  expect(verbose.written.stderr.split('\n').slice(0, 2)).toEqual([
    `internal error: Error: ${message}`,
    expect.stringContaining('main.test.ts'),
  ]);
});
