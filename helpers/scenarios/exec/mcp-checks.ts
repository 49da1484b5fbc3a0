import { isDeepStrictEqual } from 'node:util';
import { changeEvents, changeItems } from '../../mutations/stdout.ts';
import { agreement, type Compared } from '../../checks/exec/agreement.ts';
import { refusal } from '../../checks/exec/refusal.ts';
import { failIfAny } from '../../checks/check.ts';
import { completedItems } from '../../queries/exec-events.ts';
import { fileOf } from '../../queries/process-files.ts';
import { reportedItems } from '../../queries/reported-items.ts';
import { listOf, objectOf } from '../../util/json-object.ts';
import { beside } from '../beside.ts';

/** The status of the item of each tool of `dsl/mcp-server.mjs` that is called. */
const STATUSES = { echo: 'completed', fails: 'failed', refuses: 'failed' } as const;

const resultsAsServed = agreement({
  id: 'exec/mcp/results-as-served',
  clause: 'The item of a tool has the response of the server: its texts, its structured content, or its error.',
  level: 'must',
  authority: {
    kind: 'source',
    reference: 'openai/codex codex-rs/exec/tests/event_processor_with_json_output.rs: mcp_tool_call',
  },
  about: 'responses of the server',
  compare: (process) =>
    reportedItems(process, 'mcp_tool_call').map(({ id, completed }): Compared => {
      if (completed === undefined) return { message: `${id} is never completed`, expected: 'an end', actual: 'none' };
      const { tool, arguments: args, result, error, status } = completed.item;
      const served = servedBy(tool, String(objectOf(args)['text']));
      const actual = JSON.stringify({ result: result ?? null, error: error ?? null, status });
      const isRefused = error != null && result == null && status === 'failed';
      const agrees =
        served.error === undefined
          ? (isRefused && served.mayBeDeclined) || (error == null && served.accepts(result, status))
          : isRefused && error.message.endsWith(served.error);
      return (
        agrees || {
          message: `${id}: outcome differs from the response of the server`,
          line: completed.line,
          expected: served.words,
          actual,
        }
      );
    }),
  mutants: () => ({
    'reports another text': changeItems('mcp_tool_call', (item) => [
      { ...item, result: { content: [{ type: 'text', text: 'other' }], structured_content: null }, error: null },
    ]),
    'loses the responses': changeItems('mcp_tool_call', (item) => [
      { ...item, result: { content: [], structured_content: null } },
    ]),
    'turns a failure into a success': changeItems('mcp_tool_call', (item) => [{ ...item, status: 'completed' }]),
  }),
});

/** What `dsl/mcp-server.mjs` answers to a call of a tool with a text. */
interface Served {
  readonly words: string;
  /** The end of the message of an error; undefined for a result. */
  readonly error?: string;
  /** True if codex may refuse the call without asking. */
  readonly mayBeDeclined: boolean;
  readonly accepts: (result: unknown, status: string) => boolean;
}

function servedBy(tool: string, text: string): Served {
  const mayBeDeclined = tool === 'writes';
  if (tool === 'refuses')
    return { words: `refused: ${text}`, error: `refused: ${text}`, mayBeDeclined, accepts: () => false };
  const isPlain = tool === 'echo' || tool === 'writes';
  const said = tool === 'fails' ? `failed: ${text}` : `${tool}: ${text}`;
  const structured = isPlain ? { text } : null;
  return {
    words: tool === 'asks' ? 'answered: …' : said,
    mayBeDeclined,
    accepts(result, status) {
      const { content, structured_content: actual } = objectOf(result);
      const [first, ...others] = listOf(content).map(objectOf);
      if (first === undefined || others.length > 0 || first['type'] !== 'text') return false;
      const isSaid = tool === 'asks' ? /^answered: \w+/.test(String(first['text'])) : first['text'] === said;
      const ends = tool === 'fails' ? 'failed' : 'completed';
      return isSaid && isDeepStrictEqual(actual ?? null, structured) && status === ends;
    },
  };
}

/** Servers of the Model Context Protocol. */
export const mcpChecks = beside({
  'exec/mcp/approvals': [resultsAsServed],
  'exec/mcp/required-server-fails': [
    refusal({
      id: 'exec/mcp/required-server-refused',
      clause: 'If a required server cannot be started, codex exits with a code other than 0 before the model is asked.',
      level: 'must',
      authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/mcp_required_exit.rs' },
    }),
  ],
  'exec/mcp/results': [
    resultsAsServed,
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
