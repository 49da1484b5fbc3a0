import { describe } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { test } from './sandbox-test.ts';
import { pinnedCodex } from './wrapper.ts';

const VERSION = packageJson.devDependencies['@openai/codex'];
const ONLY = ['--only', 'exec/stateless/sum'];

describe('diff', { concurrent: true, timeout: 120_000 }, () => {
  test('finds no difference between two plays of a codex', async ({ sandbox, expect }) => {
    const compared = await sandbox.run(['diff', 'pinned', 'pinned', ...ONLY, '--fresh', '--repeats', '2']);
    expect({ ...compared }).toMatchObject({
      exitCode: 0,
      stdout: 'codex <PINNED> → <PINNED>, 1 scenario compared\n\nNo difference.',
      stderr: '<PINNED>: 2 of 2 scenarios\n<PINNED>: 2 of 2 scenarios',
    });
  });

  test('compares a folder of recordings with a binary', async ({ sandbox, expect }) => {
    const { path } = pinnedCodex();
    await sandbox.run(['record', '--codex', 'pinned', '--out', 'recorded', ...ONLY]);
    const loud = sandbox.script('loud/codex', `case "$1" in exec) echo hello >&2 ;; esac\nexec '${path}' "$@"`);
    const compared = await sandbox.run(['diff', `recorded/${VERSION}`, loud, '--fail-on', 'cosmetic']);
    expect(compared).toMatchObject({ exitCode: 1, stderr: '<PINNED>: 1 of 1 scenarios' });
    expect(compared.stdout).toContain('process stderr');
  });

  test('rejects a missing side and several versions', async ({ sandbox, expect }) => {
    const missing = await sandbox.run(['diff', './missing', 'pinned']);
    const other = sandbox.script('other/codex', String.raw`printf 'codex-cli 0.1.0\nCommands:\n  exec  Run\n'`);
    const several = await sandbox.run(['diff', 'pinned', `pinned,${other}`]);
    expect([missing, several].map(({ exitCode, stderr }) => [exitCode, stderr])).toMatchInlineSnapshot(`
      [
        [
          3,
          "error: ./missing is neither a folder nor a codex: ./missing: no such file.
      hint: Name one version (0.98.0), the path of a binary, or a folder of recordings of one version.",
        ],
        [
          2,
          "error: pinned,<SANDBOX>/other/codex names 2 versions, expected one.
      hint: Name one version (0.98.0), the path of a binary, or a folder of recordings of one version.",
        ],
      ]
    `);
  });
});
