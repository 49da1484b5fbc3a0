import { expect, test } from 'vitest';
import { npmReplay } from '../../../helpers/formats/npm-replay.ts';

test('quotes the scenario for a shell', () => {
  expect([npmReplay(null), npmReplay("exec/it's")]).toEqual([
    'npm run conformance',
    String.raw`npm run conformance -- --only 'exec/it'\''s'`,
  ]);
});
