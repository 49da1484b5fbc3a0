import { inSequence } from '../mutations/mutation.ts';
import { changeLastProcess, changeExpectedTurns } from '../mutations/recording.ts';
import { changeEvents } from '../mutations/stdout.ts';
import { changeNotifications } from '../mutations/wire.ts';
import type { ProcessRecord } from '../recording/recording.ts';
import { createSanitiser } from '../recording/sanitise.ts';
import { failIfAny, notApplicable, type Check } from './check.ts';
import { fileOf, stderrFileOf } from '../queries/process-files.ts';
import type { Evidence } from './verdict.ts';

/** In parts, so that no scanner takes them for real ones. */
const TOKEN = [
  'eyJhbGciOiJIUzI1NiJ9',
  'eyJzdWIiOiIxMjM0NTY3ODkwIn0',
  'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
].join('.');
const KEY = ['sk', 'proj', 'Z3vT9qLm4XcW8nRb2KdYp6HsJ1fGaEuN'].join('-');
const REDACTED = '<REDACTED>';

/** Decides what is a credential, so that a raw recording is judged like a sanitised one. */
const sanitiser = createSanitiser({ paths: [], secrets: [] });

/** Credentials in the output of processes. */
export const secretChecks: readonly Check[] = [
  {
    id: 'run/output/no-credentials',
    clause: 'No text that looks like a credential is printed, unless the scenario itself has one.',
    level: 'should',
    authority: { kind: 'observed', reference: 'versions from 0.61.0 to 0.169.0' },
    judge(recording) {
      const { expected, processes } = sanitiser.recording({ ...recording, model: [] });
      if (expected.turns.some(({ prompt, expected_reply }) => `${prompt}${expected_reply}`.includes(REDACTED)))
        return notApplicable('the scenario itself has text that looks like a credential');
      return failIfAny(processes.flatMap(credentials), printedLines(processes), 'printed lines without a credential');
    },
    unjudged: () => ({
      'a prompt with a credential': changeExpectedTurns((all) =>
        all.map((turn) => ({ ...turn, prompt: 'Is <REDACTED> a key?' })),
      ),
      'a reply with one that no recorder took out': changeExpectedTurns((all) =>
        all.map((turn) => ({ ...turn, expected_reply: `Bearer ${TOKEN}` })),
      ),
    }),
    mutants: () => ({
      'logs a credential': changeLastProcess(() => ({ stderr: 'ERROR\nOPENAI_API_KEY=<REDACTED>\n' })),
      'logs one that no recorder took out': changeLastProcess(() => ({ stderr: `OPENAI_API_KEY=${KEY}\n` })),
      'prints a credential': inSequence(
        changeEvents('thread.started', (event) => [{ ...event, token: '<REDACTED>' }]),
        changeNotifications('thread/started', (params) => [{ ...params, token: '<REDACTED>' }]),
      ),
    }),
  },
];

function credentials(process: ProcessRecord): Evidence[] {
  const wire = process.wire.map(({ from, text }) => (from === 'server' ? text : ''));
  return [
    ...redacted(fileOf(process, 'stdout'), process.stdout.split('\n')),
    ...redacted(fileOf(process, 'wire'), wire),
    ...redacted(stderrFileOf(process), process.stderr.split('\n')),
  ];
}

function printedLines(processes: readonly ProcessRecord[]): number {
  const lines = processes.flatMap(({ stdout, stderr, wire }) => [
    ...`${stdout}\n${stderr}`.split('\n').filter((line) => line !== ''),
    ...wire.filter(({ from }) => from === 'server'),
  ]);
  return lines.length;
}

function redacted(file: string, lines: readonly string[]): Evidence[] {
  return lines.flatMap((text, index) =>
    text.includes(REDACTED)
      ? [{ message: 'text that looks like a credential', file, line: index + 1, actual: text }]
      : [],
  );
}
