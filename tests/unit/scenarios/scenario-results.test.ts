import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planOf } from '../../../helpers/scenarios/plan.ts';
import { createResults } from '../../../helpers/scenarios/scenario-results.ts';
import { miniatureCodex, preparedRun, scriptedCodex } from './miniature.ts';

const NAME = 'exec/stateless/sum';

test('plays a scenario and judges it by each planned check', async () => {
  const run = preparedRun(miniatureCodex);
  const result = await createResults(run)(NAME);
  const planned = planOf(run).find(({ scenario }) => scenario.name === NAME);
  expect(result?.checks.map(({ id }) => id)).toEqual(planned?.checks.map(({ id }) => id));
  expect(result?.result).toMatchObject({ scenario: NAME, recording: join('recordings', NAME), exit_codes: [0] });
});

test('plays a scenario once, however often its result is asked for', async () => {
  const run = preparedRun((folder) => scriptedCodex(folder, `echo "$1" >> '${folder}/log'`));
  const resultOf = createResults(run);
  const [first, second] = await Promise.all([resultOf(NAME), resultOf(NAME)]);
  expect(second).toBe(first);
  expect(readFileSync(join(run.folder, 'log'), 'utf8')).toBe('exec\n');
});

test('rejects a scenario that is not planned', async () => {
  const run = preparedRun(miniatureCodex, { only: ['app-server'] });
  await expect(createResults(run)(NAME)).rejects.toThrow(`The scenario ${NAME} is not planned.`);
});
