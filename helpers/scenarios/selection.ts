import { matchesAny } from '../inputs/glob.ts';

/** True if the patterns of `--only` ask for this check in this scenario: by the name of the one or the id of the other. */
export function selects(only: readonly string[], scenario: string, check: string): boolean {
  return matchesAny(only, scenario) || matchesAny(only, check);
}
