import { readFileSync } from 'node:fs';
import process from 'node:process';
import { offeredTool, tool, type ToolCall } from '../../model/calls.ts';
import { callsFor, says } from '../../model/responses.ts';
import { offeredTools } from '../../model/tools.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import type { Player } from '../dsl/player.ts';

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'probe', version: '1.0.0' } },
};

const SERVER = new URL('../dsl/mcp-server.mjs', import.meta.url);

/** MCP servers of codex, and codex as one. */
export const mcpScenarios = extendedScenarios(import.meta.url, {
  'exec/mcp/results': {
    about:
      'The model calls tools of a server: one that succeeds, one whose result is an error, and one that answers with an error.',
    breaks: ['writes-nothing'],
    shows: ['item-status', 'mcp-calls'],
    model: [callsFor(probe('echo')), callsFor(probe('fails')), callsFor(probe('refuses')), says('done')],
    play: (player) => player.exec(['Try the tools.'], { config: serverOf(player) }),
  },
  'exec/mcp/approvals': {
    about: 'The model calls a tool that is not marked as read-only, and one that asks the user a question.',
    breaks: ['writes-nothing'],
    shows: ['item-status', 'mcp-calls'],
    idle: true,
    model: [callsFor(probe('writes')), callsFor(probe('asks')), says('done')],
    play: (player) => player.exec(['Try the tools.'], { config: serverOf(player), deadlineMs: 8000 }),
  },
  'exec/mcp/catalogue-model': {
    about:
      'A server is configured, and the model is that of the binary’s own catalogue, which may be offered other tools.',
    breaks: ['writes-nothing', 'unknown-model', 'asked-settings'],
    model: [says('done')],
    play: (player) => player.exec(['Say one.'], { config: serverOf(player), model: null }),
  },
  'exec/mcp/optional-server-fails': {
    about: 'An optional server cannot be started.',
    model: [says('done')],
    play: ({ exec }) => exec(['Say one.'], { config: { 'mcp_servers.probe.command': '"no-such-program"' } }),
  },
  'exec/mcp/required-server-fails': {
    about: 'A required server cannot be started.',
    breaks: ['starts', 'unknown-model'],
    model: [says('done')],
    async play({ exec }) {
      const config = { 'mcp_servers.probe.command': '"no-such-program"', 'mcp_servers.probe.required': 'true' };
      await exec(['Say one.'], { config });
    },
  },
  'exec/mcp-server/handshake': {
    about: 'Codex runs as an MCP server: a handshake, and a request for its tools.',
    breaks: ['event-stream', 'reaches-model', 'read-only'],
    model: [],
    async play({ command }) {
      const lines = [
        INITIALIZE,
        { jsonrpc: '2.0', method: 'notifications/initialized' },
        { jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} },
      ];
      await command(['mcp-server'], { stdin: lines.map((line) => `${JSON.stringify(line)}\n`).join('') });
    },
  },
});

/** Calls a tool of the server, under the name by which it is offered; some versions offer it only once it was searched for. */
function probe(name: string): ToolCall {
  return (request, id) => {
    const offered = offeredTools(request.body).some((each) => each.name.endsWith(name));
    const made = offered ? offeredTool(name, { text: name }) : tool(name, { text: name }, 'mcp__probe');
    return made(request, id);
  };
}

function serverOf({ write }: Player): Record<string, string> {
  return {
    'mcp_servers.probe.command': JSON.stringify(process.execPath),
    'mcp_servers.probe.args': JSON.stringify([write('tmp', 'probe.mjs', readFileSync(SERVER, 'utf8'))]),
  };
}
