import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { interruptRun } from '../../../helpers/codex/run-folder.ts';
import { loadRecording } from '../../../helpers/recording/load.ts';
import { playOrReuse, recordingFolder, wasInterrupted } from '../../../helpers/scenarios/recording-cache.ts';
import { coreScenarios } from '../../../helpers/scenarios/from-case.ts';
import { write } from '../codex/temporary.ts';
import { CASES, preparedRun, scriptedCodex } from './miniature.ts';

const SUM = coreScenarios('exec_stateless', CASES)[0]!;

/** A run with a codex that notes each start, and a folder of recordings that is to be used again. */
function archived() {
  const run = preparedRun((folder) => scriptedCodex(folder, `echo played >> '${folder}/log'`));
  const recordings = { folder: join(run.folder, 'archive'), reuse: true };
  return { run, recordings, plays: () => readFileSync(join(run.folder, 'log'), 'utf8').trim().split('\n').length };
}

test('reuses a recording of the same binary and fingerprint', async () => {
  const { run, recordings, plays } = archived();
  const first = await playOrReuse(recordings, SUM, run);
  const second = await playOrReuse(recordings, SUM, run);
  expect([first.reused, second.reused, plays()]).toEqual([false, true, 1]);
  expect(second.recording).toEqual(first.recording);
});

test('plays again without reuse', async () => {
  const { run, recordings, plays } = archived();
  await playOrReuse(recordings, SUM, run);
  await playOrReuse({ ...recordings, reuse: false }, SUM, run);
  expect(plays()).toBe(2);
});

test.for([
  [
    'another binary',
    (archive: ReturnType<typeof archived>) => ({
      ...archive.run,
      codex: { ...archive.run.codex, sha256: 'cd'.repeat(32) },
    }),
    SUM,
  ],
  ['another way of playing it', ({ run }: ReturnType<typeof archived>) => run, { ...SUM, fingerprint: 'another' }],
] as const)('replaces a recording after %s', async ([, changed, scenario]) => {
  const archive = archived();
  await playOrReuse(archive.recordings, SUM, archive.run);
  const { reused } = await playOrReuse(archive.recordings, scenario, changed(archive));
  expect([reused, archive.plays()]).toEqual([false, 2]);
});

test('replaces damaged recordings and those with harness errors', async () => {
  const { run, recordings, plays } = archived();
  const folder = recordingFolder(recordings.folder, SUM.name);
  await playOrReuse(recordings, SUM, run);
  const faulty = readFileSync(join(folder, 'run.json'), 'utf8').replace(
    '"harness_errors": []',
    '"harness_errors": ["x"]',
  );
  write(join(folder, 'run.json'), faulty);
  expect((await playOrReuse(recordings, SUM, run)).reused).toBe(false);
  write(join(folder, 'run.json'), '{');
  expect((await playOrReuse(recordings, SUM, run)).reused).toBe(false);
  expect([plays(), (await loadRecording(folder)).harness_errors]).toEqual([3, []]);
});

test('keeps a complete recording when it is interrupted', async () => {
  const { run, recordings } = archived();
  const whole = await playOrReuse(recordings, SUM, run);
  interruptRun(run.runFolder);
  const cut = await playOrReuse({ ...recordings, reuse: false }, SUM, run);
  expect(wasInterrupted(cut.recording)).toBe(true);
  expect(await loadRecording(recordingFolder(recordings.folder, SUM.name))).toEqual(whole.recording);
});
