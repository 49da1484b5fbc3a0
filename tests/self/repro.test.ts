import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { MODES, type Mode } from '../../helpers/recording/mode.ts';
import type { Recording } from '../../helpers/recording/recording.ts';
import { asset } from '../../helpers/formats/html/assets.ts';
import { scriptOf } from '../../helpers/formats/bundle/script.ts';
import { runScenario } from '../../helpers/scenarios/run-scenario.ts';
import { coreScenarios } from '../../helpers/scenarios/from-case.ts';
import { temporaryFolder, write } from '../unit/codex/temporary.ts';
import { CASES, miniatureCodex, preparedRun, scriptedCodex } from '../unit/scenarios/miniature.ts';

type CodexIn = (folder: string) => string;

const recordings = new Map<Mode, Promise<Recording>>();

/** A recording of a codex that is well, made once for all tests. */
function recordingOf(mode: Mode): Promise<Recording> {
  const made = recordings.get(mode) ?? runScenario(coreScenarios(mode, CASES)[0]!, preparedRun(miniatureCodex));
  recordings.set(mode, made);
  return made;
}

/** Takes the recording of a scenario on a codex that is well, and plays it again on another by the program of the bundle. */
async function reproduced(mode: Mode, codexIn: CodexIn, changes: object = {}) {
  const recording = await recordingOf(mode);
  const folder = temporaryFolder();
  write(join(folder, 'repro.mjs'), asset('repro.mjs'));
  write(join(folder, 'script.json'), JSON.stringify({ ...scriptOf(recording), ...changes }));
  const codex = codexIn(folder);
  const tmp = join(folder, 'tmp');
  write(join(tmp, 'mine'), '');
  const { exitCode, stdout, stderr } = await execa(process.execPath, ['repro.mjs', codex], {
    cwd: folder,
    env: { TMPDIR: tmp },
    reject: false,
    stdin: 'ignore',
    timeout: 20_000,
  });
  const { processes } = recording;
  const recorded = processes.flatMap((one) => [
    ...one.stdout.trimEnd().split('\n'),
    ...one.wire.filter(({ from }) => from === 'server').map(({ text }) => text),
  ]);
  return { exitCode, stdout, stderr, recorded: recorded.filter(Boolean), left: readdirSync(tmp) };
}

test.for(MODES)('reproduces the output of the same codex: %s', async (mode) => {
  const { exitCode, stdout, recorded, left } = await reproduced(mode, miniatureCodex);
  expect({ exitCode, printed: stdout.split('\n'), left }).toEqual({ exitCode: 0, printed: recorded, left: ['mine'] });
});

test('exits with the exit code of codex', async () => {
  const failed = await reproduced('exec_stateless', (folder) => miniatureCodex(folder, 'fails-turn'));
  const killed = await reproduced('exec_stateless', (folder) => scriptedCodex(folder, 'kill -TERM $$'));
  expect([failed.exitCode, killed.exitCode]).toEqual([1, 128 + 15]);
});

function stuck(folder: string): string {
  return scriptedCodex(folder, 'sleep 1000 & echo here; wait');
}

// Its child holds its stdout: were it left alive, the program would wait for it.
test('kills a codex that hangs and its children', async () => {
  const { exitCode, stdout, stderr, left } = await reproduced('app_server', stuck, { deadline_seconds: 0.2 });
  expect({ exitCode, stdout, stderr, left }).toEqual({
    exitCode: 124,
    stdout: 'here',
    stderr: 'codex did not end within 0.2 seconds and was killed',
    left: ['mine'],
  });
});

test('starts no second process without a thread', async () => {
  const { stdout, exitCode } = await reproduced('exec_persistent', (folder) => scriptedCodex(folder, 'echo "{}"'));
  expect([exitCode, stdout]).toEqual([0, '{}']);
});
