import { CHECKS } from '../scenarios/catalog.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import { unjudgedOf } from './unjudged.ts';

/** Recordings that a check cannot judge. */
export const UNTESTABLE: readonly Mutant[] = CHECKS.flatMap((check) => mutantsOf(check.id, unjudgedOf(check)));
