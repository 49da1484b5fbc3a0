import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { temporaryFolder, write } from '../../codex/temporary.ts';
import { check, CODEX } from '../../reporters/run-fixture.ts';
import { capturedIo } from '../captured-io.ts';

const ID = 'exec/turn/completes';
const SCENARIO = 'exec/stdin/prompt-from-stdin';
const entry = { check: ID, scenario: SCENARIO, versions: '*', reason: 'Known upstream.' };
const ENTRIES = [
  entry,
  { ...entry, scenario: 'exec/stdin/piped-beside-prompt' },
  { ...entry, scenario: 'exec/nowhere' },
  { ...entry, versions: '<0.1.0', link: 'https://example.com/1' },
];

function folder(entries: readonly object[] = ENTRIES): string {
  const cwd = temporaryFolder();
  write(join(cwd, 'known.json'), JSON.stringify({ known_failures: entries }));
  return cwd;
}

function withRun(cwd: string): string {
  const checks = [
    check({ id: ID, scenario: SCENARIO, verdict: 'fail' }),
    check({ id: ID, scenario: 'exec/stdin/piped-beside-prompt' }),
  ];
  write(join(cwd, 'outputs', 'checks.json'), JSON.stringify({ schema_version: 1, checks }));
  write(join(cwd, 'outputs', 'summary.json'), JSON.stringify({ all_success: false, codex: CODEX }));
  return cwd;
}

async function baseline(cwd: string, ...argv: readonly string[]) {
  const io = { ...capturedIo({}), cwd };
  const code = await main(['baseline', ...argv], io);
  return { code, stdout: io.written.stdout, stderr: io.written.stderr.replaceAll(cwd, '<cwd>') };
}

test('lists entries with what they excuse in the last run', async () => {
  expect((await baseline(withRun(folder()), 'known.json')).stdout).toMatchInlineSnapshot(`
    "exec/turn/completes
      exec/stdin/prompt-from-stdin  *
        Known upstream.
        excuses 1 failure: exec/stdin/prompt-from-stdin
      exec/stdin/piped-beside-prompt  *
        Known upstream.
        stale
      exec/nowhere  *
        Known upstream.
        unknown scenario exec/nowhere. Remove the entry.
      exec/stdin/prompt-from-stdin  <0.1.0
        Known upstream.
        https://example.com/1
        for other versions

    4 entries: 1 used, 1 stale, 1 unmatched, 1 for other versions; results of codex 0.169.0 in outputs
    "
  `);
});

test('lists the shipped baseline without a run', async () => {
  const { code, stdout } = await baseline(temporaryFolder());
  expect([code, stdout.split('\n').at(-2)]).toEqual([0, expect.stringMatching(/^\d+ entries; no results in outputs/)]);
});

test('removes stale and unmatched entries', async () => {
  const cwd = withRun(folder());
  const { code, stdout } = await baseline(cwd, 'known.json', '--prune');
  expect([code, stdout.match(/: removed/g)?.length]).toEqual([0, 2]);
  const { known_failures } = JSON.parse(readFileSync(join(cwd, 'known.json'), 'utf8')) as { known_failures: unknown };
  expect(known_failures).toEqual([ENTRIES[0], ENTRIES[3]]);
});

test('prints JSON', async () => {
  const { entries } = JSON.parse((await baseline(withRun(folder()), 'known.json', '--json')).stdout) as {
    entries: { status: string; scenarios: string[] }[];
  };
  expect(entries.map(({ status, scenarios }) => [status, scenarios])).toEqual([
    ['used', [SCENARIO]],
    ['stale', []],
    ['unmatched', []],
    ['other versions', []],
  ]);
});

test('--prune needs a file and results', async () => {
  const problems = [await baseline(withRun(folder()), '--prune'), await baseline(folder(), 'known.json', '--prune')];
  expect(problems.map(({ code, stderr }) => `${code} ${stderr.split('\n')[0]}`)).toEqual([
    '2 error: --prune needs the path of a baseline',
    '2 error: --prune needs the results of a run, found none in outputs',
  ]);
});
