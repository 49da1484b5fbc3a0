import { offeredTool } from '../../model/calls.ts';
import { callsFor, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** The tool that the client offers. */
export const DYNAMIC_TOOL = 'lookup';

const EXPERIMENTAL = { capabilities: { experimentalApi: true } } as const;

const LOOKUP = {
  name: DYNAMIC_TOOL,
  description: 'Looks up a word.',
  inputSchema: { type: 'object', properties: { word: { type: 'string' } } },
} as const;

const QUESTION = {
  id: 'colour',
  header: 'Colour',
  question: 'Which colour?',
  options: [
    { label: 'Red', description: 'Warm.' },
    { label: 'Blue', description: 'Cold.' },
  ],
} as const;

const PLAN_MODE = {
  mode: 'plan',
  settings: { model: 'scripted-model', reasoning_effort: null, developer_instructions: null },
} as const;

/**
 * A server of tools that asks the user before it answers: JSON-RPC, one message a line. It appends what it receives to the file
 * in its argument.
 */
const ASKING_SERVER = `
let call;
const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
const tool = { name: 'paint', description: 'Paints.', inputSchema: { type: 'object', properties: {} } };
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  require('node:fs').appendFileSync(process.argv[2], line + '\\n');
  const { id, method, params, result } = JSON.parse(line);
  if (method === 'initialize') {
    const { protocolVersion } = params;
    send({ id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'asking', version: '1' } } });
  } else if (method === 'tools/list') send({ id, result: { tools: [{ ...tool, annotations: { readOnlyHint: true } }] } });
  else if (method === 'tools/call') {
    call = id;
    const colour = { type: 'object', properties: { colour: { type: 'string' } }, required: ['colour'] };
    send({ id: 'ask', method: 'elicitation/create', params: { message: 'Which colour?', requestedSchema: colour } });
  } else if (id === 'ask') {
    const text = result === undefined ? 'no answer' : result.action + ' ' + JSON.stringify(result.content ?? null);
    send({ id: call, result: { content: [{ type: 'text', text }] } });
  } else if (id !== undefined && method !== undefined) send({ id, error: { code: -32601, message: 'no such method' } });
});
`;

/** Tools and answers of the client. */
export const clientToolScenarios = extendedScenarios(import.meta.url, {
  'app-server/tools/dynamic': {
    about: 'The model calls a tool of the client.',
    breaks: ['valid-requests'],
    shows: ['asks-client', 'item-durations', 'tool-calls', 'asks-for-item'],
    model: [callsFor(offeredTool(DYNAMIC_TOOL, { word: 'codex' })), says('done')],
    play: ({ server }) =>
      server(async (client) => {
        await client.initialize(EXPERIMENTAL);
        client.answers('item/tool/call', () => ({
          contentItems: [{ type: 'inputText', text: 'a book' }],
          success: true,
        }));
        await client.turn(await client.thread({ dynamicTools: [LOOKUP] }), 'Look it up.');
      }),
  },
  'app-server/tools/user-input': {
    about: 'In plan mode the model asks the user a question.',
    breaks: ['valid-requests', 'thread-settings'],
    shows: ['asks-client', 'further-requests', 'asks-for-call', 'answered-requests'],
    model: [callsFor(offeredTool('request_user_input', { questions: [QUESTION] })), says('done')],
    play: ({ server }) =>
      server(async (client) => {
        await client.initialize(EXPERIMENTAL);
        client.answers('item/tool/requestUserInput', () => ({ answers: { colour: { answers: ['Blue'] } } }));
        await client.turn(await client.thread(), 'Ask me.', { collaborationMode: PLAN_MODE });
      }),
  },
  'app-server/tools/elicitation': {
    about: 'A tool of an MCP server asks the user before it answers.',
    breaks: ['valid-requests', 'no-approvals'],
    shows: ['asks-client', 'item-durations', 'tool-calls', 'mcp-calls', 'answered-requests'],
    idle: true,
    model: [callsFor(offeredTool('paint', {})), says('done')],
    async play({ server, write, keep }) {
      const script = write('codexHome', 'asking-server.cjs', ASKING_SERVER);
      write('tmp', 'mcp/asking.jsonl', '');
      const log = keep('tmp', 'mcp/asking.jsonl');
      await server(
        async (client) => {
          await client.initialize(EXPERIMENTAL);
          client.answers('mcpServer/elicitation/request', () => ({ action: 'accept', content: { colour: 'blue' } }));
          await client.turn(await client.thread(), 'Paint it.');
        },
        {
          // Where nothing may be asked, the server declines for the user.
          args: ['-c', 'sandbox_mode="read-only"', '-c', 'approval_policy="on-request"'],
          config: {
            'mcp_servers.asking.command': JSON.stringify(process.execPath),
            'mcp_servers.asking.args': JSON.stringify([script, log]),
          },
        },
      );
    },
  },
});
