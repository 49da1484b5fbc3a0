import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS, main } from '../../../helpers/cli/main.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { temporaryFolder, write } from '../codex/temporary.ts';
import { capturedIo } from './captured-io.ts';

const FIXTURES = join(SUITE_ROOT, 'fixtures');
const SUM = join(FIXTURES, '0.171.0', 'exec', 'stateless', 'sum');
const STREAM = join(SUM, 'stdout.jsonl');
const UPGRADE = ['can-i-upgrade', '--from', '0.98.0', '--to', '0.171.0'];

/** The same mistake in each command that can be used wrongly in this way. */
const MISTAKES: Readonly<Record<string, readonly [exitCode: number, ...(readonly string[])[]]>> = {
  'an unknown option': [2, ...COMMANDS.map(({ command }) => [command.name(), '--no-such-option'])],
  'an input file that does not exist': [
    2,
    ['run', '--cases', 'none'],
    ['record', '--cases', 'none'],
    ['run', '--baseline', 'none'],
    ['matrix', '--codex', 'path', '--baseline', 'none'],
    ['baseline', 'none'],
    ['judge', 'none'],
    ['replay', 'none'],
    ['history', 'none'],
    [...UPGRADE, '--uses', 'none'],
    [...UPGRADE, '--from-stream', 'none'],
    ['matrix', '--merge', 'none'],
    ['run', '--merge', 'none'],
    ['run', '--only-failed', '--out', 'none'],
  ],
  'a codex that does not exist': [
    3,
    ['run', '--codex', './none'],
    ['record', '--codex', './none'],
    ['replay', SUM, '--codex', './none'],
    ['diff', './none', join(FIXTURES, '0.171.0')],
    ['can-i-upgrade', '--from', './none', '--to', './none', '--from-stream', STREAM],
  ],
  'an unknown scenario or check': [
    2,
    ['run', '--only', 'no/such'],
    ['record', '--only', 'no/such'],
    ['matrix', '--codex', 'path', '--only', 'no/such'],
    ['list', '--only', 'no/such'],
    ['judge', STREAM, '--only', 'no/such'],
    ['history', join(FIXTURES, '0.171.0'), '--only', 'no/such'],
    ['diff', join(FIXTURES, '0.98.0'), join(FIXTURES, '0.171.0'), '--only', 'no/such'],
    ['explain', 'no/such'],
    ['bisect', 'no/such', '--good', '0.98.0', '--bad', '0.171.0'],
    ['bisect', 'turn/reply/exact@no/such', '--good', '0.98.0', '--bad', '0.171.0'],
  ],
  'a wrong version or shard': [
    2,
    ['bisect', 'turn/reply/exact', '--good', './none', '--bad', 'latest'],
    ['run', '--shard', '5/4'],
    ['matrix', '--codex', 'path', '--shard', '5/4'],
  ],
  'a folder that cannot be written to': [
    3,
    ['matrix', '--codex', 'path', '--out', 'file'],
    ['matrix', '--merge', 'none', '--out', 'file'],
    ['run', '--write-baseline', 'file/known.json'],
  ],
};

test.for(Object.entries(MISTAKES))('%s has one exit code in all commands', async ([, [exitCode, ...commandLines]]) => {
  const cwd = temporaryFolder();
  write(join(cwd, 'file'), '');
  const codes: string[] = [];
  for (const argv of commandLines) {
    const io = { ...capturedIo({ env: { HOME: cwd, PATH: '' } }), cwd };
    codes.push(`${await main(argv, io)} ${argv.join(' ')}`);
    expect(io.written.stderr).toMatch(/^error: /m);
  }
  expect(codes).toEqual(commandLines.map((argv) => `${exitCode} ${argv.join(' ')}`));
  expect(readdirSync(cwd)).toEqual(['file']);
});
