/**
 * A server of the Model Context Protocol on stdio, for Node.js, without dependencies: the tools `echo`, `fails` (which
 * says so in its result), `refuses` (which answers with an error), `writes` (which is not marked as reading only) and `asks`
 * (which asks the user something, and says what came of it).
 */
export const MCP_PROGRAM = String.raw`
import { createInterface } from 'node:readline';

const schema = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
const reads = { readOnlyHint: true, destructiveHint: false, openWorldHint: false };
const tools = ['echo', 'fails', 'refuses', 'writes', 'asks'].map((name) => ({
  name,
  description: 'Probe: ' + name,
  inputSchema: schema,
  ...(name === 'writes' ? {} : { annotations: reads }),
}));
const asked = new Map();
let next = 1;

function send(message) {
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
}

function said(text, rest = {}) {
  return { content: [{ type: 'text', text }], ...rest };
}

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
`;
