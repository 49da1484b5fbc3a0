import type { DepthScenario } from './depth/depth-scenario.ts';
import { commandScenarios } from './exec/commands.ts';
import { errorScenarios } from './exec/errors.ts';
import { messageScenarios } from './exec/messages.ts';
import { retryScenarios } from './exec/retries.ts';
import { signalScenarios } from './exec/signals.ts';
import { stdinScenarios } from './exec/stdin.ts';
import { toolScenarios } from './exec/tools.ts';
import { usageScenarios } from './exec/usage.ts';

/** What programs do with `codex exec` beyond the two modes. */
export const execScenarios: readonly DepthScenario[] = [
  ...stdinScenarios,
  ...messageScenarios,
  ...commandScenarios,
  ...toolScenarios,
  ...usageScenarios,
  ...errorScenarios,
  ...retryScenarios,
  ...signalScenarios,
];
