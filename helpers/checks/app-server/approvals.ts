import { isDeepStrictEqual } from 'node:util';
import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type SubjectJudge, everyMessage, type Violation, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README, sourceIn, testedIn } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { nameOf } from './open-items.ts';
import { turnEvents } from './turn-events.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeEachProcess } from '../../mutations/recording.ts';
import {
  changeNotifications,
  changeWireItems,
  isNotification,
  changeTurn,
  removeMessages,
  changeServerMessages,
} from '../../mutations/wire.ts';
import { isJsonObject, type JsonObject, objectOf } from '../../util/json-object.ts';
import { onWire, serverMessages } from '../../queries/wire-messages.ts';
import { failIfAny, notApplicable, untestable } from '../check.ts';

const NEVER = 'approval_policy="never"';

const commands = (change: JsonObject) =>
  changeWireItems('item/completed', 'commandExecution', (item) => ({ ...item, ...change }));

/** Checks of approvals. Only those of open turns are kept in memory. */
export const approvalChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/approval/names-item',
    clause: 'An approval request names an item that was started in the same turn.',
    level: 'should',
    assumes: ['approvals', 'turn-ends'],
    authority: README,
    about: 'requests for approvals',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, namesItem),
    mutants: () => ({
      'never starts the item': removeMessages(isNotification('item/started', 'commandExecution')),
      'starts an item of another id': changeWireItems('item/started', 'commandExecution', (item) => ({
        ...item,
        id: 'x',
      })),
      'starts the item in another turn': changeNotifications('item/started', (params) => [{ ...params, turnId: 'x' }]),
    }),
  }),
  wireRule({
    id: 'app-server/approval/decision-decides',
    clause:
      'An accepted item is not declined; a declined or cancelled item is; any other response does not let it happen.',
    level: 'must',
    assumes: ['decisions'],
    authority: testedIn('v2/turn_start.rs: turn_start_exec_approval_decline_v2'),
    about: 'items that were completed after a decision',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, decisionDecides),
    mutants: () => ({
      'runs what was declined': commands({ status: 'completed', exitCode: 0 }),
      'declines what was accepted': commands({ status: 'declined', exitCode: null }),
      'applies what was cancelled': changeWireItems('item/completed', 'fileChange', (item) => ({
        ...item,
        status: 'completed',
      })),
      'fails what was declined': commands({ status: 'failed', exitCode: 1 }),
    }),
  }),
  wireRule({
    id: 'app-server/approval/cancel-interrupts',
    clause: 'A turn in which an approval is cancelled ends as interrupted.',
    level: 'must',
    assumes: ['cancelled-approvals'],
    authority: README,
    about: 'turns in which an approval was cancelled',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, cancelInterrupts),
    mutants: () => ({
      'completes the turn': changeTurn('turn/completed', { status: 'completed' }),
      'fails the turn': changeTurn('turn/completed', { status: 'failed', error: { message: 'cancelled' } }),
    }),
  }),
  wireRule({
    id: 'app-server/approval/offered-decisions',
    clause:
      'The request to approve a command offers accept, the proposed amendment of the policy if there is one, and cancel.',
    level: 'should',
    assumes: ['command-approvals'],
    authority: sourceIn('protocol/src/approvals.rs: default_available_decisions'),
    about: 'requests with the offered decisions',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, () => ({ see: offersDecisions })),
    mutants: () => ({
      'does not offer to cancel': changeOffer((offer) => offer.filter((one) => one !== 'cancel')),
      'offers to accept twice': changeOffer((offer) => ['accept', ...offer]),
      'offers no amendment': changeOffer((offer) => offer.filter((one) => typeof one === 'string')),
    }),
  }),
  {
    id: 'app-server/approval/none-under-never',
    clause: 'Under the approval policy never, the server requests no approval of a command or patch.',
    level: 'must',
    assumes: ['no-approvals', 'item-starts'],
    authority: testedIn('v2/turn_start.rs: turn_start_exec_approval_toggle_v2'),
    language: 'app-server',
    judge(recording) {
      const processes = recording.processes.filter(({ argv }) => argv.includes(NEVER));
      if (processes.length === 0) {
        return notApplicable('no process with the approval policy never');
      }
      const sent = serverMessages({ ...recording, processes });
      if (sent.length === 0) return untestable('the server sent nothing');
      const found = sent.flatMap(({ process, message: { line, message } }) =>
        message.kind === 'request' && /approval$/i.test(message.method)
          ? [onWire(process, line, `${message.method} requests an approval`)]
          : [],
      );
      const occasions = sent.filter(({ message: { message } }) => needsApproval(message));
      return failIfAny(found, occasions.length, 'commands and patches without an approval request');
    },
    mutants: () => ({
      'asks whether a command may run': asking('item/commandExecution/requestApproval'),
      'asks whether a file may change': asking('item/fileChange/requestApproval'),
      'asks for more permissions': asking('item/permissions/requestApproval'),
      'asks in the old form': asking('execCommandApproval'),
    }),
    unjudged: () => ({ 'another policy': changeEachProcess(() => ({ argv: ['app-server'] })) }),
  },
];

interface Approval {
  readonly line: number;
  readonly key: string;
  readonly name: string;
  readonly id: string;
  /** Null while the server asks; an empty text for an answer that is no decision. */
  readonly decision: string | null;
}

function approvalIn({ from, line, message, answers }: WireMessage): Approval | null {
  const asks = from === 'server' && message.kind === 'request';
  const method = asks ? message.method : from === 'client' ? answers?.method : undefined;
  if (method === undefined || !/^item\/\w+\/requestApproval$/.test(method)) return null;
  const params = objectOf(asks ? message.params : answers?.params);
  const key = JSON.stringify([textIn(params, 'threadId'), textIn(params, 'turnId')]);
  const id = textIn(params, 'itemId') ?? '';
  const decided = message.kind === 'response' ? textIn(objectOf(message.result), 'decision') : null;
  return { line, key, id, name: JSON.stringify([key, id]), decision: asks ? null : (decided ?? '') };
}

function namesItem(): SubjectJudge<WireMessage> {
  const read = turnEvents();
  const started = new Set<string>();
  const due = new Map<string, Approval>();
  return {
    see(wireMessage) {
      const event = read(wireMessage);
      if (event?.kind === 'item-started') {
        started.add(nameOf(event));
        due.delete(nameOf(event));
      }
      if (event?.kind === 'ended') {
        const left = [...due.values()].filter(({ key }) => key === event.key);
        for (const { name } of left) due.delete(name);
        if (left.length > 0) {
          return left.map(({ line, id: actual }) => ({ message: 'no item of this id is started', line, actual }));
        }
      }
      const approval = approvalIn(wireMessage);
      if (approval?.decision !== null) return undefined;
      if (!started.has(approval.name)) due.set(approval.name, approval);
      return NO_VIOLATIONS;
    },
  };
}

function decisionDecides(): SubjectJudge<WireMessage> {
  const read = turnEvents();
  const decisions = new Map<string, string>();
  return {
    see(wireMessage) {
      const approval = approvalIn(wireMessage);
      if (approval !== null && approval.decision !== null) decisions.set(approval.name, approval.decision);
      const event = read(wireMessage);
      if (event?.kind !== 'item-completed') return undefined;
      const decision = decisions.get(nameOf(event));
      decisions.delete(nameOf(event));
      if (decision === undefined) return undefined;
      return misjudged(decision, textIn(event.item, 'status') ?? '', event.line);
    },
  };
}

function misjudged(decision: string, actual: string, line: number): readonly Violation[] {
  const message = `the item is ${actual} after ${decision === '' ? 'an answer that decides nothing' : `"${decision}"`}`;
  if (decision.startsWith('accept')) return actual === 'declined' ? [{ message, line, actual }] : NO_VIOLATIONS;
  const refused = decision === 'decline' || decision === 'cancel' ? actual === 'declined' : actual !== 'completed';
  return refused ? NO_VIOLATIONS : [{ message, line, actual }];
}

function cancelInterrupts(): SubjectJudge<WireMessage> {
  const read = turnEvents();
  const cancelled = new Set<string>();
  return {
    see(wireMessage) {
      const approval = approvalIn(wireMessage);
      if (approval?.decision === 'cancel') cancelled.add(approval.key);
      const event = read(wireMessage);
      if (event?.kind !== 'ended' || !cancelled.delete(event.key)) return undefined;
      if (event.status === 'interrupted') return NO_VIOLATIONS;
      const actual = String(event.status);
      return [{ message: 'the turn is not interrupted', line: event.line, expected: 'interrupted', actual }];
    },
  };
}

function offersDecisions({ from, line, message }: WireMessage): readonly Violation[] | undefined {
  if (from === 'client' || message.kind !== 'request' || message.method !== COMMAND_APPROVAL) return undefined;
  const params = objectOf(message.params);
  const offered = params['availableDecisions'];
  // Of a request for access to the network, or for more permissions, other decisions are offered.
  if (!Array.isArray(offered) || NOT_PLAIN.some((name) => isJsonObject(params[name]))) return undefined;
  const proposed = params['proposedExecpolicyAmendment'];
  const expected = ['accept', ...(Array.isArray(proposed) ? [proposed as unknown] : []), 'cancel'];
  if (isDeepStrictEqual(offered.map(decisionIn), expected)) return NO_VIOLATIONS;
  const [shown, actual] = [expected, offered].map((decisions) => JSON.stringify(decisions));
  return [{ message: 'availableDecisions differ', line, expected: shown!, actual: actual! }];
}

/** The amendment is within an object, which may have further members. */
function decisionIn(offered: unknown): unknown {
  if (!isJsonObject(offered)) return offered;
  return objectIn(offered, 'acceptWithExecpolicyAmendment')['execpolicy_amendment'];
}

const COMMAND_APPROVAL = 'item/commandExecution/requestApproval';
const NOT_PLAIN = ['networkApprovalContext', 'additionalPermissions'];

function changeOffer(change: (offer: readonly unknown[]) => readonly unknown[]): Mutation {
  return changeNotifications(COMMAND_APPROVAL, (params) => [
    { ...params, availableDecisions: change(listIn(params, 'availableDecisions')) },
  ]);
}

/** True for the start of an item that another approval policy asks about: a patch, or a command that is no mere `echo`. */
function needsApproval(message: WireMessage['message']): boolean {
  if (message.kind !== 'notification' || message.method !== 'item/started') return false;
  const item = objectIn(objectOf(message.params), 'item');
  if (item['type'] !== 'commandExecution') return item['type'] === 'fileChange';
  return !/^(?:\S+ -\w+ ')?echo [\w ]*'?$/.test(textIn(item, 'command') ?? '');
}

function asking(method: string): Mutation {
  const starts = [isNotification('item/started', 'commandExecution'), isNotification('item/started', 'fileChange')];
  return changeServerMessages(
    (message, lines) => starts.some((matches) => matches(message, lines)),
    (message) => [message, { method, id: 0, params: message['params'] }],
  );
}
