import { INTERNAL_ERROR, ResponseError } from '../../app-server/connection-errors.ts';
import { patch, shell } from '../../model/calls.ts';
import { callsFor } from '../../model/responses.ts';
import { callsOnce } from '../../model/rules.ts';
import type { Client } from '../dsl/client.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';

const COMMAND = 'item/commandExecution/requestApproval';
const PATCH = 'item/fileChange/requestApproval';

/** What 0.61 asks instead, and how it spells the decisions. */
const FIRST_VERSION: Readonly<Record<string, string>> = {
  [COMMAND]: 'execCommandApproval',
  [PATCH]: 'applyPatchApproval',
};
const SPELLED: Readonly<Record<string, string>> = {
  accept: 'approved',
  acceptForSession: 'approved_for_session',
  decline: 'denied',
  cancel: 'abort',
};

/** The server asks before a command leaves the sandbox. */
const ASKING = { args: ['-c', 'sandbox_mode="read-only"', '-c', 'approval_policy="on-request"'] } as const;

/** So many turns take their time where others use the processor, too. */
const PATIENTLY = { ...ASKING, deadlineMs: 60_000 } as const;

const touches = callsOnce(callsFor(shell('touch made', { escalate: true })));
const patches = callsOnce(callsFor(patch('*** Begin Patch\n*** Add File: made\n+one\n*** End Patch')));

/** Approvals that the server requests. */
export const approvalScenarios = extendedScenarios(import.meta.url, {
  'app-server/approvals/command': {
    about:
      'Five turns ask to run a command. The client accepts, declines, answers with an error, answers with an unknown decision, and cancels.',
    breaks: ['turn-completes', 'no-approvals', 'writes-nothing', 'valid-requests'],
    shows: ['command-ends', 'item-durations', 'command-approvals', 'cancelled-approvals', 'asks-client', 'tool-calls'],
    idle: true,
    model: touches,
    play: withClient((client) => decides(client, COMMAND, ['accept', 'decline', null, 'perhaps', 'cancel']), PATIENTLY),
  },
  'app-server/approvals/patch': {
    about: 'Three turns ask to apply a patch. The client declines, accepts, and cancels.',
    breaks: ['turn-completes', 'no-approvals', 'writes-nothing'],
    shows: ['file-changes', 'cancelled-approvals', 'asks-client', 'tool-calls', 'item-starts'],
    model: patches,
    play: withClient((client) => decides(client, PATCH, ['decline', 'accept', 'cancel']), PATIENTLY),
  },
  'app-server/approvals/for-session': {
    about: 'A command is accepted for the session and runs again in the next turn.',
    breaks: ['no-approvals', 'writes-nothing'],
    shows: ['command-ends', 'item-durations', 'command-approvals', 'asks-client', 'tool-calls', 'session-decisions'],
    model: touches,
    play: withClient((client) => decides(client, COMMAND, ['acceptForSession', 'acceptForSession']), ASKING),
  },
  'app-server/approvals/interrupted': {
    about: 'A turn is interrupted while the server waits for the approval of a command.',
    breaks: ['turn-completes', 'agent-messages', 'no-approvals', 'last-response', 'usage-repeated', 'turn-usage'],
    shows: ['command-approvals', 'interrupts', 'asks-client', 'resolved-requests'],
    idle: true,
    model: touches,
    play: withClient(async (client) => {
      const { threadId, turnId } = await turnThatAsks(client);
      await client.ask('turn/interrupt', { threadId, turnId });
      await client.end(threadId, turnId);
    }, ASKING),
  },
  'app-server/approvals/unanswered': {
    about: 'The client closes the connection while the server waits for the approval of a command.',
    breaks: ['turn-ends', 'agent-messages', 'no-approvals', 'last-response', 'usage-repeated'],
    shows: ['command-approvals', 'asks-client'],
    idle: true,
    model: touches,
    play: withClient(turnThatAsks, ASKING),
  },
});

/** Starts a turn and leaves the question of the server unanswered. */
async function turnThatAsks(client: Client): Promise<{ threadId: string; turnId: string }> {
  const asked = client.holds(COMMAND);
  const threadId = await client.thread();
  const turnId = await client.begin(threadId, 'Make it.');
  await Promise.race([asked, client.end(threadId, turnId)]);
  return { threadId, turnId };
}

/** Runs a turn for each decision and answers with it where the server asks; null answers with an error. */
async function decides(client: Client, method: string, decisions: readonly (string | null)[]): Promise<void> {
  let decision: string | null = null;
  const decide = (spelled: (decision: string) => string) => () => {
    if (decision === null) throw new ResponseError({ code: INTERNAL_ERROR, message: 'nobody is there' });
    return { decision: spelled(decision) };
  };
  client.answers(
    method,
    decide((word) => word),
  );
  client.answers(
    FIRST_VERSION[method] ?? method,
    decide((word) => SPELLED[word] ?? word),
  );
  const thread = await client.thread();
  for (decision of decisions) await client.turn(thread, `Make it: ${decision ?? 'an error'}.`);
}
