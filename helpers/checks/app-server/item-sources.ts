import { isDeepStrictEqual } from 'node:util';
import { callsIn, commandIn, outputIn, patchIn, type ModelCall } from '../../queries/model-replies.ts';
import { modelRequests } from '../../queries/model-requests.ts';
import type { Recording } from '../../recording/recording.ts';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { changesAskedFor, changeShown, pathIn } from './patches.ts';

/** An output item of the model that an item shows. */
export interface ItemSource {
  /** The `call_id` of a call, otherwise the id of the output item. */
  readonly id: string;
  readonly process: number;
  /** True for a script, whose commands are items of their own with other ids. */
  readonly isScript: boolean;
  /** The fields in which an item differs from what the model sent; null for an item of another kind. */
  readonly differences: (type: string, item: JsonObject, cwd: string | null) => readonly ItemDifference[] | null;
}

/** A field of an item that differs from what the model sent. */
export interface ItemDifference {
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

const MESSAGES: Readonly<Record<string, string>> = {
  message: 'agentMessage',
  reasoning: 'reasoning',
  web_search_call: 'webSearch',
};

/** The output items of the model that can have an item. */
export function itemSources(recording: Recording): ItemSource[] {
  return modelRequests(recording).flatMap((exchange) => [
    ...outputIn(exchange).flatMap((output): ItemSource[] => {
      const type = MESSAGES[textIn(output, 'type') ?? ''];
      const id = textIn(output, 'id');
      if (type === undefined || id === null) return [];
      const differences: ItemSource['differences'] = (own, item) =>
        own === type || (own === 'exitedReviewMode' && type === 'agentMessage')
          ? fieldsOf(output, own, item).flatMap(differing)
          : null;
      return [{ id, process: exchange.process, isScript: false, differences }];
    }),
    ...callsIn(exchange).map((call): ItemSource => {
      const differences: ItemSource['differences'] = (type, item, cwd) =>
        CALLS[type]?.(call, item, cwd ?? '')?.flatMap(differing) ?? null;
      return { id: call.id, process: exchange.process, isScript: call.name === 'exec', differences };
    }),
  ]);
}

/** What to compare of a message, a thought or a search of the model and of the item that shows it. */
function fieldsOf(output: JsonObject, type: string, item: JsonObject): Comparison[] {
  const textsIn = (name: string): unknown[] => listIn(output, name).map((part) => objectOf(part)['text']);
  if (type === 'exitedReviewMode') return [['review', textsIn('content').join(''), item['review']]];
  if (type === 'agentMessage') {
    return [
      ['text', textsIn('content').join(''), item['text']],
      // Only some versions have it.
      ['phase', 'phase' in item ? (output['phase'] ?? null) : undefined, item['phase']],
    ];
  }
  if (type === 'reasoning') {
    return [
      ['summary', textsIn('summary'), item['summary']],
      ['content', textsIn('content'), item['content']],
    ];
  }
  const action = objectIn(output, 'action');
  return [
    ['query', action['query'], item['query']],
    // Only some versions have it.
    ['action', 'action' in item ? action : undefined, item['action']],
  ];
}

type Comparison = readonly [field: string, expected: unknown, actual: unknown];

/** What to compare of a call and of the item of a type; null for a call that items of this type do not show. */
const CALLS: Readonly<
  Record<string, (call: ModelCall, item: JsonObject, cwd: string) => readonly Comparison[] | null>
> = {
  commandExecution(call, item, cwd) {
    const command = commandIn(call);
    if (command === null) return null;
    const actions = listIn(item, 'commandActions').map((action) => textIn(objectOf(action), 'command') ?? '');
    const isPart = actions.every((action) => action !== '' && command.includes(action));
    const workdir = textIn(call.args ?? {}, 'workdir') ?? cwd;
    return [
      ['command', command, withoutShell(textIn(item, 'command') ?? '')],
      ['commandActions', isPart ? actions : [command], actions],
      ['cwd', pathIn(cwd, workdir), item['cwd']],
    ];
  },
  fileChange(call, item, cwd) {
    const patch = patchIn(call);
    if (patch === null) return null;
    return [['changes', changesAskedFor(patch, cwd), listIn(item, 'changes').map(changeShown)]];
  },
  dynamicToolCall({ name, namespace, args }, item) {
    return [
      ['tool', name, item['tool']],
      ['namespace', namespace, item['namespace'] ?? null],
      ['arguments', args, item['arguments']],
    ];
  },
  mcpToolCall({ name, namespace, args }, item) {
    // By version, the server is in the name of the tool or in a namespace that ends with or without a separator.
    const asked = namespace === null ? name : `${namespace.replace(/__$/, '')}__${name}`;
    return [
      ['server and tool', asked, `mcp__${String(item['server'])}__${String(item['tool'])}`],
      ['arguments', args, item['arguments']],
    ];
  },
};

/** Text after `bash -lc`, without its quotes. */
export function withoutShell(command: string): string {
  const quoted = /^\S*sh -l?c (?<text>[^]*)$/.exec(command)?.groups?.['text'];
  if (quoted === undefined) return command;
  return quoted.replaceAll(/'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])/g, (_, single, double, escaped) =>
    String(single ?? escaped ?? String(double).replaceAll(/\\(["\\$`])/g, '$1')),
  );
}

function differing([field, expected, actual]: Comparison): ItemDifference[] {
  return covers(expected, actual) ? [] : [{ field, expected, actual }];
}

/** Whether a value has all that is expected; versions add members. */
export function covers(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected)) {
    const all = listOf(actual);
    return Array.isArray(actual) && all.length === expected.length && expected.every((one, at) => covers(one, all[at]));
  }
  if (!isJsonObject(expected)) return isDeepStrictEqual(expected, actual);
  const own = objectOf(actual);
  return Object.entries(expected).every(([field, wanted]) => covers(wanted, own[field]));
}
