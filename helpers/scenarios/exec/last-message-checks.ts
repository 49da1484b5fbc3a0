import type { Mutation } from '../../mutations/mutation.ts';
import { changeEachProcess, changeFiles, changeLastProcess, withoutOutput } from '../../mutations/recording.ts';
import { changeStdout } from '../../mutations/stdout.ts';
import { failIfAny, pass, untestable, type Check } from '../../checks/check.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { finalMessage } from '../../exec/transcript.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { fileOf, stderrFileOf } from '../../queries/process-files.ts';
import type { Recording } from '../../recording/recording.ts';
import { beside } from '../beside.ts';
import { EARLIER_ANSWER, FAILURES, LAST_FILE, LAST_WORDS } from './last-message.ts';

const isFinal: Check = {
  id: 'exec/last-message/is-final',
  clause:
    'The file for the last message holds the last message of the model, character by character, and nothing else.',
  level: 'must',
  authority: { kind: 'documented', reference: 'Codex documentation, Non-interactive mode: --output-last-message' },
  language: 'exec',
  needsModel: true,
  judge(recording) {
    const said = finalMessage(linesOf(recording.processes[0]!));
    if (said === null) return untestable('the stream has no message');
    const actual = keptText(recording);
    if (actual === said.text) return pass(1, 'file with the last message', { file: 'files.json' });
    const message = actual === undefined ? `${LAST_FILE} is missing` : `${LAST_FILE} has another text`;
    return failIfAny([{ message, file: 'files.json', expected: said.text, actual: actual ?? 'no file' }], 1, 'file');
  },
  unjudged: () => ({ 'no output': withoutOutput }),
  mutants: () => ({
    'writes no file': changeFiles(() => []),
    'writes an empty file': keeping(() => ''),
    'adds a line feed': keeping((kept) => `${kept}\n`),
    'writes all messages': keeping((kept) => `I look.\n${kept}`),
    'leaves what stood there behind it': keeping((kept) => `${kept}and a long one`),
  }),
};

const keptOnFailure: Check = {
  id: 'exec/last-message/kept-on-failure',
  clause: 'A turn that fails leaves the file for the last message as it was.',
  level: 'should',
  authority: {
    kind: 'source',
    reference:
      'openai/codex codex-rs/exec/src/event_processor_with_jsonl_output_tests.rs: failed_turn_does_not_overwrite',
  },
  language: 'exec',
  needsModel: true,
  judge(recording) {
    if (recording.processes.every(({ exit_code }) => exit_code === 0)) return untestable('the turn did not fail');
    const actual = keptText(recording);
    if (actual === EARLIER_ANSWER) return pass(1, 'file, as it was', { file: 'files.json' });
    const message = actual === undefined ? `${LAST_FILE} was removed` : `${LAST_FILE} was changed`;
    return failIfAny(
      [{ message, file: 'files.json', expected: EARLIER_ANSWER, actual: actual ?? 'no file' }],
      1,
      'file',
    );
  },
  mutants: () => ({
    'empties the file': keeping(() => ''),
    'removes the file': changeFiles(() => []),
    'writes what was said before the failure': keeping(() => 'I look.'),
  }),
  unjudged: () => ({ 'a turn that does not fail': changeEachProcess(() => ({ exit_code: 0 })) }),
};

const finalMessageOnly: Check = {
  id: 'exec/text/final-message-only',
  effects: ['exec --color'],
  clause: 'Without --json, stdout is the last message and a line feed; all else goes to stderr.',
  level: 'must',
  authority: {
    kind: 'documented',
    reference: 'Codex documentation, Non-interactive mode: only the final message is printed to stdout',
  },
  language: 'exec',
  judge({ processes }) {
    const expected = `${LAST_WORDS}\n`;
    const found = processes
      .filter(({ stdout }) => stdout !== expected)
      .map((process) => ({
        message: `process ${process.process}: stdout is not the last message`,
        file: fileOf(process, 'stdout'),
        expected,
        actual: process.stdout,
      }));
    return failIfAny(found, processes.length, 'processes, each with the last message alone on stdout');
  },
  mutants: () => ({
    'prints all messages': changeStdout((lines) => ['I looked.', ...lines]),
    'prints a banner': changeStdout((lines) => ['OpenAI Codex', ...lines]),
    'colours the message': changeLastProcess(() => ({ stdout: `\u001B[1m${LAST_WORDS}\u001B[0m\n` })),
    'leaves the line feed out': changeLastProcess(() => ({ stdout: LAST_WORDS })),
    'prints nothing': changeLastProcess(() => ({ stdout: '' })),
  }),
};

const failureOnStderr: Check = {
  id: 'exec/text/failure-on-stderr',
  clause:
    'Without --json, a turn that fails prints the error to stderr and nothing to stdout, and exits with the code of the same turn with --json, which is not 0.',
  level: 'must',
  authority: {
    kind: 'documented',
    reference: 'Codex documentation, Non-interactive mode: progress goes to stderr, the final message to stdout',
  },
  language: 'exec',
  judge({ processes }) {
    const found = FAILURES.flatMap(({ words }, index): Evidence[] => {
      const [json, plain] = [processes[2 * index], processes[2 * index + 1]];
      if (json === undefined || plain === undefined) return [];
      const at = (subject: string, file: string, expected: string, actual: string): Evidence => ({
        message: `process ${plain.process}: ${subject}`,
        file,
        expected,
        actual,
      });
      const isSame = plain.exit_code === json.exit_code && plain.exit_code !== 0;
      return [
        ...(isSame ? [] : [at('exit code', 'run.json', `${json.exit_code}, not 0`, String(plain.exit_code))]),
        ...(plain.stdout === '' ? [] : [at('stdout of a failed turn', fileOf(plain, 'stdout'), '', plain.stdout)]),
        ...(plain.stderr.includes(words) ? [] : [at('stderr', stderrFileOf(plain), words, plain.stderr)]),
      ];
    });
    if (processes.length < 2 * FAILURES.length) return untestable('not every turn was played with and without --json');
    return failIfAny(found, FAILURES.length, 'failed turns, each with its error on stderr alone');
  },
  mutants: () => ({
    'prints the message before the failure': changeLastProcess(() => ({ stdout: 'I look.\n' })),
    'fails in silence': changeLastProcess(() => ({ stderr: '' })),
    'exits with another code': changeLastProcess(() => ({ exit_code: 0 })),
  }),
  unjudged: () => ({ 'one process': (recording) => ({ ...recording, processes: recording.processes.slice(0, 1) }) }),
};

/** The last message, in a file or on stdout. */
export const lastMessageChecks = beside({
  'exec/last-message/two-messages': [isFinal],
  'exec/last-message/failed-turn': [keptOnFailure],
  'exec/text/for-people': [finalMessageOnly],
  'exec/text/failed-turns': [failureOnStderr, keptOnFailure],
});

function keptText({ files: kept }: Recording): string | undefined {
  return kept.find(({ place, path }) => place === 'workspace' && path === LAST_FILE)?.text;
}

function keeping(change: (kept: string) => string): Mutation {
  return changeFiles((all) =>
    all.map((file) => (file.text === undefined ? file : { ...file, text: change(file.text) })),
  );
}
