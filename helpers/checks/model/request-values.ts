import { changeLastRequest, changeModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { faultsOf } from '../../model/request-rules.ts';
import type { RequestView } from '../../queries/request-views.ts';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { RESPONSES_API } from './authorities.ts';
import { inRequest, requestCheck, type RequestComparison } from './each-request.ts';

/** Fields with documented values, as paths. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  tool_choice: ['auto', 'none', 'required'],
  store: [false, true],
  stream: [true],
  parallel_tool_calls: [false, true],
  truncation: ['auto', 'disabled'],
  service_tier: ['auto', 'default', 'flex', 'priority', 'fast', 'scale'],
  'reasoning.effort': ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'ultra'],
  'reasoning.summary': ['auto', 'concise', 'detailed', 'none'],
  'reasoning.context': ['auto', 'all_turns', 'current_turn', 'none'],
  'text.verbosity': ['low', 'medium', 'high'],
  'text.format.type': ['text', 'json_schema', 'json_object'],
  'text.format.strict': [false, true],
};

const INCLUDABLE: ReadonlySet<unknown> = new Set([
  'reasoning.encrypted_content',
  'web_search_call.action.sources',
  'web_search_call.results',
  'code_interpreter_call.outputs',
  'computer_call_output.output.image_url',
  'file_search_call.results',
  'message.input_image.image_url',
  'message.output_text.logprobs',
]);

const ROLES: ReadonlySet<unknown> = new Set(['user', 'assistant', 'system', 'developer']);
/** Types of the parts of a message, by whether the model wrote it. */
const WRITTEN_BY_MODEL: ReadonlySet<unknown> = new Set(['output_text', 'refusal']);
const WRITTEN_BY_OTHERS: ReadonlySet<unknown> = new Set(['input_text', 'input_image', 'input_file', 'input_audio']);
const ENCODINGS: ReadonlySet<string> = new Set(['gzip', 'zstd', 'deflate', 'br', 'identity', '*']);

/** The form of requests. */
export const requestValueChecks: readonly Check[] = [
  requestCheck(
    {
      id: 'run/model/documented-values',
      clause:
        'Each field of a request has a value that the Responses API documents, and each item the fields of its type.',
      level: 'should',
      assumes: ['reaches-model'],
      authority: RESPONSES_API,
      mutants: () => ({
        'sends an unknown tool choice': changeLastRequest((body) => ({ ...body, tool_choice: 'maybe' })),
        'names an unknown effort': changeLastRequest((body) => ({ ...body, reasoning: { effort: 'lots' } })),
        'sends a message with an unknown role': changeFirstItem({ role: 'nobody' }),
        'sends an unknown item': changeFirstItem({ type: 'massage' }),
        'repeats an id': changeLastRequest((body) => ({
          ...body,
          input: listOf(body['input'])
            .map((item) => ({ ...objectOf(item), id: 'msg_1' }))
            .concat([{ type: 'reasoning', id: 'msg_1' }] as never),
        })),
      }),
    },
    'fields and items of requests',
    (views) => views.map(documented),
  ),
  requestCheck(
    {
      id: 'run/model/transport-headers',
      clause: 'A request declares JSON, accepts an event stream, and goes to the same host as all others.',
      level: 'should',
      assumes: ['reaches-model'],
      authority: RESPONSES_API,
      mutants: () => ({
        'declares plain text': changeHeaders('content-type', 'text/plain'),
        'accepts JSON': changeHeaders('accept', 'application/json'),
        'declares another length': changeHeaders('content-length', 'many'),
      }),
    },
    'headers of requests',
    (views) => views.map((view) => headersOf(view, views[0]!)),
  ),
];

function documented(view: RequestView): RequestComparison {
  const { body, input } = view;
  const fields = Object.keys(VALUES).filter((path) => valueAt(body, path) !== undefined);
  const included = listOf(body['include']);
  const ids = input.flatMap((item) => objectOf(item)['id'] ?? []);
  return {
    count: fields.length + input.length,
    found: [
      ...faultsOf(body).map((fault) => inRequest(view, fault, 'a valid request', body['model'])),
      ...fields
        .filter((path) => !isDocumented(path, valueAt(body, path)))
        .map((path) => inRequest(view, `${path} has an unknown value`, VALUES[path], valueAt(body, path))),
      ...included
        .filter((one) => !INCLUDABLE.has(one))
        .map((one) => inRequest(view, 'include has an unknown value', [...INCLUDABLE], one)),
      // Without a stored response, only this gives a model that reasons its own thoughts back.
      ...(body['store'] === false &&
      isJsonObject(body['reasoning']) &&
      !included.includes('reasoning.encrypted_content')
        ? [inRequest(view, 'include lacks a value', 'reasoning.encrypted_content', included)]
        : []),
      ...ids
        .filter((id, index) => ids.indexOf(id) !== index)
        .map((id) => inRequest(view, 'an id of an input item is repeated', 'each id once', id)),
      ...input.flatMap((item, index) =>
        faultsOfItem(objectOf(item)).map(([expected, actual]) =>
          inRequest(view, `input item ${index} is malformed`, expected, actual),
        ),
      ),
    ],
  };
}

/** A value of an API key, such as a tool choice that names a tool, can be an object. */
function isDocumented(path: string, value: unknown): boolean {
  return VALUES[path]!.includes(value) || value === null || isJsonObject(value);
}

/** What is expected of an item and what it has instead. */
function faultsOfItem(item: JsonObject): [expected: string, actual: unknown][] {
  const { type, role, content, id } = item;
  const faults: [string, unknown][] = [];
  const own = typeOf(item);
  if (own !== undefined && type !== undefined && type !== own) faults.push([`type ${own}`, type]);
  if ('role' in item && !ROLES.has(role)) faults.push([`one of the roles ${[...ROLES].join(', ')}`, role]);
  if ('tools' in item && role !== 'developer') faults.push(['tools of the developer', role]);
  if (typeof id === 'string' && !hasPrefix(id, String(type))) faults.push([`an id of the type ${String(type)}`, id]);
  if (own !== 'message') return faults;
  if (Array.isArray(content) && content.length === 0) faults.push(['a message with content', content]);
  const allowed = role === 'assistant' ? WRITTEN_BY_MODEL : WRITTEN_BY_OTHERS;
  for (const part of listOf(content)) {
    const { type: kind } = objectOf(part);
    if (!allowed.has(kind)) faults.push([`a part of a message of the ${String(role)}`, kind]);
  }
  return faults;
}

/** The type that the fields of an item show; undefined for a type that has no fields of its own. */
function typeOf(item: JsonObject): string | undefined {
  if ('content' in item && 'role' in item) return 'message';
  if ('tools' in item && 'role' in item) return 'additional_tools';
  if ('arguments' in item && 'call_id' in item && 'name' in item) return 'function_call';
  if ('input' in item && 'call_id' in item) return 'custom_tool_call';
  return undefined;
}

const PREFIXES: Readonly<Record<string, RegExp>> = {
  message: /^msg_/,
  function_call: /^fc_/,
  function_call_output: /^fco?_/,
  additional_tools: /^at_/,
};

function hasPrefix(id: string, type: string): boolean {
  return PREFIXES[type]?.test(id) ?? true;
}

function headersOf(view: RequestView, first: RequestView): RequestComparison {
  const { headers, body } = view;
  const length = headers.get('content-length');
  const rules: [name: string, isRight: (value: string) => boolean, expected: string][] = [
    ['content-type', (value) => /^application\/json\b/.test(value), 'application/json'],
    ['accept', (value) => body['stream'] !== true || value === 'text/event-stream', 'text/event-stream'],
    ['accept-encoding', (value) => value.split(/,\s*/).every((one) => ENCODINGS.has(one)), [...ENCODINGS].join(', ')],
    ['host', (value) => value === first.headers.get('host'), `${first.headers.get('host')}, as in the first request`],
    ['content-length', (value) => /^\d+$/.test(value) && Number(value) > 0, 'a number of bytes'],
  ];
  const sent = rules.filter(([name]) => headers.has(name));
  return {
    count: length === undefined && sent.length === 0 ? 0 : sent.length,
    found: sent
      .filter(([name, isRight]) => !isRight(headers.get(name)!))
      .map(([name, , expected]) => inRequest(view, `header ${name} differs`, expected, headers.get(name))),
  };
}

function valueAt(body: JsonObject, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => objectOf(value)[name], body);
}

function changeFirstItem(change: JsonObject): Mutation {
  return changeLastRequest((body) => {
    const input = listOf(body['input']);
    const at = input.findIndex((item) => 'content' in objectOf(item));
    return { ...body, input: input.map((item, index) => (index === at ? { ...objectOf(item), ...change } : item)) };
  });
}

function changeHeaders(name: string, value: string): Mutation {
  return changeModelRequests((exchange) => [
    {
      ...exchange,
      headers: [...exchange.headers.filter(([own]) => own.toLowerCase() !== name), [name, value] as const],
    },
  ]);
}
