import { describe } from 'vitest';
import { reportIn } from './report.ts';
import { test } from './sandbox-test.ts';
import { wrapPinnedCodex } from './wrapper.ts';

const CHECK = 'exec/events/terminal-event-last';

function known(scenario: string, versions: string) {
  return { check: CHECK, scenario, versions, reason: 'It says goodbye.', link: 'https://example.com/1' };
}

const BASELINE = JSON.stringify({
  known_failures: [known('exec/stateless/sum', '>=0.1.0'), known('exec/persistent/recall', '*')],
});

const TYPING_MISTAKE = JSON.stringify({ known_failures: [known('exec/stateless/sun', '<0.1.0')] });

describe('a run with a baseline', { concurrent: true, timeout: 120_000 }, () => {
  test('is green if all failures are known', async ({ sandbox, expect }) => {
    const baseline = sandbox.file('known.json', BASELINE);
    const codex = wrapPinnedCodex('says-goodbye.js', sandbox.root);
    const args = ['run', '--core', '--codex', codex, '--only', CHECK, '--out', 'out'];
    const without = await sandbox.run(args);
    const { exitCode, stdout, stderr } = await sandbox.run([...args, '--baseline', baseline]);
    expect([without.exitCode, exitCode, stderr]).toEqual([1, 0, '']);
    expect(reportIn(stdout)).toMatchInlineSnapshot(`
      "codex <PINNED>  found by path, sha256 <SHA256>
      <SANDBOX>/says-goodbye.js/codex

      ✓ exec, stateless   1 case, N checks passed, 1 known failure  <TIME>
      ✓ exec, persistent  1 case, N checks passed, 1 known failure  <TIME>
      - app-server        did not run

      ! not red: 2 known failures; see report.html, or add --verbose

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Passed: exec, stateless; exec, persistent (2 scenarios, N checks, 2 known failures). 1 mode did not run."
    `);
    const { all_success, counts } = sandbox.result('summary.json');
    expect({ all_success, counts }).toMatchObject({ all_success: true, counts: { red: 0, fail: 2, excused: 2 } });
  });

  test('is red if an entry passes or matches nothing', async ({ sandbox, expect }) => {
    const args = ['run', '--core', '--codex', 'pinned', '--only', CHECK, '--out', 'out', '--baseline'];
    const stale = await sandbox.run([...args, sandbox.file('known.json', BASELINE)]);
    const unmatched = await sandbox.run([...args, sandbox.file('mistaken.json', TYPING_MISTAKE)]);
    expect([stale.exitCode, unmatched.exitCode]).toEqual([1, 1]);
    expect([reportIn(stale.stdout), reportIn(unmatched.stdout)]).toMatchInlineSnapshot(`
      [
        "codex <PINNED>  found by pinned, sha256 <SHA256>
      <CODEX>

      ✗ exec, stateless   1 case, N checks passed, 1 stale baseline entry  <TIME>
      ✗ exec, persistent  1 case, N checks passed, 1 stale baseline entry  <TIME>
      - app-server        did not run

      ✗ exec/events/terminal-event-last  must: passes in 1 scenario: remove its entry from the baseline
        A turn ends with one turn.completed or turn.failed, and nothing follows it.
        entry     *: It says goodbye.
        link      https://example.com/1
        scenarios exec/persistent/recall
        evidence  <SANDBOX>/out/recordings/exec/persistent/recall
        replay    codex-conformance run --codex pinned --baseline <SANDBOX>/known.json --out out --only exec/persistent/recall

      ✗ exec/events/terminal-event-last  must: passes in 1 scenario: remove its entry from the baseline
        A turn ends with one turn.completed or turn.failed, and nothing follows it.
        entry     >=0.1.0: It says goodbye.
        link      https://example.com/1
        scenarios exec/stateless/sum
        evidence  <SANDBOX>/out/recordings/exec/stateless/sum
        replay    codex-conformance run --codex pinned --baseline <SANDBOX>/known.json --out out --only exec/stateless/sum

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Failed: exec, stateless; exec, persistent (2 stale baseline entries in 2 scenarios). 1 mode did not run.",
        "codex <PINNED>  found by pinned, sha256 <SHA256>
      <CODEX>

      ✓ exec, stateless   1 case, N checks passed  <TIME>
      ✓ exec, persistent  1 case, N checks passed  <TIME>
      - app-server        did not run

      ✗ unmatched baseline entry  exec/events/terminal-event-last@exec/stateless/sun
        unknown scenario exec/stateless/sun
        Did you mean exec/stateless/sum?

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Failed: 1 unmatched baseline entry. 1 mode did not run.",
      ]
    `);
  });

  test('is written from a run, and makes the next one green', async ({ sandbox, expect }) => {
    const run = ['run', '--core', '--only', CHECK, '--out', 'out', '--codex'];
    const broken = [...run, wrapPinnedCodex('says-goodbye.js', sandbox.root)];
    const first = await sandbox.run([...broken, '--write-baseline', 'known.json', '--reason', 'It says goodbye.']);
    expect([first.exitCode, first.stdout.split('\n').at(-1)]).toEqual([
      1,
      'baseline  known.json: 2 entries, 2 added, 0 removed; use it with --baseline known.json',
    ]);
    const { known_failures } = JSON.parse(sandbox.plain(sandbox.text('known.json'))) as { known_failures: unknown };
    const entry = { check: CHECK, versions: '>=<PINNED>', reason: 'It says goodbye.' };
    expect(known_failures).toEqual([
      { ...entry, scenario: 'exec/persistent/recall' },
      { ...entry, scenario: 'exec/stateless/sum' },
    ]);
    expect((await sandbox.run([...broken, '--baseline', 'known.json'])).exitCode).toBe(0);

    const repaired = [...run, 'pinned', '--baseline', 'known.json'];
    expect((await sandbox.run(repaired)).exitCode).toBe(1);
    expect(
      (await sandbox.run(['baseline', 'known.json', '--prune', '--out', 'out'])).stdout.match(/: removed/g),
    ).toHaveLength(2);
    expect((await sandbox.run(repaired)).exitCode).toBe(0);
  });

  test('ignores entries of scenarios that are not played', async ({ sandbox, expect }) => {
    const baseline = sandbox.file('known.json', BASELINE);
    const args = ['run', '--core', '--codex', 'pinned', '--only', 'app-server', '--out', 'out', '--baseline', baseline];
    expect((await sandbox.run(args)).exitCode).toBe(0);
  });
});
