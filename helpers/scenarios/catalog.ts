import type { Cases } from '../inputs/cases.ts';
import { MODES } from '../recording/mode.ts';
import { DEPTH } from './depth-scenarios.ts';
import type { DepthScenario } from './dsl/extended-scenario.ts';
import type { Scenario } from './scenario.ts';
import { scenariosOf } from './three-modes.ts';

/** The scenarios of a run, in the order in which they are reported: those of the three modes, then those of depth. */
export function scenariosIn({
  cases,
  depth,
}: {
  readonly cases: Cases;
  readonly depth: boolean;
}): (Scenario | DepthScenario)[] {
  return [...MODES.flatMap((mode) => scenariosOf(mode, cases)), ...(depth ? DEPTH : [])];
}
