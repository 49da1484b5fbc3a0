import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { temporaryFolder, write } from '../../codex/temporary.ts';
import { miniatureCodex } from '../../scenarios/miniature.ts';
import { capturedIo } from '../captured-io.ts';

/** What `run` says, in a folder with a codex in it, of something that the user has to mend. */
async function refusal(...argv: readonly string[]): Promise<string> {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'tmp'));
  miniatureCodex(cwd);
  write(join(cwd, 'wrong.json'), '{}');
  const io = { ...capturedIo({ env: { HOME: cwd, PATH: '' } }), cwd };
  vi.stubEnv('TMPDIR', join(cwd, 'tmp'));
  const code = await main(['run', ...argv], io).finally(() => vi.unstubAllEnvs());
  expect([io.written.stdout, readdirSync(join(cwd, 'tmp'))]).toEqual(['', []]);
  const [error] = io.written.stderr.split('\nhint: ');
  return `${code} ${error}`.replaceAll(cwd, '<cwd>').replace(/ \(E\w+\)/, '');
}

test('rejects wrong options before it plays', async () => {
  expect([
    await refusal('--codex', './codex', '--only', 'no/such'),
    await refusal('--codex', './none'),
    await refusal(),
    await refusal('--codex', './codex', '--cases', 'none.json'),
    await refusal('--codex', './codex', '--baseline', 'none.json'),
    (await refusal('--codex', './codex', '--baseline', 'wrong.json')).split('\n')[0],
    (await refusal('--codex', './codex', '--cases', 'wrong.json')).split('\n')[0],
    await refusal('--codex', './codex', '--out', 'codex'),
    await refusal('--codex', './codex', '--live', '--workspace', 'none'),
    await refusal('--workspace', 'none'),
    await refusal('--deadline', '0'),
  ]).toMatchInlineSnapshot(`
    [
      "2 error: Nothing matches --only no/such.",
      "3 error: --codex ./none: no such file.",
      "3 error: No codex on PATH (0 folders searched).",
      "2 error: <cwd>/none.json: cannot read the cases: there is no such file",
      "2 error: <cwd>/none.json: cannot read the baseline: there is no such file",
      "2 error: <cwd>/wrong.json: line 1: known_failures: expected a list of known failures, found nothing",
      "2 error: <cwd>/wrong.json has 3 problems:",
      "3 error: Cannot write to <cwd>/codex: a part of the path is a file, not a folder.",
      "2 error: --workspace <cwd>/none is not a folder.",
      "2 error: --workspace requires --live",
      "2 error: --deadline expects a number of seconds above 0 and up to 2147483, found "0"",
    ]
  `);
});
