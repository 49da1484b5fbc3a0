import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const BIN = fileURLToPath(new URL('../../bin/codex-conformance.js', import.meta.url));

test('prints and exits as the command line does', async () => {
  const [version, none] = await Promise.all([
    execa(process.execPath, [BIN, '--version'], { stdin: 'ignore', reject: false }),
    execa(process.execPath, [BIN, 'nonsense'], { stdin: 'ignore', reject: false }),
  ]);
  expect([version, none].map(({ exitCode, stdout, stderr }) => ({ exitCode, stdout, stderr }))).toEqual([
    { exitCode: 0, stdout: packageJson.version, stderr: '' },
    {
      exitCode: 2,
      stdout: '',
      stderr: "error: unknown command 'nonsense'\nhint: Run codex-conformance --help to see all commands.",
    },
  ]);
});

test('a closed stdout is no error', async () => {
  const { stderr } = await execa('sh', [
    '-c',
    '{ "$0" "$1" --help; echo "exit $?" >&2; } | true',
    process.execPath,
    BIN,
  ]);
  expect(stderr).toBe('exit 0');
});
