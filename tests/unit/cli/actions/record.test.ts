import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { loadRecording } from '../../../../helpers/recording/load.ts';
import { MODES } from '../../../../helpers/recording/mode.ts';
import { coreScenarios } from '../../../../helpers/scenarios/from-case.ts';
import { temporaryFolder, write } from '../../codex/temporary.ts';
import { CASES, miniatureCodex, scriptedCodex } from '../../scenarios/miniature.ts';
import { capturedIo, type CapturedIo } from '../captured-io.ts';

/** A user's folder with a codex and a cases file in it, and a folder for temporary files. */
function user(codexIn: (folder: string) => string): CapturedIo {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'tmp'));
  codexIn(cwd);
  write(join(cwd, 'cases.json'), JSON.stringify(CASES));
  return { ...capturedIo({ env: { HOME: cwd, PATH: '' } }), cwd };
}

async function record(io: CapturedIo, ...argv: readonly string[]): Promise<object> {
  vi.stubEnv('TMPDIR', join(io.cwd, 'tmp'));
  const code = await main(['record', '--codex', 'codex', '--cases', 'cases.json', ...argv], io).finally(() =>
    vi.unstubAllEnvs(),
  );
  const { stdout, stderr } = io.written;
  return { code, stdout: stdout.replace(/\d+(?= checks)/g, 'N'), stderr, left: readdirSync(join(io.cwd, 'tmp')) };
}

test('saves a recording for each scenario and prints its verdict', async () => {
  const io = user(miniatureCodex);
  expect(await record(io)).toEqual({
    code: 0,
    stdout: MODES.map((mode) => coreScenarios(mode, CASES)[0]!.name)
      .map((scenario) => `fixtures/1.2.3/${scenario}: all N checks are green\n`)
      .join(''),
    stderr: '',
    left: [],
  });
  const { scenario, processes } = await loadRecording(join(io.cwd, 'fixtures/1.2.3/exec/persistent/recall'));
  expect([scenario, processes.length]).toEqual(['exec/persistent/recall', 2]);
});

test('saves a recording with red checks and exits with 1', async () => {
  const io = user((folder) => miniatureCodex(folder, 'fails-turn'));
  expect(await record(io, '--out', 'kept', '--only', 'exec/stateless')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^kept\/1\.2\.3\/exec\/stateless\/sum: \d+ of N checks are red\n$/),
  });
  const stdout = readFileSync(join(io.cwd, 'kept/1.2.3/exec/stateless/sum/stdout.jsonl'), 'utf8');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    '{"type":"turn.failed","error":{"message":"the model is overloaded"}}',
  );
});

test('does not replace a recording by one that was cut off', async () => {
  const io = user((folder) => scriptedCodex(folder, 'kill -SEGV $$'));
  expect(await record(io, '--only', 'exec/stateless')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^fixtures\/1\.2\.3\/exec\/stateless\/sum: not written, codex did not exit by itself/,
    ),
  });
  expect(existsSync(join(io.cwd, 'fixtures/1.2.3'))).toBe(false);
});

test('counts only the checks that --only selects', async () => {
  const io = user((folder) => scriptedCodex(folder, 'exit 0'));
  await record(io, '--only', 'app-server/turn/completes', '--only', 'app-server/exit/clean-after-eof');
  expect(io.written.stdout.split('\n')).toContain('fixtures/1.2.3/app-server/turn/sum: 1 of 2 checks are red');
});

test('kills codex and saves nothing when it is interrupted', async () => {
  const io = user((folder) => scriptedCodex(folder, `echo started >> '${folder}/log'; exec sleep 1000`));
  const recording = record(io);
  const log = (): string | false => existsSync(join(io.cwd, 'log')) && readFileSync(join(io.cwd, 'log'), 'utf8');
  // The shell makes the file before it writes to it.
  await expect.poll(log, { interval: 5 }).toBe('started\n');
  process.emit('SIGINT');
  expect(await recording).toEqual({ code: 130, stdout: '', stderr: '', left: [] });
  expect([readdirSync(join(io.cwd, 'fixtures')), log()]).toEqual([[], 'started\n']);
});

test('rejects --only without a match', async () => {
  const io = user(miniatureCodex);
  expect(await record(io, '--only', 'no/such')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: Nothing matches --only no/such.\nhint: Run codex-conformance list to see all scenarios, and list --checks to see all checks.\n',
    left: [],
  });
});
