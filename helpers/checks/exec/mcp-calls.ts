import { isDeepStrictEqual } from 'node:util';
import { withoutModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeItems, changeWholeItems } from '../../mutations/stdout.ts';
import { withoutWallTime, type CalledTool, type ToolOutput } from '../../queries/called-tools.ts';
import { reportedItems, type ReportedItem } from '../../queries/reported-items.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { agreement, callsToProcess, repliedRequests, type Compared } from './agreement.ts';
import { EVENTS, JSON_TESTS } from './authorities.ts';

type McpItem = ReportedItem<'mcp_tool_call'>;

/** The output of a call that the model received: texts, or the JSON of a structured result. */
type ToldResult = { readonly texts: readonly string[] } | { readonly json: unknown };

/** MCP tools: the calls of the model, the items that codex reports, and the outputs that it sends to the model. */
export const mcpCallChecks: readonly Check[] = [
  agreement({
    id: 'exec/mcp/calls-as-called',
    clause: 'Each call of an MCP tool is reported as the model made it: server, tool and arguments, in order.',
    level: 'must',
    assumes: ['event-stream', 'turn-uncut', 'item-status', 'mcp-calls'],
    authority: JSON_TESTS,
    about: 'calls of tools of servers',
    needsModel: true,
    compare(process, recording) {
      if (repliedRequests(process, recording).length === 0) return [];
      const calls = serverCalls(process, recording);
      const items = reportedItems(process, 'mcp_tool_call');
      return Array.from({ length: Math.max(calls.length, items.length) }, (_, index): Compared => {
        const [call, item] = [calls[index], items[index]?.first.item];
        const agrees =
          call !== undefined &&
          item !== undefined &&
          nameOf(call) === plain(`mcp__${item.server}__${item.tool}`) &&
          isDeepStrictEqual(item.arguments ?? {}, call.args ?? {});
        return (
          agrees || {
            message: `call ${index + 1} differs from that of the model`,
            expected: call === undefined ? 'no call' : `${nameOf(call)} ${call.raw}`,
            actual: item === undefined ? 'no item' : `${item.server} ${item.tool} ${JSON.stringify(item.arguments)}`,
          }
        );
      });
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'names another server': changeWholeItems('mcp_tool_call', (item) => [{ ...item, server: 'other' }]),
      'names another tool': changeWholeItems('mcp_tool_call', (item) => [{ ...item, tool: 'other' }]),
      'changes the arguments': changeWholeItems('mcp_tool_call', (item) => [{ ...item, arguments: { text: 'other' } }]),
      'leaves the calls out': changeWholeItems('mcp_tool_call', () => []),
    }),
  }),
  agreement({
    id: 'exec/mcp/results-as-told',
    clause: 'A call of an MCP tool is reported with the result or the error that the model received.',
    level: 'must',
    assumes: ['event-stream', 'turn-uncut', 'item-status', 'mcp-calls'],
    authority: EVENTS,
    about: 'results of tools of servers',
    needsModel: true,
    compare: (process, recording) =>
      toldItems(process, recording).map(({ item, told }): Compared => {
        const { result, error, status } = item.completed?.item ?? {};
        const line = { line: (item.completed ?? item.first).line };
        const isTold = error == null ? isResultTold(objectOf(result), told) : isErrorTold(error.message, told);
        if (isTold && (error == null || status === 'failed')) return true;
        const actual = item.completed === undefined ? 'never completed' : JSON.stringify({ result, error, status });
        return {
          message: `${item.id}: result differs from the output sent to the model`,
          ...line,
          expected: JSON.stringify(told),
          actual,
        };
      }),
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'reports another result': results(() => ({
        content: [{ type: 'text', text: 'other' }],
        structured_content: null,
      })),
      'reports an error as a result': changeItems('mcp_tool_call', (item) => [
        { ...item, error: null, result: { content: [], structured_content: null } },
      ]),
      'reports another error': changeItems('mcp_tool_call', (item) => [
        { ...item, error: { message: 'other' }, status: 'failed' },
      ]),
    }),
  }),
];

function toldItems(process: ProcessRecord, recording: Recording): { item: McpItem; told: ToldResult }[] {
  const calls = serverCalls(process, recording);
  return reportedItems(process, 'mcp_tool_call').flatMap((item, index) => {
    const { output } = calls[index] ?? {};
    return output === undefined ? [] : [{ item, told: resultIn(output) }];
  });
}

function serverCalls(process: ProcessRecord, recording: Recording): CalledTool[] {
  return callsToProcess(process, recording).filter(
    ({ isOffered, name, namespace }) => isOffered && (namespace ?? name).startsWith('mcp__'),
  );
}

function nameOf({ name, namespace }: CalledTool): string {
  return plain(namespace === null ? name : `${namespace}__${name}`);
}

/** The name without what differs between versions: the number of underscores, and letters that are no letters of names. */
function plain(name: string): string {
  return name.replaceAll(/\W/g, '_').replaceAll(/_{2,}/g, '__');
}

/** Reads an output: after the wall time, separate texts, or JSON of texts, of an error or of any value. */
function resultIn({ texts: [first = '', ...others] }: ToolOutput): ToldResult {
  if (others.length > 0) return { texts: others };
  const body = withoutWallTime(first).replace(/^err: (?=")/, '');
  const json = jsonIn(body);
  if (typeof json === 'string') return { texts: [json] };
  if (Array.isArray(json) && json.every((one) => typeof objectOf(one)['type'] === 'string'))
    return { texts: textsOf(json) };
  return json === undefined ? { texts: [body] } : { json };
}

function isResultTold({ content, structured_content: structured }: JsonObject, told: ToldResult): boolean {
  if ('json' in told) return isDeepStrictEqual(structured, told.json);
  return structured == null && isDeepStrictEqual(textsOf(content), told.texts);
}

function isErrorTold(message: string, told: ToldResult): boolean {
  return 'texts' in told && told.texts.join('\n') === message;
}

function textsOf(content: unknown): string[] {
  return listOf(content).map((part) => String(objectOf(part)['text']));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function results(change: () => JsonObject): Mutation {
  return changeItems('mcp_tool_call', (item) => [{ ...item, result: change(), error: null, status: 'completed' }]);
}
