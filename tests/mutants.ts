import { CHECKS } from '../helpers/checks/registry.ts';
import { BENIGN } from '../helpers/mutants/benign.ts';
import { MUTANTS } from '../helpers/mutants/registry.ts';
import { mutantReport } from '../helpers/mutants/report.ts';
import { FAILURES, RECORDINGS } from './unit/mutants/recordings.ts';

// `npm run mutants`: what each check notices, on hand-written recordings and on those of real binaries.
const { text, sound } = mutantReport({
  checks: CHECKS,
  mutants: MUTANTS,
  benign: BENIGN,
  good: RECORDINGS,
  others: FAILURES,
});
process.stdout.write(text);
process.exitCode = sound ? 0 : 1;
