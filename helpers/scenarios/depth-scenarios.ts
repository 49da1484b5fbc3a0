import type { DepthScenario } from './dsl/extended-scenario.ts';
import { appServerScenarios } from './app-server-scenarios.ts';
import { execScenarios } from './exec-scenarios.ts';

/** All scenarios beyond the three modes, in the order in which they are reported. */
export const DEPTH: readonly DepthScenario[] = distinct([...execScenarios, ...appServerScenarios]);

/**
 * The same scenarios, once their names are found to be sound.
 *
 * @throws Error for a name that does not tell the interface, or is there twice
 */
export function distinct(scenarios: readonly DepthScenario[]): readonly DepthScenario[] {
  const seen = new Set<string>();
  for (const { name, mode } of scenarios) {
    if (!name.startsWith(mode === 'app_server' ? 'app-server/' : 'exec/')) {
      throw new Error(`The name of a scenario does not tell how codex is driven: ${name}`);
    }
    if (seen.has(name)) throw new Error(`Two scenarios have the name ${name}`);
    seen.add(name);
  }
  return scenarios;
}
