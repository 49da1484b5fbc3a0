import { languageOf, type Mode } from '../recording/mode.ts';
import { preconditionsIn, type Precondition } from '../recording/preconditions.ts';
import type { Check } from './check.ts';

/** What decides which checks judge a scenario. */
export interface Applicability {
  readonly name: string;
  readonly mode: Mode;
  readonly breaks?: readonly Precondition[] | undefined;
  readonly shows?: readonly Precondition[] | undefined;
}

/** The checks that judge a scenario: those of its language whose assumptions hold, and those beside it. */
export function applicableChecks<Checked extends Check>(
  checks: readonly Checked[],
  { name, mode, breaks = [], shows = [] }: Applicability,
): Checked[] {
  const holding = preconditionsIn(breaks, shows);
  const own = languageOf(mode);
  return checks.filter(({ language, scenarios, assumes = [] }) => {
    if (language !== undefined && language !== own) return false;
    return scenarios === undefined ? assumes.every((one) => holding.has(one)) : scenarios.includes(name);
  });
}
