import { finalMessage } from '../../exec/transcript.ts';
import type { Recording } from '../../recording/recording.ts';
import { failIfAny, pass, untestable, type Check } from '../check.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { fileOf } from '../../queries/process-files.ts';

const LAST = 'last.txt';

/** What `exec/last-message/failed-turn` puts into the file beforehand. */
const OF_BEFORE = 'the answer of another day';

/** What each tool of the probe server comes to, by what it does. */
const OUTCOMES = { echo: 'completed', fails: 'failed', refuses: 'failed' } as const;

/** What a turn leaves for a program: the last message in a file or on stdout, and the outcome of the tools of a server. */
export const leftChecks: readonly Check[] = [
  {
    id: 'exec/last-message/is-final',
    clause:
      'The file for the last message holds the last message of the model, character by character, and nothing else.',
    level: 'must',
    authority: { kind: 'documented', reference: 'Codex documentation, Non-interactive mode: --output-last-message' },
    language: 'exec',
    scenarios: ['exec/last-message/two-messages'],
    needsModel: true,
    judge(recording) {
      const [process] = recording.processes;
      const said = process === undefined ? null : finalMessage(linesOf(process));
      if (said === null) return untestable('the stream has no message');
      const actual = keptText(recording);
      if (actual === said.text) return pass('the file holds the last message', { file: 'files.json' });
      const message = actual === undefined ? 'there is no file' : 'the file holds something else';
      return failIfAny([{ message, file: 'files.json', expected: said.text, actual: actual ?? 'no file' }], '');
    },
  },
  {
    id: 'exec/last-message/kept-on-failure',
    clause: 'A turn that fails leaves the file for the last message as it was.',
    level: 'should',
    authority: {
      kind: 'source',
      reference:
        'openai/codex codex-rs/exec/src/event_processor_with_jsonl_output_tests.rs: failed_turn_does_not_overwrite',
    },
    language: 'exec',
    scenarios: ['exec/last-message/failed-turn'],
    needsModel: true,
    judge(recording) {
      if (recording.processes.every(({ exit_code }) => exit_code === 0)) return untestable('the turn did not fail');
      const actual = keptText(recording);
      if (actual === OF_BEFORE) return pass('the file is as it was', { file: 'files.json' });
      return failIfAny(
        [{ message: 'the file was written', file: 'files.json', expected: OF_BEFORE, actual: actual ?? 'no file' }],
        '',
      );
    },
  },
  {
    id: 'exec/text/final-message-only',
    clause: 'Without --json, stdout is the last message and a line feed; all else goes to stderr.',
    level: 'must',
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Non-interactive mode: only the final message is printed to stdout',
    },
    language: 'exec',
    scenarios: ['exec/text/for-people'],
    judge({ processes }) {
      if (processes.length === 0) return untestable('no process was recorded');
      const found = processes
        .filter(({ stdout }) => stdout !== 'done\n')
        .map((process) => ({
          message: `process ${process.process} prints something else`,
          file: fileOf(process, 'stdout'),
          expected: 'done\n',
          actual: process.stdout,
        }));
      return failIfAny(found, `${processes.length} processes, each with the last message alone on stdout`);
    },
  },
  {
    id: 'exec/mcp/outcome-in-item',
    clause:
      'The item of a tool of a server is completed if it answered, and failed if it says so or answers with an error.',
    level: 'must',
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/exec/tests/event_processor_with_json_output.rs: mcp_tool_call',
    },
    language: 'exec',
    scenarios: ['exec/mcp/results'],
    judge({ processes }) {
      const [process] = processes;
      if (process === undefined) return untestable('no process was recorded');
      const ended = new Map(linesOf(process).flatMap(outcomeIn));
      const found = Object.entries(OUTCOMES)
        .filter(([tool, status]) => ended.get(tool) !== status)
        .map(([tool, expected]) => ({
          message: `the item of the tool ${tool}`,
          file: fileOf(process, 'stdout'),
          expected,
          actual: ended.get(tool) ?? 'no item was completed',
        }));
      return failIfAny(found, `${ended.size} tools, each with its own outcome`);
    },
  },
];

function outcomeIn(line: ReturnType<typeof linesOf>[number]): [string, string][] {
  if (line.kind !== 'event' || line.event.type !== 'item.completed') return [];
  const item: { type: string; tool?: unknown; status?: unknown } = line.event.item;
  return item.type === 'mcp_tool_call' ? [[String(item.tool), String(item.status)]] : [];
}

function keptText({ files }: Recording): string | undefined {
  return files.find(({ place, path }) => place === 'workspace' && path === LAST)?.text;
}
