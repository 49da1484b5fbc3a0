import { alter, at, DELETE, lines, matches, parsed } from './alter.ts';
import type { Lies } from './lie.ts';

const ASKED = { method: 'item/commandExecution/requestApproval' };
const APPROVAL = /^app-server\/(?:approvals?|items?|requests?)\//;
const ANSWER = { result: { decision: /./ } };

const ITEM = { method: 'item/completed' };

const swapped = (text: string): string => text.replaceAll('touch made', 'touch mode');
const actions = [{ type: 'unknown', command: 'touch mode' }];

/** False approvals, and false answers of the client to the server's questions. */
export const wireApprovalLies: Lies = {
  'another command is shown for approval': {
    scenarios: ['app-server/approvals/for-session'],
    check: APPROVAL,
    evidence: /touch mode/,
    server: { stdout: lines(alter(ASKED, { params: { command: swapped, commandActions: actions } })) },
  },
  'another command is shown everywhere': {
    scenarios: ['app-server/approvals/for-session'],
    check: APPROVAL,
    evidence: /touch mode/,
    server: { stdout: swapped },
  },
  'another folder is shown for approval': {
    scenarios: ['app-server/approvals/for-session'],
    check: APPROVAL,
    evidence: /cwd|elsewhere/,
    server: { stdout: lines(alter(ASKED, { params: { cwd: (cwd: string) => `${cwd}/elsewhere` } })) },
  },
  'another reason is shown for approval': {
    scenarios: ['app-server/approvals/for-session'],
    check: APPROVAL,
    evidence: /reason|harmless/,
    server: { stdout: lines(alter(ASKED, { params: { reason: 'it is harmless' } })) },
  },
  'an approval names another item': {
    scenarios: ['app-server/approvals/for-session'],
    check: APPROVAL,
    evidence: /names-item|itemId|call_9_9/,
    server: { stdout: lines(alter(ASKED, { params: { itemId: 'call_9_9' } })) },
  },
  'a declined command runs': {
    scenarios: ['app-server/approvals/command'],
    check: APPROVAL,
    evidence: /declin/,
    server: {
      stdin: lines(alter({ result: { decision: 'decline' } }, { result: { decision: 'accept' } })),
      stdout: lines(alter({ ...ITEM, params: { item: { id: 'call_3_1' } } }, { params: { item: declined } })),
    },
  },
  'a declined patch is applied': {
    scenarios: ['app-server/approvals/patch'],
    check: APPROVAL,
    evidence: /declin/,
    server: {
      stdin: lines(alter({ result: { decision: 'decline' } }, { result: { decision: 'accept' } })),
      stdout: lines(
        alter({ ...ITEM, params: { item: { id: 'call_1_1' } } }, { params: { item: { status: 'declined' } } }),
      ),
    },
  },
  'an accepted command does not run': {
    scenarios: ['app-server/approvals/command'],
    check: APPROVAL,
    evidence: /accept|complet|declin|reject/,
    server: {
      stdin: lines(alter({ result: { decision: 'accept' } }, { result: { decision: 'decline' } })),
      stdout: lines(
        alter(
          { ...ITEM, params: { item: { id: 'call_1_1' } } },
          { params: { item: { status: 'completed', exitCode: 0 } } },
        ),
      ),
    },
  },
  'an accepted patch is not applied': {
    scenarios: ['app-server/approvals/patch'],
    check: APPROVAL,
    evidence: /accept|complet|declin|reject/,
    server: {
      stdin: lines(alter({ result: { decision: 'accept' } }, { result: { decision: 'decline' } })),
      stdout: lines(
        alter({ ...ITEM, params: { item: { id: 'call_3_1' } } }, { params: { item: { status: 'completed' } } }),
      ),
    },
  },
  'a decision for the session is asked for again': {
    scenarios: ['app-server/approvals/for-session'],
    check: APPROVAL,
    evidence: /session/i,
    server: { stdin: lines(alter(ANSWER, { result: { decision: 'accept' } })) },
  },
  'another request is reported as resolved': {
    scenarios: ['app-server/approvals/for-session'],
    check: /^app-server\/(?:approvals?|wire|requests?|thread|ids?)\//,
    evidence: /requestId|resolved/,
    server: { stdout: lines(alter({ method: 'serverRequest/resolved' }, { params: { requestId: 7 } })) },
  },
  'the answer of the user is another': {
    scenarios: ['app-server/tools/user-input'],
    check: /^(?:app-server\/(?:user-input|tools?|items?|requests?|approvals?|dynamic-tool)|run\/model)\//,
    evidence: /Blue|Red/,
    server: {
      stdin: lines(alter({ result: { answers: {} } }, { result: { answers: { colour: { answers: ['Red'] } } } })),
    },
  },
  'the answer to an elicitation is another': {
    scenarios: ['app-server/tools/elicitation'],
    check: /^(?:app-server\/(?:elicitations?|mcp|tools?|items?|requests?|approvals?)|run\/model)\//,
    evidence: /blue|red/,
    server: { stdin: lines(alter({ result: { action: 'accept' } }, { result: { content: { colour: 'red' } } })) },
  },
  'an accepted elicitation is declined': {
    scenarios: ['app-server/tools/elicitation'],
    check: /^(?:app-server\/(?:elicitations?|mcp|tools?|items?|requests?|approvals?)|run\/model)\//,
    evidence: /accept|declin/,
    server: {
      stdin: lines(alter({ result: { action: 'accept' } }, { result: { action: 'decline', content: DELETE } })),
    },
  },
  'the result of a tool of the client is another': {
    scenarios: ['app-server/tools/dynamic'],
    check: /^app-server\/(?:dynamic-tool|tools?|items?|requests?)\//,
    evidence: /book|brook/,
    server: {
      stdin: lines(
        alter(
          { result: { contentItems: [{}] } },
          { result: { contentItems: [{ type: 'inputText', text: 'a brook' }] } },
        ),
      ),
      stdout: (line) => line.replace('a brook', 'a book'),
    },
  },
  'a tool of the client is called with other arguments': {
    scenarios: ['app-server/tools/dynamic'],
    check: /^app-server\/(?:dynamic-tool|tools?|items?|requests?)\//,
    evidence: /arguments|code x/,
    server: { stdout: lines(alter({ method: 'item/tool/call' }, { params: { arguments: { word: 'code x' } } })) },
  },
  'a tool of the client is reported as failed': {
    scenarios: ['app-server/tools/dynamic'],
    check: /^app-server\/(?:dynamic-tool|tools?|items?|requests?)\//,
    evidence: /success|status/,
    server: { stdout: (line) => failing(line) },
  },
};

function declined(item: object): object {
  return { ...item, status: 'declined', exitCode: null, processId: null, source: 'agent', durationMs: null };
}

/** The completed call of a tool, as if the client had reported a failure. */
function failing(line: string): string {
  const message = parsed(line);
  if (!matches(message, { ...ITEM, params: { item: { type: 'dynamicToolCall' } } })) return line;
  if (at(message, 'params', 'item', 'success') !== true) return line;
  return lines(alter({}, { params: { item: { success: false, status: 'failed' } } }))(line);
}
