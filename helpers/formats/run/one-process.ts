import * as z from 'zod';
import type { ScenarioOutcome } from '../../scenarios/outcome.ts';
import { caseRecord } from './case.ts';

/** The fields that only the modes with one process a case have. */
export const oneProcessFields = {
  command: z.array(z.string()).describe('Program and arguments; empty when no process was started.'),
  exit_code: z.number().nullable().describe('Null for a process that died by a signal.'),
};

/** One outcome of a mode with one process a case. */
export function oneProcessRecord(outcome: ScenarioOutcome) {
  const { case: name, scenario, ...rest } = caseRecord(outcome);
  return {
    case: name,
    scenario,
    command: [...(outcome.commands[0] ?? [])],
    exit_code: outcome.exit_codes[0] ?? null,
    ...rest,
  };
}
