import type { DepthScenario } from './depth/depth-scenario.ts';
import { approvalScenarios } from './app-server/approvals.ts';
import { endScenarios } from './app-server/end.ts';
import { errorScenarios } from './app-server/errors.ts';
import { framingScenarios } from './app-server/framing.ts';
import { handshakeScenarios } from './app-server/handshake.ts';
import { interruptScenarios } from './app-server/interrupt.ts';
import { itemScenarios } from './app-server/items.ts';
import { queryScenarios } from './app-server/queries.ts';
import { requestScenarios } from './app-server/requests.ts';
import { resumeScenarios } from './app-server/resume.ts';
import { reviewScenarios } from './app-server/review.ts';
import { threadScenarios } from './app-server/threads.ts';
import { toolScenarios } from './app-server/tools.ts';
import { turnScenarios } from './app-server/turns.ts';
import { commandScenarios } from './exec/commands.ts';
import { stdinScenarios } from './exec/stdin.ts';

/** All scenarios beyond the three modes, in the order in which they are reported. */
export const DEPTH: readonly DepthScenario[] = distinct([
  ...stdinScenarios,
  ...commandScenarios,
  ...approvalScenarios,
  ...endScenarios,
  ...errorScenarios,
  ...framingScenarios,
  ...handshakeScenarios,
  ...interruptScenarios,
  ...itemScenarios,
  ...queryScenarios,
  ...requestScenarios,
  ...resumeScenarios,
  ...reviewScenarios,
  ...threadScenarios,
  ...toolScenarios,
  ...turnScenarios,
]);

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
