import type { DepthScenario } from './depth/depth-scenario.ts';
import { framingScenarios } from './app-server/framing.ts';
import { handshakeScenarios } from './app-server/handshake.ts';
import { requestScenarios } from './app-server/requests.ts';
import { turnScenarios } from './app-server/turns.ts';
import { commandScenarios } from './exec/commands.ts';
import { configScenarios } from './exec/config.ts';
import { environmentScenarios } from './exec/environment.ts';
import { flagScenarios } from './exec/flags.ts';
import { inputScenarios } from './exec/inputs.ts';
import { lastMessageScenarios } from './exec/last-message.ts';
import { mcpScenarios } from './exec/mcp.ts';
import { resumeScenarios } from './exec/resume.ts';
import { resumeTargetScenarios } from './exec/resume-targets.ts';
import { runScenarios } from './exec/runs.ts';
import { stdinScenarios } from './exec/stdin.ts';

/** All scenarios beyond the three modes, in the order in which they are reported. */
export const DEPTH: readonly DepthScenario[] = distinct([
  ...stdinScenarios,
  ...commandScenarios,
  ...configScenarios,
  ...environmentScenarios,
  ...flagScenarios,
  ...inputScenarios,
  ...lastMessageScenarios,
  ...mcpScenarios,
  ...resumeScenarios,
  ...resumeTargetScenarios,
  ...runScenarios,
  ...handshakeScenarios,
  ...framingScenarios,
  ...requestScenarios,
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
