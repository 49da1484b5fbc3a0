import { expect, test } from 'vitest';
import { PhaseClock } from '../../../../helpers/versions/matrix/phase-clock.ts';

test('counts each moment for one phase, play before the others', async () => {
  let now = 100;
  const pass = (ms: number) => async () => void (now += ms);
  const clock = new PhaseClock(() => now);
  now += 1000;
  await clock.during('fetch', pass(1));
  await clock.during('judge', pass(20));
  await clock.during('judge', async () => {
    now += 300;
    await clock.during('fetch', pass(4000));
    await clock.during('play', async () => {
      await clock.during('fetch', pass(50_000));
      await clock.during('play', pass(600_000));
    });
  });
  expect(clock.times).toEqual({ fetch: 1, judge: 4320, play: 650_000 });
});

test('counts the time of failures', async () => {
  let now = 0;
  const clock = new PhaseClock(() => now);
  const failing = clock.during('play', async () => {
    now += 5;
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  now += 10;
  await clock.during('judge', async () => undefined);
  expect(clock.times).toEqual({ fetch: 0, judge: 0, play: 5 });
});
