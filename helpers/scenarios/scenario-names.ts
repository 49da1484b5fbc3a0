import type { Cases } from '../inputs/cases.ts';
import { MODES, type Mode } from '../recording/mode.ts';

const PREFIXES = {
  exec_stateless: 'exec/stateless',
  exec_persistent: 'exec/persistent',
  app_server: 'app-server/turn',
} as const satisfies Record<Mode, string>;

/** The name of the scenario that plays a case. */
export function scenarioName(mode: Mode, caseName: string): string {
  return `${PREFIXES[mode]}/${caseName}`;
}

/** The names and modes of all scenarios, in the order of the modes and of the cases file. */
export function scenarioNames(cases: Cases): { readonly name: string; readonly mode: Mode }[] {
  return MODES.flatMap((mode) => cases[mode].map((item) => ({ name: scenarioName(mode, item.name), mode })));
}
