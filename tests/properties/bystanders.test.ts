import { expect, test } from 'vitest';
import { bystandersIn } from '../../helpers/proof/bystanders.ts';
import { CHECKS, checksOf } from '../../helpers/scenarios/catalog.ts';
import { sampleFor } from '../unit/proof/recordings.ts';

test('the bystanders of each mutant are declared', async () => {
  const bySample = Map.groupBy(CHECKS, sampleFor);
  const found = [...bySample].flatMap(([sample, tried]) => bystandersIn(sample, checksOf(sample), tried));
  const byMutant = Map.groupBy(found, ({ check, mutant }) => `${check}: ${mutant}`);
  const blocks = [...byMutant].map(([name, own]) => {
    const ids = new Set(own.map(({ turnsRed }) => turnsRed));
    return [name, ...[...ids].toSorted().map((id) => `  ${id}`)].join('\n');
  });
  await expect(`${blocks.toSorted().join('\n')}\n`).toMatchFileSnapshot('bystanders.txt');
});
