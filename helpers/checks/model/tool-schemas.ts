import type { Mutation } from '../../mutations/mutation.ts';
import type { RequestView } from '../../queries/request-views.ts';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { RESPONSES_API } from './authorities.ts';
import { changeTools } from './change-tools.ts';
import { inRequest, requestCheck, type RequestComparison } from './each-request.ts';

/** A part of a tool that is malformed: its path, what is expected and what it is. */
type Fault = readonly [path: string, expected: string, actual: unknown];

const JSON_TYPES: ReadonlySet<unknown> = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
/** Types of tools that are called by name. */
const CALLED: ReadonlySet<unknown> = new Set(['function', 'custom']);
/** Types of tools that run on the servers of the model, or that the model has built in. */
const BUILT_IN: ReadonlySet<unknown> = new Set([
  'web_search',
  'web_search_preview',
  'image_generation',
  'local_shell',
  'tool_search',
  'code_interpreter',
  'file_search',
  'computer_use_preview',
  'mcp',
]);

/** The tools of requests. */
export const toolSchemaChecks: readonly Check[] = [
  requestCheck(
    {
      id: 'run/model/tool-schemas',
      clause:
        'Each tool has a name of its own, a description, and parameters in JSON Schema, whose required names are among their properties.',
      level: 'should',
      assumes: ['reaches-model'],
      authority: RESPONSES_API,
      mutants: () => ({
        'offers a tool twice': changeTools((tools) => [...tools, tools[0]]),
        'requires a parameter that no tool has': changeParameters({ required: ['no_such_parameter'] }),
        'has parameters of an unknown type': changeParameters({ type: 'objekt' }),
        'requires the same parameter twice': changeParameters({ properties: { a: {} }, required: ['a', 'a'] }),
      }),
    },
    'tools and their parameters',
    (views) => views.map(toolsIn),
  ),
];

function toolsIn(view: RequestView): RequestComparison {
  const additional = view.input.filter((item) => objectOf(item)['type'] === 'additional_tools');
  const lists = [view.body['tools'], ...additional.map((item) => objectOf(item)['tools'])];
  const count = { nodes: 0 };
  const faults = lists.flatMap((tools, index) => faultsOfTools(listOf(tools), `tools ${index}`, count));
  return {
    count: count.nodes,
    found: faults.map(([path, expected, actual]) => inRequest(view, `${path} is malformed`, expected, actual)),
  };
}

function faultsOfTools(tools: readonly unknown[], path: string, count: { nodes: number }): Fault[] {
  const names = tools.map((tool) => objectOf(tool)['name'] ?? objectOf(tool)['type']);
  return [
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name): Fault => [path, 'each name once', name]),
    ...tools.flatMap((tool) => faultsOfTool(objectOf(tool), path, count)),
  ];
}

function faultsOfTool(tool: JsonObject, within: string, count: { nodes: number }): Fault[] {
  const { type, name, description, parameters, strict, tools, format } = tool;
  const path = `${within} ${String(name ?? type)}`;
  count.nodes += 1;
  if (type === 'namespace') {
    return [
      ...(listOf(tools).length === 0 ? [[path, 'a namespace with tools', tools] as const] : []),
      ...faultsOfText(name, path),
      ...faultsOfTools(listOf(tools), path, count),
    ];
  }
  if (!CALLED.has(type)) return BUILT_IN.has(type) ? [] : [[path, 'a documented type', type]];
  return [
    ...faultsOfText(name, path),
    ...(typeof description === 'string' ? [] : [[path, 'a description', description] as const]),
    ...(strict === undefined || typeof strict === 'boolean' ? [] : [[path, 'strict true or false', strict] as const]),
    ...(type === 'function' ? faultsOfSchema(parameters, `${path} parameters`, count) : faultsOfFormat(format, path)),
    ...(type === 'function' && strict === true ? faultsOfStrict(parameters, path) : []),
  ];
}

function faultsOfText(name: unknown, path: string): Fault[] {
  return typeof name === 'string' && /^[\w.-]+$/.test(name) ? [] : [[path, 'a name of letters, digits, _ and -', name]];
}

/** The input of a custom tool: free text, or a grammar. */
function faultsOfFormat(format: unknown, path: string): Fault[] {
  if (!isJsonObject(format)) return format === undefined ? [] : [[path, 'a format', format]];
  const { type, syntax, definition } = format;
  if (type === 'text') return [];
  if (type !== 'grammar') return [[`${path} format`, 'text or grammar', type]];
  const isLark = syntax === 'lark' && typeof definition === 'string' && definition.includes('start:');
  return isLark || syntax === 'regex' ? [] : [[`${path} format`, 'a grammar in lark or regex', syntax]];
}

/** In strict mode the API wants each property required, and no others. */
function faultsOfStrict(parameters: unknown, path: string): Fault[] {
  const { properties, required, additionalProperties } = objectOf(parameters);
  const missing = Object.keys(objectOf(properties)).filter((name) => !listOf(required).includes(name));
  return missing.length > 0 || additionalProperties !== false
    ? [[path, 'all properties required and no others allowed', missing]]
    : [];
}

function faultsOfSchema(schema: unknown, path: string, count: { nodes: number }): Fault[] {
  if (typeof schema === 'boolean') return [];
  if (!isJsonObject(schema)) return [[path, 'a schema', schema]];
  count.nodes += 1;
  const { type, properties, required, items, additionalProperties, description, anyOf, oneOf, allOf } = schema;
  const types = type === undefined ? [] : Array.isArray(type) ? (type as unknown[]) : [type];
  const names = listOf(required);
  const known = objectOf(properties);
  const values = schema['enum'];
  return [
    ...types.filter((one) => !JSON_TYPES.has(one)).map((one): Fault => [path, 'a type of JSON', one]),
    ...(types.includes('object') || (properties === undefined && required === undefined)
      ? []
      : type === undefined
        ? []
        : [[path, 'type object for a schema with properties', type] as const]),
    ...(items !== undefined && type !== undefined && !types.includes('array')
      ? [[path, 'type array for a schema with items', type] as const]
      : []),
    ...(types.includes('array') && items === undefined ? [[path, 'items of the list', schema] as const] : []),
    ...names
      .filter((name, index) => !(String(name) in known) || names.indexOf(name) !== index)
      .map((name): Fault => [`${path} required`, `once, one of ${Object.keys(known).join(', ')}`, name]),
    ...(description === undefined || typeof description === 'string'
      ? []
      : [[path, 'a description', description] as const]),
    ...(values === undefined ? [] : faultsOfEnum(values, types, path)),
    ...Object.entries(known).flatMap(([name, inner]) => faultsOfSchema(inner, `${path}.${name}`, count)),
    ...(items === undefined ? [] : faultsOfSchema(items, `${path}[]`, count)),
    ...(additionalProperties === undefined ? [] : faultsOfSchema(additionalProperties, `${path}.*`, count)),
    ...[anyOf, oneOf, allOf].flatMap((all) =>
      listOf(all).flatMap((inner, index) => faultsOfSchema(inner, `${path}(${index})`, count)),
    ),
  ];
}

function faultsOfEnum(values: unknown, types: readonly unknown[], path: string): Fault[] {
  const all = listOf(values);
  const isText = types.length === 1 && types[0] === 'string';
  const wrong = isText ? all.filter((one) => typeof one !== 'string') : [];
  const repeated = all.filter((one, index) => all.indexOf(one) !== index);
  return all.length === 0 || wrong.length > 0 || repeated.length > 0
    ? [[`${path} enum`, 'different values of its type', values]]
    : [];
}

function changeParameters(change: JsonObject): Mutation {
  return changeTools((tools) => {
    let isChanged = false;
    return tools.map((tool) => {
      const first = withParameters(objectOf(tool), change);
      if (isChanged || first === null) return tool;
      isChanged = true;
      return first;
    });
  });
}

/** The tool with other parameters, or the first tool of a namespace; null if it has none. */
function withParameters(tool: JsonObject, change: JsonObject): JsonObject | null {
  if (isJsonObject(tool['parameters'])) return { ...tool, parameters: { ...tool['parameters'], ...change } };
  const inner = listOf(tool['tools']);
  const at = inner.findIndex((one) => isJsonObject(objectOf(one)['parameters']));
  return at === -1 ? null : { ...tool, tools: inner.with(at, withParameters(objectOf(inner[at]), change)) };
}
