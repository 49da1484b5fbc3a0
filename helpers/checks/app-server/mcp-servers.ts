import { isDeepStrictEqual } from 'node:util';
import { changeNotifications, changeWireItems } from '../../mutations/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { calledTools } from '../../queries/called-tools.ts';
import { loggingServers, mcpMessages, type McpMessage } from '../../queries/mcp-logs.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';
import { covers } from './item-sources.ts';
import { itemStatements } from './item-statements.ts';

/** The wire agrees with what MCP servers received. */
export const mcpServerChecks: readonly Check[] = [
  {
    id: 'app-server/elicitation/answer-reaches-server',
    clause: 'An MCP server receives the action and the content with which the client responds to its elicitation.',
    level: 'must',
    assumes: ['mcp-calls', 'asks-client'],
    authority: README,
    language: 'app-server',
    needsClient: true,
    judge(recording) {
      const servers = loggingServers(recording);
      const answers = recording.processes.flatMap(answersIn).filter(({ server }) => servers.includes(server));
      const received = mcpMessages(recording).filter(({ message }) => 'result' in message && !('method' in message));
      const found = answers.flatMap(({ process, line, server, answer }, index): Evidence[] => {
        const before = answers.slice(0, index).filter((one) => one.server === server).length;
        const own = received.filter((one) => one.server === server)[before];
        if (own !== undefined && covers(answer, own.message['result'])) return [];
        const texts = { expected: JSON.stringify(answer), actual: JSON.stringify(own?.message['result'] ?? null) };
        return [{ ...onWire(process, line, `${server}: the response to its elicitation`), ...texts }];
      });
      return failIfAny(found, answers.length, 'elicitations, with the response of the client');
    },
    mutants: () => ({
      'declines what was accepted': changeReceived(({ result }) => (result === undefined ? {} : { result: DECLINED })),
      'sends another content': changeReceived(({ result }) =>
        result === undefined ? {} : { result: { ...objectOf(result), content: { colour: 'red' } } },
      ),
      'never sends the response': changeReceived(({ result }) => (result === undefined ? {} : { result: undefined })),
    }),
  },
  {
    id: 'app-server/mcp/called-as-reported',
    clause: 'An MCP server receives each call that an item reports, with its tool and arguments, and no other call.',
    level: 'must',
    assumes: ['mcp-calls'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const calls = mcpMessages(recording).filter(({ message }) => message['method'] === 'tools/call');
      const items = itemStatements(recording).filter(
        ({ type, streamed, stage }) => type === 'mcpToolCall' && streamed && stage === 'begun',
      );
      const asked = calledTools(recording);
      const found = loggingServers(recording).flatMap((server): Evidence[] => {
        const received = calls.filter((one) => one.server === server);
        const reported = items.filter(({ item }) => item['server'] === server);
        const most = Math.max(received.length, reported.length);
        return Array.from({ length: most }, (_, index) => {
          const [call, item] = [received[index], reported[index]];
          const actual = call && callOf(call.message);
          const made = asked.find(({ id, process }) => id === item?.id && process === item.process.process);
          const expected = item && { name: item.item['tool'], arguments: made?.args ?? item.item['arguments'] };
          if (isDeepStrictEqual(expected, actual)) return [];
          const message = `${server}: call ${index + 1} received by the server`;
          const place = item === undefined ? { message, file: 'files.json' } : onWire(item.process, item.line, message);
          return [{ ...place, expected: JSON.stringify(expected ?? null), actual: JSON.stringify(actual ?? null) }];
        }).flat();
      });
      return failIfAny(found, calls.length, 'calls of tools, as MCP servers received them');
    },
    mutants: () => ({
      'calls another tool': changeReceived(({ method, params }) =>
        method === 'tools/call' ? { params: { ...objectOf(params), name: 'another' } } : {},
      ),
      'calls with other arguments': changeReceived(({ method, params }) =>
        method === 'tools/call' ? { params: { ...objectOf(params), arguments: { more: 1 } } } : {},
      ),
      'reports a call of another tool': changeWireItems('item/started', 'mcpToolCall', (item) => ({
        ...item,
        tool: 'another',
      })),
    }),
  },
  {
    id: 'app-server/mcp/status-as-used',
    effects: ['mcpServerStatus/list'],
    clause: 'An MCP server whose tool completes a call was reported as ready, and not as failed.',
    level: 'must',
    assumes: ['mcp-calls'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const calls = itemStatements(recording).filter(
        ({ type, streamed, stage, item }) => type === 'mcpToolCall' && streamed && stage === 'final' && item['result'],
      );
      const judged = calls.flatMap(({ process, line, item }): Evidence[][] => {
        const told = statusesOf(process, item['server']).findLast((one) => one.line < line);
        if (told === undefined) return [];
        if (told.status === 'ready') return [[]];
        const place = onWire(process, told.line, `status of ${String(item['server'])}, whose tool completes a call`);
        return [[{ ...place, expected: 'ready', actual: String(told.status) }]];
      });
      return failIfAny(judged.flat(), judged.length, 'calls of tools of MCP servers that were reported as ready');
    },
    mutants: () => ({
      'reports that the server failed': changeStatus((status) => (status === 'ready' ? 'failed' : status)),
      'reports that the server still starts': changeStatus(() => 'starting'),
    }),
  },
];

const STATUS = 'mcpServer/startupStatus/updated';

function statusesOf(process: ProcessRecord, server: unknown): { line: number; status: unknown }[] {
  return messagesOf(process).flatMap(({ from, line, message }) => {
    if (from === 'client' || message.kind !== 'notification' || message.method !== STATUS) return [];
    const { name, status } = objectOf(message.params);
    return name === server ? [{ line, status }] : [];
  });
}

function changeStatus(change: (status: unknown) => unknown): Mutation {
  return changeNotifications(STATUS, (params) => [{ ...params, status: change(params['status']) }]);
}

const DECLINED = { action: 'decline' };

interface Answer {
  readonly process: ProcessRecord;
  readonly line: number;
  readonly server: string;
  readonly answer: JsonObject;
}

/** The responses of the client to elicitations, in order. */
function answersIn(process: ProcessRecord): Answer[] {
  return messagesOf(process).flatMap(({ from, line, message, answers }): Answer[] => {
    if (from !== 'client' || message.kind !== 'response') return [];
    if (answers?.method !== 'mcpServer/elicitation/request') return [];
    const server = textIn(objectOf(answers.params), 'serverName');
    return server === null ? [] : [{ process, line, server, answer: objectOf(message.result) }];
  });
}

function callOf(message: McpMessage['message']): JsonObject {
  const params = objectIn(message, 'params');
  return { name: params['name'], arguments: params['arguments'] ?? {} };
}

/** Changes what MCP servers received. */
function changeReceived(change: (message: JsonObject) => JsonObject): Mutation {
  return (recording) => {
    const logs = new Map(
      [...Map.groupBy(mcpMessages(recording), ({ log }) => log)].map(([log, messages]) => [
        log,
        messages.map(({ message }) => `${JSON.stringify({ ...message, ...change(message) })}\n`).join(''),
      ]),
    );
    return {
      ...recording,
      files: recording.files.map((file) => {
        const text = logs.get(file.path);
        return text === undefined ? file : { ...file, text };
      }),
    };
  };
}
