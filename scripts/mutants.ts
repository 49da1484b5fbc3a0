import process from 'node:process';
import { loadBaseline, SUITE_BASELINE_FILE } from '../helpers/inputs/baseline.ts';
import { CHECKS } from '../helpers/scenarios/catalog.ts';
import { BENIGN } from '../helpers/proof/benign.ts';
import { mutantReport } from '../helpers/proof/report.ts';
import { FAILURES, RECORDINGS } from '../tests/unit/proof/recordings.ts';

// `npm run mutants`: what each check notices, on hand-written recordings and on those of real binaries.
if (process.argv.includes('--leaves')) await import('./leaves.ts');
else if (process.argv.includes('--pairs')) await import('./pairs.ts');
else if (process.argv.includes('--bystanders')) await import('./bystanders.ts');
else {
  const known = await loadBaseline(SUITE_BASELINE_FILE);
  const { text, sound } = mutantReport({ checks: CHECKS, benign: BENIGN, good: RECORDINGS, known, others: FAILURES });
  process.stdout.write(text);
  process.exitCode = sound ? 0 : 1;
}
