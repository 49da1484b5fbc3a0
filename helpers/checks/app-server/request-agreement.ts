import { isDeepStrictEqual } from 'node:util';
import type { WireMessage } from '../../app-server/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import {
  changeNotifications,
  changeServerMessages,
  duplicateFirst,
  isNotification,
  removeMessages,
} from '../../mutations/wire.ts';
import { calledTools } from '../../queries/called-tools.ts';
import { commandIn, type ModelCall } from '../../queries/model-replies.ts';
import { messagesOf, onWire, serverMessages } from '../../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, notApplicable, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, textIn } from './fields.ts';
import { itemStatements } from './item-statements.ts';
import { covers } from './item-sources.ts';

/** Checks of the requests that a server makes of an item. */
export const requestAgreementChecks: readonly Check[] = [
  {
    id: 'app-server/request/agrees-with-item',
    clause: 'A request of the server has the values of the item that it names.',
    level: 'must',
    assumes: ['asks-for-item'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const items = itemStatements(recording).filter(({ streamed }) => streamed);
      let compared = 0;
      const found = itemRequests(recording).flatMap(({ process, line, method, id, params }) => {
        const own = items.filter((one) => one.process === process && one.id === id && one.turn === params['turnId']);
        const [item] = [own.findLast((one) => one.line < line) ?? own[0]].map((one) => one?.item);
        if (item === undefined) return [];
        return Object.keys(params).flatMap((field) => {
          if (!(field in item) || field === 'startedAtMs') return [];
          compared += 1;
          if (isDeepStrictEqual(params[field], item[field])) return [];
          return [
            {
              ...onWire(process, line, `${method} of ${id}: ${field} differs from the item`),
              expected: JSON.stringify(item[field]),
              actual: JSON.stringify(params[field]),
            },
          ];
        });
      });
      return failIfAny(found, compared, 'fields of requests agree with their items');
    },
    mutants: () => ({
      'asks for another command': changeAsked(() => ({ command: 'rm -rf /' })),
      'asks for another folder': changeAsked(() => ({ cwd: '/' })),
      'asks for another action': changeAsked(() => ({ commandActions: [] })),
    }),
  },
  {
    id: 'app-server/request/as-model-sent',
    clause: 'A request of the server about a call of the model shows that call unchanged.',
    level: 'must',
    assumes: ['asks-for-call'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const calls = calledTools(recording);
      let compared = 0;
      const found = itemRequests(recording).flatMap(({ process, line, method, id, params }): Evidence[] => {
        const made = calls.find((call) => call.id === id && call.process === process.process);
        if (made === undefined) return [];
        return comparisonsOf(method, params, made).flatMap(([field, expected, actual]) => {
          compared += 1;
          if (covers(expected, actual)) return [];
          return [
            {
              ...onWire(process, line, `${method} of ${id}: ${field} differs from the call of the model`),
              expected: JSON.stringify(expected),
              actual: JSON.stringify(actual) ?? 'missing',
            },
          ];
        });
      });
      return failIfAny(found, compared, 'fields of requests are as the model sent them');
    },
    mutants: () => ({
      'gives another reason': changeAsked(() => ({ reason: 'I like to.' })),
      'proposes to allow another command': changeAsked(() => ({ proposedExecpolicyAmendment: ['rm', '-rf'] })),
      'offers to allow another command': changeAsked(() => ({
        availableDecisions: [{ acceptWithExecpolicyAmendment: { execpolicy_amendment: ['rm'] } }],
      })),
      'asks the user another question': changeServerMessages(
        ({ method }) => method === 'item/tool/requestUserInput',
        (message) => [{ ...message, params: { ...objectOf(message['params']), questions: [] } }],
      ),
    }),
  },
  {
    id: 'app-server/request/resolved-once',
    clause: 'Each request for a decision that the client answers is reported as resolved once.',
    level: 'must',
    authority: README,
    language: 'app-server',
    assumes: ['turn-uncut', 'answered-requests'],
    judge(recording) {
      if (!reportsResolved(recording)) return notApplicable('The binary lacks serverRequest/resolved.', 'lacks');
      let asked = 0;
      const found = recording.processes.flatMap((process) => {
        const messages = messagesOf(process);
        const answered = messages.filter(
          ({ from, answers }) => from === 'client' && DECIDED.test(answers?.method ?? ''),
        );
        const resolved = messages.flatMap(resolvedIn);
        asked += answered.length;
        return answered.flatMap(({ line, message, answers }) => {
          const id = 'id' in message ? message.id : null;
          const own = resolved.filter((one) => isDeepStrictEqual(one.id, id) && one.line > line);
          const thread = textIn(objectOf(answers?.params), 'threadId');
          if (own.length === 1 && own[0]!.thread === thread) return [];
          const place = `request ${JSON.stringify(id)} of thread ${String(thread)}`;
          return [
            onWire(
              process,
              line,
              `${place}: reported as resolved ${own.length} times, for ${own.map((one) => one.thread).join() || 'no thread'}`,
            ),
          ];
        });
      });
      return failIfAny(found, asked, 'requests, each reported as resolved');
    },
    mutants: () => ({
      'never reports it': removeMessages(isNotification('serverRequest/resolved')),
      'reports it twice': duplicateFirst(isNotification('serverRequest/resolved')),
      'reports it for another thread': changeNotifications('serverRequest/resolved', (params) => [
        { ...params, threadId: 'x' },
      ]),
      'reports another request': changeNotifications('serverRequest/resolved', (params) => [
        { ...params, requestId: 99 },
      ]),
    }),
  },
];

const DECIDED = /(?:requestApproval|requestUserInput|elicitation\/request)$/;

/** Changes what the server asks for the approval of a command. */
function changeAsked(change: () => JsonObject): Mutation {
  return changeServerMessages(
    ({ method }) => method === 'item/commandExecution/requestApproval',
    (message) => [{ ...message, params: { ...objectOf(message['params']), ...change() } }],
  );
}

interface ItemRequest {
  readonly process: ProcessRecord;
  readonly line: number;
  readonly method: string;
  readonly id: string;
  readonly params: JsonObject;
}

/** The requests of servers that name an item, or a call. */
function itemRequests(recording: Recording): ItemRequest[] {
  return serverMessages(recording).flatMap(({ process, message: { line, message } }) => {
    if (message.kind !== 'request') return [];
    const params = objectOf(message.params);
    const id = textIn(params, 'itemId') ?? textIn(params, 'callId');
    return id === null ? [] : [{ process, line, method: message.method, id, params }];
  });
}

function comparisonsOf(
  method: string,
  params: JsonObject,
  call: ModelCall,
): readonly (readonly [field: string, expected: unknown, actual: unknown])[] {
  const args = call.args ?? {};
  if (method === 'item/tool/requestUserInput') return [['questions', args['questions'], params['questions']]];
  if (method !== 'item/commandExecution/requestApproval') return [];
  const command = commandIn(call) ?? '';
  const amendment = params['proposedExecpolicyAmendment'];
  return [
    ['reason', args['justification'] ?? null, params['reason'] ?? null],
    ...(Array.isArray(amendment)
      ? ([['proposedExecpolicyAmendment', true, `${command} `.startsWith(`${amendment.join(' ')} `)]] as const)
      : []),
    ...listIn(params, 'availableDecisions').flatMap((decision) => {
      const own = objectOf(objectOf(decision)['acceptWithExecpolicyAmendment'])['execpolicy_amendment'];
      return own === undefined ? [] : [['availableDecisions', listOf(amendment), own] as const];
    }),
  ];
}

function resolvedIn({ from, line, message }: WireMessage): { line: number; id: unknown; thread: string | null }[] {
  if (from === 'client' || message.kind !== 'notification' || message.method !== 'serverRequest/resolved') return [];
  const params = objectOf(message.params);
  return [{ line, id: params['requestId'], thread: textIn(params, 'threadId') }];
}

function reportsResolved({ protocol }: Recording): boolean {
  return protocol?.methods['server notification'].includes('serverRequest/resolved') === true;
}
