import { protocolErrors } from '../app-server/protocol-errors.ts';
import { serverNotificationChecks } from './app-server/account.ts';
import { approvalChecks } from './app-server/approvals.ts';
import { clientResultChecks } from './app-server/client-results.ts';
import { deltaOriginChecks } from './app-server/delta-origins.ts';
import { reportedConfigChecks } from './app-server/config.ts';
import { errorFieldChecks } from './app-server/error-fields.ts';
import { errorOriginChecks } from './app-server/error-origins.ts';
import { wireErrorChecks } from './app-server/errors.ts';
import { cleanAfterEof } from './app-server/exit.ts';
import { wireFramingChecks } from './app-server/framing.ts';
import { handshakeChecks } from './app-server/handshake.ts';
import { historyChecks } from './app-server/histories.ts';
import { idChecks } from './app-server/ids.ts';
import { interruptChecks } from './app-server/interrupts.ts';
import { itemAgreementChecks } from './app-server/item-agreement.ts';
import { itemOriginChecks } from './app-server/item-origins.ts';
import { itemOutcomeChecks } from './app-server/item-outcomes.ts';
import { itemResultChecks } from './app-server/item-results.ts';
import { itemTextChecks } from './app-server/item-texts.ts';
import { itemTimeChecks } from './app-server/item-times.ts';
import { itemChecks } from './app-server/items.ts';
import { originChecks } from './app-server/origins.ts';
import { mcpServerChecks } from './app-server/mcp-servers.ts';
import { modelListChecks } from './app-server/models.ts';
import { pageChecks } from './app-server/pages.ts';
import { planChecks } from './app-server/plans.ts';
import { requestAgreementChecks } from './app-server/request-agreement.ts';
import { schemaChecks } from './app-server/schema.ts';
import { sessionDecisionChecks } from './app-server/session-decisions.ts';
import { sessionFileChecks } from './app-server/session-files.ts';
import { settingsChecks } from './app-server/settings.ts';
import { skillChecks } from './app-server/skills.ts';
import { statusChecks } from './app-server/status.ts';
import { threadChangeChecks } from './app-server/thread-changes.ts';
import { threadHistoryChecks } from './app-server/thread-history.ts';
import { threadLifeChecks } from './app-server/thread-life.ts';
import { threadListChecks } from './app-server/thread-lists.ts';
import { threadObjectChecks } from './app-server/thread-objects.ts';
import { threadChecks } from './app-server/threads.ts';
import { timeChecks } from './app-server/times.ts';
import { turnContentChecks } from './app-server/turn-contents.ts';
import { turnDiffChecks } from './app-server/turn-diffs.ts';
import { turnObjectChecks } from './app-server/turn-objects.ts';
import { turnSettingsChecks } from './app-server/turn-settings.ts';
import { wireTurnChecks } from './app-server/turns.ts';
import { usageOfTurnChecks } from './app-server/usage-of-turns.ts';
import { usageOriginChecks } from './app-server/usage-origins.ts';
import { wireUsageChecks } from './app-server/usage.ts';
import { userInputChecks } from './app-server/user-inputs.ts';
import { userMessageChecks } from './app-server/user-messages.ts';
import { waitingChecks } from './app-server/waiting.ts';
import { README } from './app-server/authorities.ts';
import { failIfAny, untestable, type Check } from './check.ts';
import { fileOf } from '../queries/process-files.ts';
import { firstCompletion, onWire } from '../queries/wire-messages.ts';
import { changeServerMessages, isNotification, changeTurn, removeMessages } from '../mutations/wire.ts';

const ENDED = isNotification('turn/completed');
const DISCONNECTED = { message: 'stream disconnected' };

/** What holds for every wire of `codex app-server`. */
export const appServerChecks: readonly Check[] = [
  ...wireFramingChecks,
  ...handshakeChecks,
  ...threadChecks,
  ...idChecks,
  ...serverNotificationChecks,
  ...threadHistoryChecks,
  ...originChecks,
  ...waitingChecks,
  ...errorFieldChecks,
  ...errorOriginChecks,
  ...timeChecks,
  ...itemTimeChecks,
  ...settingsChecks,
  ...turnSettingsChecks,
  ...threadObjectChecks,
  ...threadLifeChecks,
  ...threadListChecks,
  ...threadChangeChecks,
  ...statusChecks,
  ...wireTurnChecks,
  ...turnContentChecks,
  ...turnObjectChecks,
  ...turnDiffChecks,
  ...itemChecks,
  ...itemTextChecks,
  ...deltaOriginChecks,
  ...itemResultChecks,
  ...itemAgreementChecks,
  ...usageOriginChecks,
  ...usageOfTurnChecks,
  ...requestAgreementChecks,
  ...userInputChecks,
  ...historyChecks,
  ...clientResultChecks,
  ...reportedConfigChecks,
  ...mcpServerChecks,
  ...planChecks,
  ...itemOriginChecks,
  ...itemOutcomeChecks,
  ...wireUsageChecks,
  ...userMessageChecks,
  ...sessionFileChecks,
  ...approvalChecks,
  ...sessionDecisionChecks,
  ...interruptChecks,
  ...wireErrorChecks,
  ...modelListChecks,
  ...pageChecks,
  ...skillChecks,
  ...schemaChecks,
  {
    id: 'app-server/turn/completes',
    clause: 'A turn that the model answers ends with turn/completed and the status completed.',
    level: 'must',
    assumes: ['has-turn', 'turn-uncut', 'turn-completes'],
    denies: { 'turn-ends': 'no turn/completed came' },
    authority: README,
    language: 'app-server',
    judge({ processes }) {
      if (processes.every(({ wire }) => wire.length === 0)) return untestable('nothing crossed the wire');
      const found = processes.flatMap((process) => {
        const end = firstCompletion(process);
        if (end?.status === 'completed') return [];
        if (end !== undefined) return [onWire(process, end.line, end.error?.message ?? `the status is ${end.status}`)];
        const said = protocolErrors(process.wire).at(-1);
        const why =
          said === undefined ? 'no turn/completed came' : `no turn/completed came; the server said: ${said.text}`;
        return [{ message: why, file: fileOf(process, 'wire') }];
      });
      return failIfAny(found, processes.length, 'processes, the first turn of each completed');
    },
    mutants: () => ({
      'fails the turn': changeTurn('turn/completed', { status: 'failed', error: DISCONNECTED }),
      'interrupts the turn': changeTurn('turn/completed', { status: 'interrupted' }),
      'never ends the turn': removeMessages(ENDED),
      'ends the turn with an error instead': changeServerMessages(ENDED, () => [
        { method: 'error', params: { error: { message: 'no such model' }, willRetry: false } },
      ]),
    }),
  },
  cleanAfterEof,
];
