import { isOfLevel, type Level } from '../../checks/verdict.ts';
import type { Matrix } from './format.ts';

/** True if a version has a failure from this level on that no baseline accepts, or a verdict that is untestable or a harness error. */
export function isRedFrom(level: Level, { checks, cells }: Pick<Matrix, 'checks' | 'cells'>): boolean {
  const ofLevel = new Set(checks.filter((check) => isOfLevel({ ...check, fail_on: level })).map(({ id }) => id));
  return cells.some(({ check, verdicts }) => (ofLevel.has(check) ? /[fuh]/ : /[uh]/).test(verdicts));
}
