import { languageOf, type Mode } from '../recording/mode.ts';
import type { Precondition } from '../recording/preconditions.ts';
import { PRECONDITIONS } from '../recording/preconditions.ts';
import type { Check } from './check.ts';

/** What decides which checks a scenario is judged by. */
export interface Applicability {
  readonly name: string;
  readonly mode: Mode;
  readonly breaks?: readonly Precondition[] | undefined;
  readonly shows?: readonly Precondition[] | undefined;
}

/** True if a check judges a scenario: its language is spoken there, and all holds that the check assumes. */
export function applies(
  { language, scenarios, assumes = [] }: Check,
  { name, mode, breaks = [], shows = [] }: Applicability,
): boolean {
  if (language !== undefined && language !== languageOf(mode)) return false;
  if (scenarios !== undefined) return scenarios.includes(name);
  return assumes.every((one) => (PRECONDITIONS[one] === 'shown' ? shows.includes(one) : !breaks.includes(one)));
}
