import type { Check } from '../checks/check.ts';

/**
 * Checks that stand beside scenarios: each once, with the names of the scenarios that it judges.
 *
 * @param checks by the name of the scenario; a check may stand beside several
 */
export function beside(checks: Readonly<Record<string, readonly Check[]>>): Check[] {
  const scenarios = new Map<Check, string[]>();
  for (const [name, own] of Object.entries(checks)) {
    for (const check of own) scenarios.set(check, [...(scenarios.get(check) ?? []), name]);
  }
  return [...scenarios].map(([check, names]) => ({ ...check, scenarios: names }));
}
