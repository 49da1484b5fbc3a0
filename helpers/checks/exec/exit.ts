import { changeEachProcess, changeLastProcess, withoutOutput } from '../../mutations/recording.ts';
import { changeEvents } from '../../mutations/stdout.ts';
import { terminalEvent } from '../../exec/transcript.ts';
import { failIfAny, notApplicable, untestable, type Check } from '../check.ts';
import { linesOf, silenceOf } from '../../queries/exec-lines.ts';
import { stderrFileOf } from '../../queries/process-files.ts';

const FAILED = { type: 'turn.failed', error: { message: 'stream disconnected' } };

const PROMPT_NOTICE = /^Reading (?:prompt|additional input) from stdin\.\.\.\r?$/;

/** The exit code of a process, and its stderr. */
export const exitChecks: readonly Check[] = [
  {
    id: 'exec/exit/agrees-with-terminal-event',
    clause: 'The exit code is 0 if and only if the turn completed.',
    level: 'must',
    assumes: ['event-stream', 'starts', 'turn-uncut'],
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/exec/tests/suite/server_error_exit.rs; sdk/typescript/src/exec.ts',
    },
    language: 'exec',
    judge({ processes }) {
      const silent = silenceOf(processes);
      if (silent !== undefined) return untestable(silent);
      const found = processes.flatMap((process) => {
        const end = terminalEvent(linesOf(process))?.type;
        const code = process.exit_code;
        if ((end === 'turn.completed') === (code === 0)) return [];
        const actual = code === null ? `killed by ${process.signal}` : `exit code ${code}`;
        const expected = end === 'turn.completed' ? 'exit code 0' : 'an exit code other than 0';
        return [
          {
            message: `process ${process.process}: ${actual} after ${end ?? 'no event that ends a turn'}`,
            file: 'run.json',
            expected,
            actual,
          },
        ];
      });
      return failIfAny(found, processes.length, 'exit codes agree with the end of the turn');
    },
    unjudged: () => ({ 'no output': withoutOutput }),
    mutants: () => ({
      'exits with 1 after a turn that completed': changeLastProcess(() => ({ exit_code: 1 })),
      'exits with 0 after a turn that failed': changeEvents('turn.completed', () => [FAILED]),
      'exits with 0 after a failure and with 1 otherwise': changeEachProcess(({ exit_code }) => ({
        exit_code: exit_code === 0 ? 1 : 0,
      })),
      'dies after a turn that completed': changeLastProcess(() => ({ exit_code: null, signal: 'SIGABRT' })),
      'exits with 0 in mid-turn': changeEvents('turn.completed', () => []),
    }),
  },
  {
    id: 'exec/stderr/quiet-on-success',
    clause: 'A process that exits with code 0 writes nothing to stderr, except that it reads the prompt from stdin.',
    level: 'may',
    assumes: ['event-stream', 'some-start', 'succeeds'],
    authority: { kind: 'observed', reference: 'versions from 0.61.0 to 0.169.0, with RUST_LOG=error' },
    language: 'exec',
    judge({ processes }) {
      const successful = processes.filter(({ exit_code }) => exit_code === 0);
      if (successful.length === 0) return notApplicable('no process exited with code 0');
      const found = successful.flatMap((process) => {
        const lines = process.stderr.split('\n');
        const at = lines.findIndex((line) => line.trim() !== '' && !PROMPT_NOTICE.test(line));
        if (at === -1) return [];
        return [
          {
            message: `process ${process.process}: text on stderr`,
            file: stderrFileOf(process),
            line: at + 1,
            actual: lines[at]!.trimEnd(),
          },
        ];
      });
      return failIfAny(found, successful.length, 'processes with exit code 0 and nothing on stderr');
    },
    unjudged: () => ({ 'no success': changeEachProcess(() => ({ exit_code: 1 })) }),
    mutants: () => ({
      'logs an error': changeEachProcess(() => ({ stderr: '2026-01-01T00:00:00Z ERROR codex_core: no rollout\n' })),
      'panics in the background': changeEachProcess(() => ({
        stderr: "Reading prompt from stdin...\nthread 'tokio' panicked at core/src/x.rs:1:1\n",
      })),
    }),
  },
];
