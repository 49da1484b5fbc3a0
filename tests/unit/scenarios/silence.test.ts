import { expect, test, vi } from 'vitest';
import { trackSilence } from '../../../helpers/scenarios/silence.ts';

/** What was settled when all that is due has run. */
async function isOver(over: Promise<void>): Promise<boolean> {
  return await Promise.race([
    over.then(() => true),
    new Promise<false>((resolve) => setImmediate(() => resolve(false))),
  ]);
}

test('nothing is waited for before a process begins', async () => {
  expect(await isOver(trackSilence().over())).toBe(true);
});

test('waits until each process has printed a line', async () => {
  const silence = trackSilence();
  silence.begins(1);
  silence.begins(2);
  const over = silence.over();
  silence.ends(1);
  expect(await isOver(over)).toBe(false);
  silence.ends(2);
  expect(await isOver(over)).toBe(true);
});

test('a process that stays silent is waited for once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const silence = trackSilence();
  silence.begins(1);
  const over = silence.over();
  vi.advanceTimersByTime(4000);
  await over;
  expect(await isOver(silence.over())).toBe(true);
  vi.useRealTimers();
});
