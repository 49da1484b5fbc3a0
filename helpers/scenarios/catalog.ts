import { applicableChecks, type Applicability } from '../checks/applicability.ts';
import type { Check } from '../checks/check.ts';
import { GENERAL_CHECKS, registered } from '../checks/registry.ts';
import type { Cases } from '../inputs/cases.ts';
import { languageOf, MODES } from '../recording/mode.ts';
import type { Recording } from '../recording/recording.ts';
import { SuiteError } from '../util/errors.ts';
import { authenticationScenarios } from './app-server/authentication.ts';
import { authenticationChecks } from './app-server/authentication-checks.ts';
import { approvalScenarios } from './app-server/approvals.ts';
import { endScenarios } from './app-server/end.ts';
import { wireErrorScenarios } from './app-server/errors.ts';
import { fileScenarios } from './app-server/files.ts';
import { declaredChecks } from './app-server/declared-checks.ts';
import { fileChecks } from './app-server/files-checks.ts';
import { framingScenarios } from './app-server/framing.ts';
import { handshakeScenarios } from './app-server/handshake.ts';
import { handshakeOptionChecks } from './app-server/handshake-checks.ts';
import { interruptScenarios } from './app-server/interrupt.ts';
import { itemScenarios } from './app-server/items.ts';
import { processScenarios } from './app-server/processes.ts';
import { clientProcessChecks } from './app-server/processes-checks.ts';
import { queryScenarios } from './app-server/queries.ts';
import { recoveryScenarios } from './app-server/recovery.ts';
import { recoveryChecks } from './app-server/recovery-checks.ts';
import { requestScenarios } from './app-server/requests.ts';
import { refusedRequestChecks } from './app-server/requests-checks.ts';
import { threadResumeScenarios } from './app-server/resume.ts';
import { resumedThreadChecks } from './app-server/resume-checks.ts';
import { reviewScenarios } from './app-server/review.ts';
import { threadDataScenarios } from './app-server/thread-data.ts';
import { threadDataChecks } from './app-server/thread-data-checks.ts';
import { threadOperationScenarios } from './app-server/thread-operations.ts';
import { threadOperationChecks } from './app-server/thread-operations-checks.ts';
import { filteredListChecks } from './app-server/thread-lists-checks.ts';
import { threadSectionChecks } from './app-server/thread-sections-checks.ts';
import { setupScenarios } from './app-server/setup.ts';
import { setupChecks } from './app-server/setup-checks.ts';
import { threadScenarios } from './app-server/threads.ts';
import { threadScenarioChecks } from './app-server/threads-checks.ts';
import { toldClientScenarios } from './app-server/told.ts';
import { clientToolScenarios } from './app-server/tools.ts';
import { clientToolChecks } from './app-server/tools-checks.ts';
import { connectionScenarios } from './app-server/transports.ts';
import { connectionChecks } from './app-server/transports-checks.ts';
import { turnScenarios } from './app-server/turns.ts';
import { turnScenarioChecks } from './app-server/turns-checks.ts';
import { commandChecks } from './exec/commands-checks.ts';
import { commandScenarios } from './exec/commands.ts';
import { configChecks } from './exec/config-checks.ts';
import { configScenarios } from './exec/config.ts';
import { environmentChecks } from './exec/environment-checks.ts';
import { environmentScenarios } from './exec/environment.ts';
import { errorScenarioChecks } from './exec/errors-checks.ts';
import { errorScenarios } from './exec/errors.ts';
import { flagChecks } from './exec/flags-checks.ts';
import { flagScenarios } from './exec/flags.ts';
import { flagPlaceChecks } from './exec/flag-places-checks.ts';
import { flagPlaceScenarios } from './exec/flag-places.ts';
import { hookChecks } from './exec/hooks-checks.ts';
import { hookScenarios } from './exec/hooks.ts';
import { precedenceChecks } from './exec/precedence-checks.ts';
import { precedenceScenarios } from './exec/precedence.ts';
import { promptContextChecks } from './exec/prompt-context-checks.ts';
import { promptContextScenarios } from './exec/prompt-context.ts';
import { lastMessageChecks } from './exec/last-message-checks.ts';
import { lastMessageScenarios } from './exec/last-message.ts';
import { mcpChecks } from './exec/mcp-checks.ts';
import { mcpScenarios } from './exec/mcp.ts';
import { messageChecks } from './exec/messages-checks.ts';
import { messageScenarios } from './exec/messages.ts';
import { resumeTargetChecks } from './exec/resume-targets-checks.ts';
import { resumeTargetScenarios } from './exec/resume-targets.ts';
import { resumeScenarioChecks } from './exec/resume-checks.ts';
import { resumeScenarios } from './exec/resume.ts';
import { retryChecks } from './exec/retries-checks.ts';
import { retryScenarios } from './exec/retries.ts';
import { runScenarios } from './exec/runs.ts';
import { sandboxChecks } from './exec/sandbox-checks.ts';
import { sandboxScenarios } from './exec/sandbox.ts';
import { signalChecks } from './exec/signals-checks.ts';
import { signalScenarios } from './exec/signals.ts';
import { stdinChecks } from './exec/stdin-checks.ts';
import { stdinScenarios } from './exec/stdin.ts';
import { toolChecks } from './exec/tools-checks.ts';
import { toldScenarios } from './exec/told.ts';
import { toolScenarios } from './exec/tools.ts';
import { usageScenarioChecks } from './exec/usage-checks.ts';
import { usageScenarios } from './exec/usage.ts';
import { recordedCase, coreScenarios, transportScenarios } from './from-case.ts';
import type { Scenario } from './scenario.ts';

/** The extended scenarios, in the order in which they are reported. */
export const EXTENDED: readonly Scenario[] = distinct([
  ...stdinScenarios,
  ...messageScenarios,
  ...commandScenarios,
  ...sandboxScenarios,
  ...toolScenarios,
  ...toldScenarios,
  ...usageScenarios,
  ...errorScenarios,
  ...retryScenarios,
  ...signalScenarios,
  ...flagScenarios,
  ...flagPlaceScenarios,
  ...hookScenarios,
  ...promptContextScenarios,
  ...lastMessageScenarios,
  ...configScenarios,
  ...precedenceScenarios,
  ...environmentScenarios,
  ...mcpScenarios,
  ...resumeScenarios,
  ...resumeTargetScenarios,
  ...runScenarios,
  ...handshakeScenarios,
  ...framingScenarios,
  ...requestScenarios,
  ...queryScenarios,
  ...fileScenarios,
  ...processScenarios,
  ...setupScenarios,
  ...threadScenarios,
  ...threadDataScenarios,
  ...threadOperationScenarios,
  ...turnScenarios,
  ...itemScenarios,
  ...clientToolScenarios,
  ...toldClientScenarios,
  ...approvalScenarios,
  ...interruptScenarios,
  ...wireErrorScenarios,
  ...recoveryScenarios,
  ...reviewScenarios,
  ...threadResumeScenarios,
  ...endScenarios,
  ...connectionScenarios,
  ...authenticationScenarios,
]);

/** All checks, in the order in which they are reported. */
export const CHECKS: readonly Check[] = registered([
  ...GENERAL_CHECKS,
  ...stdinChecks,
  ...messageChecks,
  ...commandChecks,
  ...sandboxChecks,
  ...hookChecks,
  ...flagPlaceChecks,
  ...precedenceChecks,
  ...toolChecks,
  ...usageScenarioChecks,
  ...errorScenarioChecks,
  ...retryChecks,
  ...signalChecks,
  ...flagChecks,
  ...promptContextChecks,
  ...lastMessageChecks,
  ...configChecks,
  ...environmentChecks,
  ...mcpChecks,
  ...resumeScenarioChecks,
  ...resumeTargetChecks,
  ...handshakeOptionChecks,
  ...refusedRequestChecks,
  ...declaredChecks,
  ...fileChecks,
  ...clientProcessChecks,
  ...setupChecks,
  ...threadScenarioChecks,
  ...threadDataChecks,
  ...threadSectionChecks,
  ...threadOperationChecks,
  ...filteredListChecks,
  ...turnScenarioChecks,
  ...clientToolChecks,
  ...recoveryChecks,
  ...resumedThreadChecks,
  ...connectionChecks,
  ...authenticationChecks,
]);

/** The parts of the suite that a run selects from. */
export interface Scope {
  readonly cases: Cases;
  readonly extended: boolean;
  /** Among the extended scenarios, those that only `--thorough` plays as well. @default false */
  readonly thorough?: boolean | undefined;
}

/** All scenarios of a run, in the order in which they are reported: the cases by mode, then the extended ones. */
export function scenariosIn({ cases, extended, thorough = false }: Scope): Scenario[] {
  const core = MODES.flatMap((mode) => coreScenarios(mode, cases));
  if (!extended) return core;
  return [
    ...core,
    ...transportScenarios(cases),
    ...EXTENDED.filter((scenario) => thorough || scenario.thorough !== true),
  ];
}

/**
 * The scenario of a recording, with its prompts and expectations.
 *
 * @param folder of the recording, for messages
 * @throws SuiteError `usage` for a live recording, which cannot be repeated, and for turns that no mode has
 */
export function recordedScenario(recording: Recording, folder: string): Scenario {
  const { scenario: name, mode, model_source, expected } = recording;
  if (model_source === 'live') {
    throw new SuiteError('usage', `${folder} was recorded with a live model, whose answers cannot be repeated.`, {
      hint: `Run it again instead: codex-conformance run --live --only ${name}`,
    });
  }
  const scenario = EXTENDED.find((one) => one.name === name) ?? recordedCase(name, mode, expected);
  if (scenario !== undefined) return scenario;
  throw new SuiteError('usage', `${folder}: the expected turns in run.json are not those of a scenario of ${mode}.`, {
    hint: 'Record the scenario again, or restore the folder.',
  });
}

/** The preconditions of a recording: those of the scenario of its name, else those that it was recorded with. */
export function applicabilityOf({ scenario: name, mode, expected }: Recording): Applicability {
  const scenario = EXTENDED.find((one) => one.name === name) ?? recordedCase(name, mode, expected);
  return scenario ?? { name, mode, ...expected };
}

/** Each plan asks for those of all scenarios. */
const applicable = new WeakMap<Applicability, readonly Check[]>();

/** The checks that judge a scenario. */
export function checksFor(scenario: Applicability): readonly Check[] {
  const checks = applicable.get(scenario) ?? applicableChecks(CHECKS, scenario);
  applicable.set(scenario, checks);
  return checks;
}

/** The checks that judge a recording. */
export function checksOf(recording: Recording): readonly Check[] {
  return checksFor(applicabilityOf(recording));
}

/**
 * The same scenarios, after their names have been validated.
 *
 * @throws Error for a repeated name, and for one that does not begin with the language of its mode
 */
export function distinct(scenarios: readonly Scenario[]): readonly Scenario[] {
  const seen = new Set<string>();
  for (const { name, mode } of scenarios) {
    if (!name.startsWith(`${languageOf(mode)}/`)) {
      throw new Error(`A scenario of ${mode} must have a name that begins with ${languageOf(mode)}/: ${name}`);
    }
    if (seen.has(name)) throw new Error(`Repeated scenario name: ${name}`);
    seen.add(name);
  }
  return scenarios;
}
