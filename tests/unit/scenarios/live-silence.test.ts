import { expect, test } from 'vitest';
import { watchSilence, type LiveSilence } from '../../../helpers/scenarios/live-silence.ts';

/** A watch that reports first after 5 ms, and its next report. */
function watching() {
  let report = Promise.withResolvers<LiveSilence>();
  const watch = watchSilence('exec/a', (silence) => report.resolve(silence), 5);
  const next = async (): Promise<LiveSilence> => {
    report = Promise.withResolvers();
    return await report.promise;
  };
  return { watch, next };
}

test('reports a process without an event, each time twice as late', async () => {
  const { watch, next } = watching();
  watch.onSpawn();
  expect(await next()).toEqual({ scenario: 'exec/a', seconds: 0.005, last: null });
  expect(await next()).toEqual({ scenario: 'exec/a', seconds: 0.01, last: null });
  watch.end();
});

test('starts over with each event and process', async () => {
  const { watch, next } = watching();
  watch.onSpawn();
  await next();
  watch.onEvent(1, 'turn.started');
  expect(await next()).toEqual({ scenario: 'exec/a', seconds: 0.005, last: 'turn.started' });
  watch.onSpawn();
  expect((await next()).last).toBeNull();
  watch.end();
});
