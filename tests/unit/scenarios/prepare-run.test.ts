import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { RunRequest } from '../../../helpers/scenarios/load-run-config.ts';
import { withRun } from '../../../helpers/scenarios/prepare-run.ts';
import type { Run } from '../../../helpers/scenarios/run-config.ts';
import { loadBaseline, SUITE_BASELINE_FILE } from '../../../helpers/inputs/baseline.ts';
import { failureOf, temporaryFolder, write } from '../codex/temporary.ts';
import { CAPABILITIES, CASES, miniatureCodex } from './miniature.ts';

/** A user's folder with a codex and a cases file in it, and a folder for temporary files that is no other test's. */
function user({
  onTestFinished,
}: {
  readonly onTestFinished: (done: () => void) => void;
}): RunRequest & { tmp: string } {
  const cwd = temporaryFolder();
  const tmp = join(cwd, 'tmp');
  mkdirSync(tmp);
  vi.stubEnv('TMPDIR', tmp);
  onTestFinished(() => void vi.unstubAllEnvs());
  miniatureCodex(cwd);
  write(join(cwd, 'cases.json'), JSON.stringify(CASES));
  return { tmp, cwd, env: { PATH: cwd, HOME: cwd }, codex: './codex', cases: 'cases.json', out: 'results' };
}

/** The run of a request, whose folder is removed. */
async function prepared(request: RunRequest): Promise<Run> {
  return await withRun(request, new AbortController().signal, (run) => Promise.resolve(run));
}

async function refusal(request: RunRequest): Promise<object> {
  const { cwd } = request;
  return JSON.parse(JSON.stringify(await failureOf(() => prepared(request))).replaceAll(cwd, '<cwd>')) as object;
}

test('resolves relative paths of a scripted run', async (context) => {
  const { tmp, cwd, ...request } = user(context);
  const { runFolder, codex, ...run } = await prepared({ cwd, ...request, only: ['exec'], deadlineSeconds: 0.5 });
  expect({ ...codex, sha256: codex.sha256.length }).toEqual({
    path: join(cwd, 'codex'),
    foundBy: 'path',
    pathDirs: [],
    version: '1.2.3',
    sha256: 64,
    capabilities: CAPABILITIES,
  });
  expect(run).toEqual({
    outDir: join(cwd, 'results'),
    cases: CASES,
    failOn: 'should',
    only: ['exec'],
    extended: false,
    jobs: Math.max(3, availableParallelism()),
    recordings: { folder: join(cwd, 'results', 'recordings'), reuse: false },
    baseline: { knownFailures: [], unmatched: [] },
    deadlineMs: 500,
    exitGraceMs: 10_000,
    live: null,
  });
  expect([dirname(runFolder.path), existsSync(runFolder.path)]).toEqual([tmp, false]);
  expect(readdirSync(run.outDir)).toEqual([]);
});

test('allows a turn 60 seconds, and 15 minutes in a live run', async (context) => {
  const request = user(context);
  const scripted = await prepared(request);
  const live = await prepared({ ...request, live: true });
  expect([scripted.deadlineMs, live.deadlineMs]).toEqual([60_000, 900_000]);
});

test('plays a live run in the current or the named folder', async (context) => {
  const { tmp, ...request } = user(context);
  const env = { ...request.env, CODEX_HOME: 'tmp' };
  const here = await prepared({ ...request, env, live: true });
  const there = await prepared({ ...request, env, live: true, workspace: 'tmp' });
  const expected = { workspace: request.cwd, env: { ...env, CODEX_HOME: tmp }, secrets: [] };
  expect([here.live, there.live]).toEqual([expected, { ...expected, workspace: tmp }]);
});

test('uses the baseline of the suite only for its own cases', async (context) => {
  const { cases, ...request } = user(context);
  const entry = { scenario: 'exec/stateless/sum', versions: '*', reason: 'Known upstream.' };
  const known_failures = [
    { ...entry, check: 'turn/reply/exact' },
    { ...entry, check: 'turn/reply/exat' },
  ];
  write(join(request.cwd, 'known.json'), JSON.stringify({ known_failures }));
  const own = await prepared(request);
  expect(own.baseline).toEqual({ knownFailures: await loadBaseline(SUITE_BASELINE_FILE), unmatched: [] });
  expect((await prepared({ ...request, cases })).baseline).toEqual({ knownFailures: [], unmatched: [] });
  const named = await prepared({ ...request, cases, baseline: 'known.json', only: ['app-server'] });
  expect(named.baseline).toEqual({
    knownFailures: known_failures,
    unmatched: [
      {
        ...entry,
        check: 'turn/reply/exat',
        problem: 'unknown check turn/reply/exat',
        hint: 'Did you mean turn/reply/exact?',
      },
    ],
  });
});

test('removes the folders of dead runs', async (context) => {
  const request = user(context);
  // No system has a process of that number.
  write(join(request.tmp, `codex-conformance-run-${2 ** 30}-abcdef`, 'world-1', 'file'), '');
  await prepared(request);
  expect(readdirSync(request.tmp)).toEqual([]);
});

test('reports user errors and leaves no folder behind', async (context) => {
  const { tmp, ...request } = user(context);
  write(join(request.cwd, 'file'), '');
  const refusals = [
    await refusal({ ...request, only: ['no/such', 'nor/this'] }),
    await refusal({ ...request, cases: 'none.json' }),
    await refusal({ ...request, codex: 'none' }),
    await refusal({ ...request, baseline: 'none.json' }),
    await refusal({ ...request, live: true, workspace: 'none' }),
    await refusal({ ...request, out: 'file' }),
  ];
  const [nothing, cases, codex, baseline, workspace, out] = refusals;
  expect([nothing, cases, codex, baseline, workspace]).toMatchInlineSnapshot(`
    [
      {
        "hint": "Run codex-conformance list to see all scenarios, and list --checks to see all checks.",
        "kind": "usage",
        "message": "Nothing matches --only no/such --only nor/this.",
      },
      {
        "hint": "Give the path of a cases file with --cases FILE, or omit it to use the shipped ones.",
        "kind": "usage",
        "message": "<cwd>/none.json: cannot read the cases: there is no such file",
      },
      {
        "hint": "Write latest, pinned, path, a version such as 0.98.0, or the path of a codex binary.",
        "kind": "environment",
        "message": "--codex none: no such file.",
      },
      {
        "hint": "Give the path of a baseline with --baseline FILE, or omit it to use the shipped one alone.",
        "kind": "usage",
        "message": "<cwd>/none.json: cannot read the baseline: there is no such file",
      },
      {
        "hint": "Name the folder in which codex is to work.",
        "kind": "usage",
        "message": "--workspace <cwd>/none is not a folder.",
      },
    ]
  `);
  expect(out).toEqual({
    kind: 'environment',
    message: expect.stringMatching(/^Cannot write to <cwd>\/file: a part of the path is a file, not a folder/),
    hint: expect.any(String),
  });
  expect(readdirSync(tmp)).toEqual([]);
});

test('asks no codex if nothing matches', async (context) => {
  const request = user(context);
  const started = join(request.cwd, 'started');
  write(join(request.cwd, 'codex'), `#!/bin/sh\n: > '${started}'\n`);
  await refusal({ ...request, only: ['no/such'] });
  expect(existsSync(started)).toBe(false);
  await refusal(request);
  expect(existsSync(started)).toBe(true);
});
