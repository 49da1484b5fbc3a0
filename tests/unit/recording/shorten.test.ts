import { expect, test } from 'vitest';
import { checksOf } from '../../../helpers/scenarios/catalog.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import { shorten } from '../../../helpers/recording/shorten.ts';
import { RECORDINGS } from '../proof/recordings.ts';

/** They need the schema, which a short recording does not have. */
const OF_SCHEMA = 'app-server/schema/';

test('judges a shortened recording like the whole one', () => {
  const changed = RECORDINGS.flatMap((recording) =>
    checksOf(recording)
      .filter(({ id }) => !id.startsWith(OF_SCHEMA))
      .filter((check) => judge(check, recording).verdict !== judge(check, shorten(recording)).verdict)
      .map(({ id }) => `${id} in ${recording.scenario} of ${recording.codex.version}`),
  );
  expect(changed).toEqual([]);
});

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
