import type { DepthScenario } from './dsl/extended-scenario.ts';
import { commandScenarios } from './exec/commands.ts';
import { configScenarios } from './exec/config.ts';
import { environmentScenarios } from './exec/environment.ts';
import { errorScenarios } from './exec/errors.ts';
import { flagScenarios } from './exec/flags.ts';
import { inputScenarios } from './exec/inputs.ts';
import { lastMessageScenarios } from './exec/last-message.ts';
import { mcpScenarios } from './exec/mcp.ts';
import { messageScenarios } from './exec/messages.ts';
import { resumeTargetScenarios } from './exec/resume-targets.ts';
import { resumeScenarios } from './exec/resume.ts';
import { retryScenarios } from './exec/retries.ts';
import { runScenarios } from './exec/runs.ts';
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
  ...flagScenarios,
  ...inputScenarios,
  ...lastMessageScenarios,
  ...configScenarios,
  ...environmentScenarios,
  ...mcpScenarios,
  ...resumeScenarios,
  ...resumeTargetScenarios,
  ...runScenarios,
];
