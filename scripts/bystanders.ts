import process from 'node:process';
import { bystandersIn } from '../helpers/proof/bystanders.ts';
import { mutantsOf } from '../helpers/proof/mutant.ts';
import { CHECKS, checksOf } from '../helpers/scenarios/catalog.ts';
import { FAILURES, RECORDINGS } from '../tests/unit/proof/recordings.ts';

// `npm run mutants -- --bystanders`: the checks that each mutant turns red elsewhere, on all recordings of the proof.
const found = [...RECORDINGS, ...FAILURES].flatMap((recording) => bystandersIn(recording, checksOf(recording)));
const byMutant = Map.groupBy(found, ({ check, mutant }) => `${check}: ${mutant}`);
for (const [name, own] of byMutant) {
  process.stdout.write(`${name}\n${[...new Set(own.map(({ turnsRed }) => `  ${turnsRed}\n`))].join('')}`);
}
process.stdout.write(`${mutantsOf(CHECKS).length} mutants, ${byMutant.size} of them not exact\n`);
