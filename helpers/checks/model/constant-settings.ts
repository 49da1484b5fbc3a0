import { isDeepStrictEqual } from 'node:util';
import { changeLastRequest } from '../../mutations/model-requests.ts';
import { configuredIn, settingsBehind } from '../../queries/asked-settings.ts';
import { agentOf, isCompaction, type RequestView } from '../../queries/request-views.ts';
import type { Recording } from '../../recording/recording.ts';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { CLIENT } from './authorities.ts';
import { changeTools } from './change-tools.ts';
import { inRequest, requestCheck, type RequestComparison } from './each-request.ts';

/** Fields of a request that change from one request to the next; other checks judge them. */
const CHANGING: ReadonlySet<string> = new Set([
  'body.input',
  'body.client_metadata',
  // It measures the rest.
  'header.content-length',
  // It is compared by its fields.
  'header.x-codex-turn-metadata',
  'metadata.turn_started_at_unix_ms',
  // How the thread began in this process, and whether commands changed files since.
  'metadata.history_initialization',
  'metadata.forked_from_ordinal_exclusive',
  'metadata.workspaces',
  'metadata.window_number',
]);

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/;

/** Settings of the thread in all its requests. */
export const constantSettingsChecks: readonly Check[] = [
  requestCheck(
    {
      id: 'run/model/same-settings',
      clause:
        'Requests to the model with the same settings of the client have the same tools, instructions, options and headers.',
      level: 'should',
      assumes: ['reaches-model', 'several-requests', 'same-options'],
      authority: CLIENT,
      mutants: () => ({
        'drops a tool': changeTools((tools) => tools.slice(0, -1)),
        'alters the description of a tool': changeTools((tools) =>
          tools.with(0, { ...(tools[0] as JsonObject), description: 'Runs it.' }),
        ),
        'stores the response': changeLastRequest((body) => ({ ...body, store: body['store'] !== true })),
        'lowers the effort': changeLastRequest((body) => ({ ...body, reasoning: { effort: 'minimal' } })),
        'adds an option': changeLastRequest((body) => ({ ...body, truncation: 'auto' })),
      }),
    },
    'fields of requests with the same settings',
    (views, recording) =>
      [...groupsOf(views, recording)].flatMap(([first, ...others]) =>
        others.map((view) => compared(fieldsOf(first!), view)),
      ),
  ),
  requestCheck(
    {
      id: 'run/model/same-tools',
      clause:
        'A tool that is offered again with the same sandbox and approval policy is offered with the same description and parameters.',
      level: 'should',
      assumes: ['reaches-model', 'several-requests'],
      authority: CLIENT,
      mutants: () => ({
        'alters the description of a tool': changeTools((tools) =>
          tools.with(0, { ...(tools[0] as JsonObject), description: 'Runs it.' }),
        ),
        'makes a tool strict': changeTools((tools) =>
          tools.with(0, { ...(tools[0] as JsonObject), strict: 'sometimes' }),
        ),
      }),
    },
    'tools that are offered again',
    (views) =>
      [...Map.groupBy(views, circumstancesOf).values()].flatMap(([first, ...others]) =>
        others.map((view) => comparedTools(toolsOf(first!), view)),
      ),
  ),
];

/** What tools are described by: the agent, the family of the model, and what the permissions allow. */
function circumstancesOf(view: RequestView): string {
  const texts = JSON.stringify(view.input).match(/<permissions instructions>.*?<.permissions instructions>/gs);
  const { parallel_tool_calls: parallel, text, include } = view.body;
  const family = [objectOf(view.input[0])['type'], parallel, objectOf(text)['verbosity'], include];
  return JSON.stringify([agentOf(view), family, texts?.at(-1), view.turnMetadata['sandbox_mode']]);
}

function toolsOf({ body, input }: RequestView): ReadonlyMap<string, JsonObject> {
  const additional = input.filter((item) => objectOf(item)['type'] === 'additional_tools');
  const tools = [body, ...additional].flatMap((one) => listOf(objectOf(one)['tools']).map(objectOf));
  return new Map(tools.map((tool) => [JSON.stringify([tool['type'], tool['name']]), tool]));
}

/** Tools without a name run on the servers of the model, and are configured apart. */
function comparedTools(expected: ReadonlyMap<string, JsonObject>, view: RequestView): RequestComparison {
  const again = [...toolsOf(view)].filter(([name, { name: called }]) => called !== undefined && expected.has(name));
  return {
    count: again.length,
    found: again
      .filter(([name, tool]) => !isDeepStrictEqual(tool, expected.get(name)))
      .map(([name, tool]) => inRequest(view, `tool ${name} differs from an earlier request`, expected.get(name), tool)),
  };
}

/** Requests that must be alike: of one process, or of several with the same options and the same model. */
function groupsOf(views: readonly RequestView[], recording: Recording): Iterable<RequestView[]> {
  return Map.groupBy(
    views.filter((view) => !isCompaction(view)),
    (view) => JSON.stringify([agentOf(view), settingsBehind(recording, view), configurationOf(recording, view)]),
  ).values();
}

/**
 * Files of the configuration are not recorded. They can change between two processes, which shows in the model where the command
 * line names none.
 */
function configurationOf({ processes }: Recording, { body, exchange }: RequestView): unknown {
  const own = processes.find(({ process }) => process === exchange.process);
  return processes.length === 1 || own === undefined || configuredIn(own.argv, 'model') !== undefined
    ? null
    : body['model'];
}

function compared(expected: ReadonlyMap<string, unknown>, view: RequestView): RequestComparison {
  const actual = fieldsOf(view);
  const names = [...new Set([...expected.keys(), ...actual.keys()])];
  return {
    count: names.length,
    found: names
      .filter((name) => !isDeepStrictEqual(expected.get(name), actual.get(name)))
      .map((name) => inRequest(view, `${name} differs from an earlier request`, expected.get(name), actual.get(name))),
  };
}

/** The fields to compare, by place and name. A value that holds an id belongs to one thread or turn. */
function fieldsOf({ body, headers, turnMetadata, input }: RequestView): ReadonlyMap<string, unknown> {
  const fields = [
    ...Object.entries(body).map(([name, value]) => [`body.${name}`, value] as const),
    ...[...headers].map(([name, value]) => [`header.${name}`, value] as const),
    ...Object.entries(turnMetadata).map(([name, value]) => [`metadata.${name}`, value] as const),
    ...input
      .filter((item) => isJsonObject(item) && item['type'] === 'additional_tools')
      .map((item, index) => [`input.additional_tools[${index}]`, listOf((item as JsonObject)['tools'])] as const),
  ];
  return new Map(
    fields.filter(([name, value]) => !CHANGING.has(name) && !(typeof value === 'string' && UUID.test(value))),
  );
}
