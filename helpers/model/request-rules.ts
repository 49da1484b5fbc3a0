/** Input items that call a tool, and the items that carry the output of such a call. */
const CALLS: ReadonlySet<string> = new Set([
  'function_call',
  'custom_tool_call',
  'local_shell_call',
  'tool_search_call',
]);
const OUTPUTS: ReadonlySet<string> = new Set(['function_call_output', 'custom_tool_call_output', 'tool_search_output']);

type Fields = Readonly<Record<string, unknown>>;

/**
 * What is wrong with the body of a `POST …/responses`, in words; an empty list if nothing is.
 * Source of the rules: the Responses API reference, and upstream's own test server, which demands that each tool call
 * in a request has its output there and the reverse.
 */
export function faultsOf(body: unknown): string[] {
  if (!isFields(body)) return ['the body is not a JSON object'];
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
      .map((id) => `the tool call ${JSON.stringify(id)} is there twice`),
  ];
}

function idsOf(input: readonly unknown[], types: ReadonlySet<string>): string[] {
  return input
    .filter(isFields)
    .filter((item) => types.has(String(item['type'])))
    .map((item) => String(item['call_id'] ?? item['id']));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
