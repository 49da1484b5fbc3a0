import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { EXEC_STATELESS } from '../../checks/samples.ts';
import { capturedIo } from '../captured-io.ts';

const GOOD = EXEC_STATELESS.processes[0]!.stdout;
const BAD = `\u001B[31mWARN\n${GOOD}`;

async function judged(
  stdin: string | Readable,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const stream = typeof stdin === 'string' ? Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]) : stdin;
  const io = capturedIo({ stdin: () => stream });
  return { code: await main(['judge', ...argv], io), ...io.written };
}

test('exits with 0 for a valid stream', async () => {
  const { code, stdout, stderr } = await judged(GOOD, '-', '--only', 'exec/stdout/jsonl-only');
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^stdin: stream of codex exec --json, 4 lines\n\n✓ exec\/stdout\/jsonl-only {2}4 .*\n\n1 check: 1 pass, 0 fail, 0 not judged\n$/,
    ),
    stderr: '',
  });
});

test('reports a failed check with place and escaped text', async () => {
  const { code, stdout, stderr } = await judged(BAD, '-', '--only', 'exec/stdout/jsonl-only');
  expect([code, stderr, stdout.includes('\u001B')]).toEqual([1, '', false]);
  expect(stdout).toContain('stdin:1  ');
  expect(stdout).toContain(String.raw`    actual   \u001b[31mWARN`);
});

test('a failed may clause does not change the exit code', async () => {
  const may = await judged(
    GOOD.replace('{"type":"turn.started"}', '$&\n{"type":"error","message":"out of luck"}'),
    '-',
    '--format',
    'json',
  );
  const { checks } = JSON.parse(may.stdout) as { checks: { level: string; verdict: string }[] };
  expect([may.code, checks.filter(({ verdict }) => verdict === 'fail').map(({ level }) => level)]).toEqual([
    0,
    ['may'],
  ]);
});

test('resolves the file against the working directory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'x.jsonl'), BAD);
  const io = { ...capturedIo(), cwd: folder };
  expect(await main(['judge', '--format=github', '--only', 'exec/stdout/jsonl-only', 'x.jsonl'], io)).toBe(1);
  expect(io.written.stdout).toMatch(/^::error file=x\.jsonl,line=1,title=exec\/stdout\/jsonl-only::.*\n$/);
});

test('limits the findings in each format', async () => {
  const junk = 'x\n'.repeat(7);
  const counts = await Promise.all(
    (['json', 'sarif'] as const).map(async (format) => {
      const argv = ['-', '--max-findings', '3', '--only', 'exec/stdout/jsonl-only', '--format', format];
      const { stdout } = await judged(GOOD + junk, ...argv);
      const result = JSON.parse(stdout) as {
        checks?: { found: number; findings: unknown[] }[];
        runs?: { results: unknown[] }[];
      };
      return result.checks === undefined
        ? result.runs?.[0]?.results.length
        : [result.checks[0]?.found, result.checks[0]?.findings.length];
    }),
  );
  expect(counts).toEqual([[7, 3], 3]);
});

test('rejects streams that it cannot judge', async () => {
  const told = [
    await judged('', '-'),
    await judged('', '/no/such/file'),
    await judged('', '/'),
    await judged('\u0000\u0001\n', '-'),
    await judged(`{\n  "type": "turn.started",\n  "n": [\n    1\n  ]\n}\n`, '-'),
    await judged(GOOD, '-', '--only', 'app-server/**'),
    await judged(GOOD, '-', '--only', 'exec/exit/**'),
    await judged(GOOD),
    await judged(GOOD, '-', '--as', 'exce'),
  ];
  expect(told.map(({ code, stderr }) => `${code} ${stderr}`).join('')).toMatchInlineSnapshot(`
    "2 error: stdin is empty.
    hint: Capture what codex prints to stdout, such as: codex exec --json … > session.jsonl
    2 error: Cannot read /no/such/file: there is no such file.
    hint: Give a readable file, or "-" for stdin.
    2 error: Cannot read /: it is a folder.
    hint: Give a readable file, or "-" for stdin.
    2 error: stdin: line 1 is not JSON.
    hint: Give the unchanged stdout of codex exec --json or codex app-server: UTF-8, not compressed, no session file. If it is that, name it with --as.
    2 error: stdin: the JSON is pretty-printed, expected one object per line.
    hint: Give the unchanged stdout of codex, or join the lines of each object: jq -c .
    2 error: --only app-server/** matches no check of exec streams.
    hint: Run codex-conformance list --checks to see all checks.
    2 error: Nothing in stdin could be judged.
    hint: The report has the reason of each check. Judge by all of them, without --only, or capture more of the stream.
    2 error: missing required argument 'file'
    hint: Write it as in: codex-conformance judge session.jsonl
    2 error: --as expects exec or app-server, found "exce"
    hint: Did you mean exec?
    "
  `);
});

test('reports checks that were not judged', async () => {
  const { code, stdout, stderr } = await judged(GOOD, '-', '--only', 'exec/exit/**');
  expect([code, stdout, stderr.split('\n')[0]]).toEqual([
    2,
    expect.stringContaining('skipped 1 check that needs a recording\n'),
    'error: Nothing in stdin could be judged.',
  ]);
});

test('exits with 130 on SIGINT', async () => {
  const stdin = new Readable({ read: () => void process.emit('SIGINT') });
  expect(await judged(stdin, '-')).toEqual({ code: 130, stdout: '', stderr: 'error: Interrupted.\n' });
});
