import { expect, test } from 'vitest';
import { withVitest } from '../../../helpers/scenarios/vitest.ts';

function listeners(): unknown[] {
  return ['SIGINT', 'SIGTERM'].map((event) => process.listeners(event as NodeJS.Signals));
}

test('keeps Vitest from listening to signals', async () => {
  const before = listeners();
  const seen: unknown[] = [];
  let running = true;
  const look = (): void => {
    seen.push(listeners());
    if (running) setImmediate(look);
  };
  setImmediate(look);
  const isOpen = await withVitest({ name: 'none', include: [] }, (vitest) => Promise.resolve(vitest.config.watch));
  running = false;
  expect([isOpen, seen.length > 1, seen.filter((one) => JSON.stringify(one) !== JSON.stringify(before))]).toEqual([
    false,
    true,
    [],
  ]);
});
