import { describe } from 'vitest';
import { publish } from './published.ts';
import { test } from './sandbox-test.ts';
import { codexAs } from './wrapper.ts';

const GREETS = 'exec) [ "$2" = --help ] || echo hello ;;';
const USES = JSON.stringify({
  checks: ['exec/stdout/jsonl-only@exec/stateless/sum', 'turn/reply/exact@exec/stateless/sum'],
  flags: ['exec --output-last-message'],
});

describe('can-i-upgrade', { concurrent: true, timeout: 120_000 }, () => {
  test('finds the first version that breaks a requirement', async ({ sandbox, expect, onTestFinished }) => {
    const renames = `exec) if [ "$2" = --help ]; then echo '  --last-message FILE'; exit; fi; echo hello ;;`;
    const versions = {
      '0.1.0': codexAs('0.1.0'),
      '0.2.0': codexAs('0.2.0'),
      '0.3.0': 'exit 1',
      '0.4.0': codexAs('0.4.0', GREETS),
      '0.5.0': codexAs('0.5.0', renames),
      '0.6.0': codexAs('0.6.0', renames),
    };
    const env = await publish(versions, sandbox, onTestFinished);
    const uses = sandbox.file('uses.json', USES);
    const asked = await sandbox.run(['can-i-upgrade', '--from', '0.1.0', '--to', '0.6.0', '--uses', uses], { env });
    expect(asked.exitCode).toBe(1);
    expect(asked.stdout).toMatchInlineSnapshot(`
      "No: 2 of 3 requirements break between 0.1.0 and 0.6.0.

      breaks:
        check   exec/stdout/jsonl-only@exec/stateless/sum (must)
                fails on exec/stateless/sum
                first in 0.4.0; last good 0.2.0; unknown in 0.3.0
                relied on by checks[0]
        flag    exec --output-last-message
                not in the help of 0.6.0
                first in 0.5.0; last good 0.4.0
                relied on by flags[0]

      holds in both: 1 (--format md lists them)"
    `);
    expect(asked.stderr.replace(/: <SANDBOX>.*codex --version/, ': <PATH> --version')).toMatchInlineSnapshot(`
      "codex 0.1.0: 1 scenario
      codex 0.6.0: 1 scenario
      codex 0.3.0: 1 scenario
      note: 0.3.0 is skipped: <PATH> --version failed with exit code 1.
      codex 0.4.0: 1 scenario
      codex 0.2.0: 1 scenario
      codex 0.5.0: 1 scenario"
    `);
  });

  test('compares with a local binary', async ({ sandbox, expect }) => {
    const greeting = sandbox.script('fork/codex', codexAs('0.0.0', GREETS));
    const uses = sandbox.file('uses.json', USES);
    const { exitCode, stdout } = await sandbox.run([
      'can-i-upgrade',
      '--from',
      'pinned',
      '--to',
      greeting,
      '--uses',
      uses,
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "No: 1 of 3 requirements breaks between <PINNED> and 0.0.0.

      breaks:
        check   exec/stdout/jsonl-only@exec/stateless/sum (must)
                fails on exec/stateless/sum
                relied on by checks[0]

      holds in both: 2 (--format md lists them)"
    `);
  });

  test('answers yes, and rejects two codexes on a side', async ({ sandbox, expect }) => {
    const uses = sandbox.file('uses.json', USES);
    const same = sandbox.script('same/codex', codexAs('0.0.0'));
    const yes = await sandbox.run(['can-i-upgrade', '--from', 'pinned', '--to', same, '--uses', uses]);
    const several = await sandbox.run(['can-i-upgrade', '--from', 'pinned', '--to', `pinned,${same}`, '--uses', uses]);
    expect([yes.exitCode, yes.stdout.split('\n', 1)[0]]).toEqual([
      0,
      'Yes: 3 of 3 requirements hold in 0.0.0 as in <PINNED>.',
    ]);
    expect([several.exitCode, several.stderr]).toMatchInlineSnapshot(`
      [
        2,
        "error: --to pinned,<SANDBOX>/same/codex names 2 codexes, expected one.
      hint: Name one version, such as 0.98.0 or latest.",
      ]
    `);
  });
});
