import { rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { alter, at, lines, matches, parsed } from './alter.ts';
import { withItem } from './exec-items.ts';
import type { Lies } from './lie.ts';

const MCP = { item: { type: 'mcp_tool_call' } };
const PATCH = /^(?:exec\/(?:items?|patch(?:es)?)|run\/files)\//;
const TOOL = /^exec\/(?:items?|mcp|tools?)\//;
const DONE = { type: 'item.completed', item: { type: 'mcp_tool_call' } };

interface Change {
  readonly path: string;
  readonly kind: string;
}

/** False patches and tool calls in the events of exec. */
export const execToolLies: Lies = {
  'a patch names another file': {
    scenarios: ['exec/patch/add-update-delete'],
    check: PATCH,
    evidence: /path|added|other/,
    exec: { stdout: changing((change) => ({ ...change, path: change.path.replace('added', 'other') })) },
  },
  'a changed file is reported as added': {
    scenarios: ['exec/patch/add-update-delete'],
    check: PATCH,
    evidence: /kind|add/,
    exec: { stdout: changing((change) => ({ ...change, kind: change.kind === 'update' ? 'add' : change.kind })) },
  },
  'a deleted file is not in the patch': {
    scenarios: ['exec/patch/add-update-delete'],
    check: PATCH,
    evidence: /deleted/,
    exec: {
      stdout: lines(
        alter(
          { item: { type: 'file_change' } },
          { item: { changes: (all: readonly Change[]) => all.filter(({ kind }) => kind !== 'delete') } },
        ),
      ),
    },
  },
  'a patch is reported and its file is missing': {
    scenarios: ['exec/patch/add-update-delete'],
    check: PATCH,
    evidence: /added/,
    exec: { stdout: (line) => whenApplied(line, (file) => rmSync(file)) },
  },
  'a patch is reported and its file has another text': {
    scenarios: ['exec/patch/add-update-delete'],
    check: PATCH,
    evidence: /added/,
    exec: { stdout: (line) => whenApplied(line, (file) => writeFileSync(file, 'other\n')) },
  },
  'a rejected patch is reported as applied': {
    scenarios: ['exec/patch/rejected'],
    check: PATCH,
    evidence: /status|completed|missing|added/,
    exec: {
      stdout: withItem(
        { item: { type: 'agent_message' } },
        { type: 'file_change', changes: [{ path: `${process.cwd()}/added.txt`, kind: 'add' }], status: 'completed' },
      ),
    },
  },
  'a tool is reported with other arguments': {
    scenarios: ['exec/mcp/results'],
    check: TOOL,
    evidence: /arguments|ocho/,
    exec: { stdout: lines(alter({ item: { tool: 'echo' } }, { item: { arguments: { text: 'ocho' } } })) },
  },
  'a tool is reported with another result': {
    scenarios: ['exec/mcp/results'],
    check: TOOL,
    evidence: /result|ocho|content/,
    exec: {
      stdout: lines(
        alter(
          { ...DONE, item: { tool: 'echo' } },
          {
            item: { result: { content: [{ type: 'text', text: 'echo: ocho' }], structured_content: { text: 'ocho' } } },
          },
        ),
      ),
    },
  },
  'a failed tool is reported as completed': {
    scenarios: ['exec/mcp/results'],
    check: TOOL,
    evidence: /status|completed|fails/,
    exec: {
      stdout: lines(alter({ ...DONE, item: { tool: 'fails' } }, { item: { status: 'completed' } })),
    },
  },
  'the error of a tool is another': {
    scenarios: ['exec/mcp/results'],
    check: TOOL,
    evidence: /error|refuse/,
    exec: {
      stdout: lines(alter({ ...DONE, item: { tool: 'refuses' } }, { item: { error: { message: 'out of time' } } })),
    },
  },
  'another tool is reported than was called': {
    scenarios: ['exec/mcp/results'],
    check: TOOL,
    evidence: /tool|echo/,
    exec: { stdout: lines(alter({ ...MCP, item: { tool: 'echo' } }, { item: { tool: 'writes' } })) },
  },
};

function changing(map: (change: Change) => Change): (line: string) => string {
  return lines(
    alter({ item: { type: 'file_change' } }, { item: { changes: (all: readonly Change[]) => all.map(map) } }),
  );
}

/** Changes the first file of the first patch, once it is applied. */
function whenApplied(line: string, change: (file: string) => void): string {
  const event = parsed(line);
  if (!matches(event, { type: 'item.completed', item: { type: 'file_change', changes: [{ kind: 'add' }] } }))
    return line;
  change(String(at(event, 'item', 'changes', 0, 'path')));
  // Another spelling of the same event: the file is the change.
  return `${line} `;
}
