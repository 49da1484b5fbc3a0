import { changeEvents, changeItems } from '../../mutations/mutations.ts';
import { refusal } from '../../checks/exec/refusal.ts';
import { failIfAny } from '../../checks/check.ts';
import { completedItems } from '../../queries/exec-events.ts';
import { fileOf } from '../../queries/process-files.ts';
import { beside } from '../beside.ts';

/** The status of the item of each tool of `dsl/mcp-server.mjs` that is called. */
const STATUSES = { echo: 'completed', fails: 'failed', refuses: 'failed' } as const;

/** Servers of the Model Context Protocol. */
export const mcpChecks = beside({
  'exec/mcp/required-server-fails': [
    refusal({
      id: 'exec/mcp/required-server-refused',
      clause: 'If a required server cannot be started, codex exits with a code other than 0 before the model is asked.',
      level: 'must',
      authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/mcp_required_exit.rs' },
    }),
  ],
  'exec/mcp/results': [
    {
      id: 'exec/mcp/outcome-in-item',
      clause:
        'The item of a tool of a server is completed if the tool answered, and failed if its result or its answer is an error.',
      level: 'must',
      authority: {
        kind: 'source',
        reference: 'openai/codex codex-rs/exec/tests/event_processor_with_json_output.rs: mcp_tool_call',
      },
      language: 'exec',
      judge({ processes }) {
        const process = processes[0]!;
        const ended = new Map(completedItems(process, 'mcp_tool_call').map(({ tool, status }) => [tool, status]));
        const found = Object.entries(STATUSES)
          .filter(([tool, status]) => ended.get(tool) !== status)
          .map(([tool, expected]) => ({
            message: `the item of the tool ${tool} is ${ended.get(tool) ?? 'never completed'}, expected ${expected}`,
            file: fileOf(process, 'stdout'),
          }));
        return failIfAny(found, Object.keys(STATUSES).length, 'tools, each with its own outcome');
      },
      mutants: () => ({
        'calls all of them completed': changeItems('mcp_tool_call', (item) => [{ ...item, status: 'completed' }]),
        'calls a tool that answered failed': changeItems('mcp_tool_call', (item) => [{ ...item, status: 'failed' }]),
        'never closes the items': changeEvents('item.completed', () => []),
      }),
    },
  ],
});
