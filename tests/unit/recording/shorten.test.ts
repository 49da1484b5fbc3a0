import { expect, test } from 'vitest';
import { shorten } from '../../../helpers/recording/shorten.ts';
import { RECORDINGS } from '../proof/recordings.ts';

test('cuts long texts of requests, not of output', () => {
  const whole = RECORDINGS.find(({ codex, mode }) => codex.version === '0.169.0' && mode === 'exec_stateless')!;
  const short = shorten(whole);
  expect(short.processes).toEqual(whole.processes);
  const sizes = [whole, short].map(({ model }) => JSON.stringify(model).length);
  expect(sizes[1]!).toBeLessThan(sizes[0]! / 3);
  expect(JSON.stringify(short.model)).toMatch(/<CUT \d+>/);
  expect(short.codex.capabilities.filter((name) => name.startsWith('feature.'))).toEqual([]);
});

test('does not shorten twice', () => {
  for (const recording of RECORDINGS) expect(shorten(shorten(recording))).toEqual(shorten(recording));
});
