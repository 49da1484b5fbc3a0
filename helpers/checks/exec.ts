import type { ParsedLine } from '../exec/parser.ts';
import { terminalEvent } from '../exec/transcript.ts';
import type { ProcessRecord } from '../recording/recording.ts';
import { failIfAny, untestable, type Check, type Finding } from './check.ts';
import { at, faultyLines, lineCount, linesOf } from './exec-view.ts';
import { fileOf } from './files.ts';
import type { Evidence } from './verdict.ts';

const EXEC = ['exec_stateless', 'exec_persistent'] as const;

const EVENTS = { kind: 'source', reference: 'openai/codex codex-rs/exec/src/exec_events.rs' } as const;

/** What holds for every stream of `codex exec --json`. */
export const execChecks: readonly Check[] = [
  {
    id: 'exec/stdout/jsonl-only',
    clause: 'With --json, each line of stdout is one JSON object, ended by a line feed.',
    level: 'must',
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Non-interactive mode: --json makes stdout a JSON Lines stream',
    },
    modes: EXEC,
    judge(recording) {
      if (lineCount(recording) === 0) return untestable('nothing was printed to stdout');
      const found = faultyLines(recording, notOneObject);
      return failIfAny(found, `${lineCount(recording)} lines, each of them one JSON object`);
    },
  },
  {
    id: 'exec/events/known-shape',
    clause: 'An event or item of a known type has the fields of that type.',
    level: 'must',
    authority: EVENTS,
    modes: EXEC,
    judge(recording) {
      const events = recording.processes
        .flatMap(linesOf)
        .filter(({ kind }) => kind === 'event' || kind === 'malformed-event');
      if (events.length === 0) return untestable('no event of a known type was printed');
      const found = faultyLines(recording, (line) =>
        line.kind === 'malformed-event'
          ? line.issues.map(({ path, message }) => `${path}: ${message}`).join('; ')
          : undefined,
      );
      return failIfAny(found, `${events.length} events, all with the fields of their type`);
    },
  },
  {
    id: 'exec/events/thread-started-first',
    clause: 'The first event is thread.started, with a thread id, and it comes once.',
    level: 'must',
    authority: EVENTS,
    modes: EXEC,
    judge: (recording) =>
      eachProcess(recording.processes, (process) => {
        const lines = linesOf(process);
        const first = lines[0]!;
        const started = lines.filter((line) => line.kind === 'event' && line.event.type === 'thread.started');
        if (first.kind !== 'event' || first.event.type !== 'thread.started')
          return [at(process, first, 'the first event is another')];
        if (first.event.thread_id === '') return [at(process, first, 'the thread id is empty')];
        return started.slice(1).map((line) => at(process, line, 'thread.started comes again'));
      }),
  },
  {
    id: 'exec/events/terminal-event-last',
    clause: 'A turn ends with one turn.completed or turn.failed, and nothing follows it.',
    level: 'must',
    authority: EVENTS,
    modes: EXEC,
    judge: (recording) =>
      eachProcess(recording.processes, (process) => {
        const lines = linesOf(process);
        const ends = lines.filter(
          (line) =>
            line.kind === 'event' && (line.event.type === 'turn.completed' || line.event.type === 'turn.failed'),
        );
        const last = lines.at(-1)!;
        if (ends.length === 0) return [at(process, last, 'no event ends the turn; the last line is')];
        if (ends.length > 1) return ends.slice(1).map((line) => at(process, line, 'the turn ends again'));
        return last === ends[0] ? [] : [at(process, last, 'something follows the event that ends the turn')];
      }),
  },
  {
    id: 'exec/exit/agrees-with-terminal-event',
    clause: 'The exit code is 0 if and only if the turn completed.',
    level: 'must',
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/exec/tests/suite/server_error_exit.rs; sdk/typescript/src/exec.ts',
    },
    modes: EXEC,
    judge: (recording) =>
      eachProcess(recording.processes, (process) => {
        const end = terminalEvent(linesOf(process))?.type;
        const code = process.exit_code;
        if ((end === 'turn.completed') === (code === 0)) return [];
        const actual = code === null ? `killed by ${process.signal}` : `exit code ${code}`;
        const expected = end === 'turn.completed' ? 'exit code 0' : 'an exit code other than 0';
        return [
          {
            message: `process ${process.process} printed ${end ?? 'no event that ends a turn'}`,
            file: 'run.json',
            expected,
            actual,
          },
        ];
      }),
  },
  {
    id: 'exec/turn/completes',
    clause: 'A turn that the model answers ends with turn.completed.',
    level: 'must',
    authority: EVENTS,
    modes: EXEC,
    judge: (recording) =>
      eachProcess(recording.processes, (process) => {
        const end = terminalEvent(linesOf(process));
        if (end?.type === 'turn.completed') return [];
        const actual = end === null ? 'no terminal event' : `turn.failed: ${end.error.message}`;
        return [
          {
            message: `process ${process.process}`,
            file: fileOf(process, 'stdout'),
            expected: 'turn.completed',
            actual,
          },
        ];
      }),
  },
];

function notOneObject(line: ParsedLine): string | undefined {
  if (line.kind === 'not-json' || line.kind === 'truncated') return `not JSON: ${line.reason}`;
  if (line.kind === 'not-an-object') return 'JSON, but not an object';
  if (line.kind === 'blank') return 'an empty line';
  if (line.bom) return 'a byte order mark';
  return line.terminated ? undefined : 'the last line has no line feed';
}

/** Judges each process that printed something; one that printed nothing at all shows nothing. */
function eachProcess(processes: readonly ProcessRecord[], faultsOf: (process: ProcessRecord) => Evidence[]): Finding {
  const silent = processes.find((process) => linesOf(process).length === 0);
  if (processes.length === 0 || silent !== undefined) {
    return untestable(`process ${silent?.process ?? 1} printed nothing to stdout`);
  }
  return failIfAny(processes.flatMap(faultsOf), `holds for ${processes.length} of ${processes.length} processes`);
}
