import { afterAll, describe, test } from 'vitest';
import { responds, says } from '../../helpers/model/responses.ts';
import type { Script } from '../../helpers/model/script.ts';
import { MODES } from '../../helpers/recording/mode.ts';
import { createPlayground, redOf } from './playground.ts';

const playground = await createPlayground();
afterAll(() => playground.remove());

/** Milliseconds until a late reply is given up. */
const DEADLINE_MS = 5000;

const MISSING: Script = { every: responds([]) };
const WRONG: Script = { every: says('I do not know.') };
const LATE: Script = {
  every: () => [{ do: 'head', status: 200, headers: { 'content-type': 'text/event-stream' } }, { do: 'stall' }],
};

describe.for(MODES)('a reply of the model in mode %s', { concurrent: true, timeout: 120_000 }, (mode) => {
  test('is red if it is missing, but not as a failure of codex', async ({ expect }) => {
    const recording = await playground.play(mode, { script: MISSING });
    const red = redOf(recording);
    expect(red).toContain('untestable: turn/reply/exact');
    expect(red.filter((one) => !one.startsWith('untestable: '))).toEqual([]);
  });

  test('is red if it is wrong, but not as a failure of codex', async ({ expect }) => {
    const recording = await playground.play(mode, { script: WRONG });
    expect(redOf(recording)).toEqual(['untestable: turn/reply/exact']);
  });

  test('is reported as late after the deadline', async ({ expect }) => {
    const recording = await playground.play(mode, { script: LATE, deadlineMs: DEADLINE_MS });
    const ends = recording.processes.map((process) => process.ended_by);
    expect([recording.harness_errors, [...new Set(ends)]]).toEqual([[], ['deadline']]);
    const completes = mode === 'app_server' ? 'app-server/turn/completes' : 'exec/turn/completes';
    expect(redOf(recording)).toEqual(
      expect.arrayContaining([`fail: ${completes}`, 'fail: run/process/exits-by-itself', 'fail: turn/reply/exact']),
    );
  });
});
