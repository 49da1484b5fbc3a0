import { isJsonObject } from '../util/json-object.ts';

/** Types of input items: tool calls, and the outputs of tools. */
const CALLS: ReadonlySet<string> = new Set([
  'function_call',
  'custom_tool_call',
  'local_shell_call',
  'tool_search_call',
]);
const OUTPUTS: ReadonlySet<string> = new Set(['function_call_output', 'custom_tool_call_output', 'tool_search_output']);

/**
 * The faults of the body of a `POST …/responses`.
 * Sources: the Responses API reference, and upstream's test server, which requires an output for each tool call of a request
 * and a call for each output.
 */
export function faultsOf(body: unknown): string[] {
  if (!isJsonObject(body)) return ['the body is not a JSON object'];
  const faults: string[] = [];
  if (typeof body['model'] !== 'string' || body['model'] === '') faults.push('`model` is not a non-empty string');
  if (body['stream'] !== true) faults.push('`stream` is not true');
  const input = body['input'];
  if (!Array.isArray(input) || input.length === 0) return [...faults, '`input` is not a non-empty list'];
  return [...faults, ...pairingFaults(input)];
}

function pairingFaults(input: readonly unknown[]): string[] {
  const calls = idsOf(input, CALLS);
  const outputs = idsOf(input, OUTPUTS);
  return [
    ...calls.filter((id) => !outputs.includes(id)).map((id) => `the tool call ${JSON.stringify(id)} has no output`),
    ...outputs.filter((id) => !calls.includes(id)).map((id) => `the tool output ${JSON.stringify(id)} has no call`),
    ...calls
      .filter((id, at) => calls.indexOf(id) !== at)
      .map((id) => `the tool call ${JSON.stringify(id)} is repeated`),
  ];
}

function idsOf(input: readonly unknown[], types: ReadonlySet<string>): string[] {
  return input
    .filter(isJsonObject)
    .filter((item) => types.has(String(item['type'])))
    .map((item) => String(item['call_id'] ?? item['id']));
}
