/*
 * A server of the Model Context Protocol on stdio, without dependencies, with the tools `echo`, `fails` (its result says so),
 * `refuses` (answers with an error), `writes` (not marked as read-only) and `asks` (asks the user, and returns the answer).
 */
import { createInterface } from 'node:readline';

const schema = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
const reads = { readOnlyHint: true, destructiveHint: false, openWorldHint: false };
const tools = ['echo', 'fails', 'refuses', 'writes', 'asks'].map((name) => ({
  name,
  description: 'Probe: ' + name,
  inputSchema: schema,
  ...(name === 'writes' ? {} : { annotations: reads }),
}));
/** @type {Map<string, (answer: string) => void>} */
const asked = new Map();
let next = 1;

/** @type {(message: object) => void} */
function send(message) {
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
}

/** @type {(text: string, rest?: object) => object} */
function said(text, rest = {}) {
  return { content: [{ type: 'text', text }], ...rest };
}

/** @type {(id: unknown, name: string, text: string) => void} */
function called(id, name, text) {
  if (name === 'fails') return send({ id, result: said('failed: ' + text, { isError: true }) });
  if (name === 'refuses') return send({ id, error: { code: -32000, message: 'refused: ' + text } });
  if (name !== 'asks') return send({ id, result: said(name + ': ' + text, { structuredContent: { text } }) });
  const question = 'question-' + next++;
  asked.set(question, (answer) => send({ id, result: said('answered: ' + answer) }));
  const requestedSchema = { type: 'object', properties: { sure: { type: 'boolean' } } };
  send({ id: question, method: 'elicitation/create', params: { mode: 'form', message: 'Sure?', requestedSchema } });
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params, result, error } = JSON.parse(line);
  if (method === undefined) return asked.get(id)?.(error ? 'error ' + error.code : result.action);
  if (method === 'initialize') {
    const { protocolVersion } = params;
    const serverInfo = { name: 'probe', version: '1.0.0' };
    return send({ id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo } });
  }
  if (method === 'tools/list') return send({ id, result: { tools } });
  if (method === 'tools/call') return called(id, params.name, params.arguments?.text);
  if (id !== undefined) send({ id, error: { code: -32601, message: 'no such method' } });
});
