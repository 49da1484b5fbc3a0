import { expect, test } from 'vitest';
import { SweepProgress } from '../../../../helpers/cli/matrix/progress.ts';
import type { VersionDone } from '../../../../helpers/versions/matrix/sweep-events.ts';
import { capturedIo, liveLines } from '../captured-io.ts';

function done(version: string, change: Partial<VersionDone> = {}, problem: string | null = null): VersionDone {
  const timing = { fetch_ms: 0, play_ms: 0, judge_ms: 0 };
  const head = {
    format: 1,
    version,
    published: null,
    platform: 'linux-x64',
    suite: '',
    key: null,
    codex: null,
  } as const;
  const record = { ...head, status: problem === null ? 'judged' : 'failed', problem, faults: 0, timing } as const;
  return { kind: 'done', record, how: 'played', played: 7, reused: 0, ms: 2000, ...change };
}

/** Progress of a sweep of four versions. Each read of its clock adds a second. */
function progress(isTTY: boolean) {
  const io = { ...capturedIo(), isTTY, columns: 60 };
  let seconds = 0;
  return { io, shown: new SweepProgress(io, { total: 4, now: () => 1000 * seconds++ }) };
}

test('each finished version has a line with its times', () => {
  const { io, shown } = progress(false);
  shown.onEvent({ kind: 'fetching', version: '1.0.0' });
  shown.onFetch({ version: '1.0.0', phase: 'downloading', bytes: 12e6 });
  shown.onEvent({ kind: 'playing', version: '1.0.0', done: 1, total: 7 });
  shown.onEvent(done('1.0.0', { how: 'kept' }));
  shown.onEvent(done('1.1.0', { played: 5, reused: 2, record: { ...done('1.1.0').record, faults: 1 } }));
  shown.onEvent(done('1.2.0', { how: 'judged', played: 0, reused: 7, ms: 1000 }));
  shown.onEvent(done('1.3.0', { how: 'failed' }, 'It prints \u001b[31mred.'));
  shown.end();
  expect(io.written.stdout).toMatchInlineSnapshot(`
    "1/4  1.0.0       up to date; 3.0 s so far
    2/4  1.1.0       5 scenarios played, 2 up to date, 1 harness error in 2.0 s; 6.0 s so far, about 5.0 s left
    3/4  1.2.0       judged again in 1.0 s; 9.0 s so far, about 2.0 s left
    4/4  1.3.0       failed: It prints \\u001b[31mred.; 12.0 s so far
    "
  `);
});

test('a terminal shows each version under way in one line', () => {
  const { io, shown } = progress(true);
  shown.onEvent({ kind: 'fetching', version: '1.0.0' });
  shown.onFetch({ version: '1.1.0', phase: 'downloading', bytes: 1e6 });
  shown.onFetch({ version: '1.0.0', phase: 'downloading', bytes: 12e6 });
  shown.onEvent({ kind: 'playing', version: '1.0.0', done: 6, total: 7 });
  shown.onFetch({ version: '1.0.0', phase: 'done' });
  shown.onEvent({ kind: 'fetching', version: '1.1.0' });
  shown.onEvent(done('1.0.0'));
  shown.onEvent({ kind: 'playing', version: '1.1.0', done: 1, total: 7 });
  shown.onEvent({ kind: 'judging', version: '1.1.0' });
  shown.end();
  expect(liveLines(io.written.stdout)).toMatchInlineSnapshot(`
    [
      "0/4  1.0.0 fetching",
      "<up>0/4  1.0.0 downloading, 12 MB",
      "<up>0/4  1.0.0 6 of 7 scenarios played",
      "<up>0/4  1.0.0 6 of 7 scenarios played · 1.1.0 fetching",
      "<up>1/4  1.0.0       7 scenarios played in 2.0 s; 7.0 s so far, about 14.0 s left",
      "1/4  1.1.0 1 of 7 scenarios played; about 12.0 s left",
      "<up>1/4  1.1.0 judging; about 11.0 s left",
      "<up>",
    ]
  `);
});
