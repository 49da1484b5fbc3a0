import { changeRequestInput, withoutModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeLastProcess } from '../../mutations/recording.ts';
import { changeEvents } from '../../mutations/stdout.ts';
import { refusal } from '../../checks/exec/refusal.ts';
import { failIfAny, untestable, type Check, type CheckOutcome } from '../../checks/check.ts';
import { terminalEvent } from '../../exec/transcript.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { modelRequests, promptOf, unasked } from '../../queries/model-requests.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { beside } from '../beside.ts';

const STDIN_TESTS = { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/prompt_stdin.rs' } as const;

const openPipe: Check = {
  id: 'exec/stdin/open-pipe-not-awaited',
  clause: 'With the prompt as an argument, a stdin that stays open and silent does not keep the turn from ending.',
  level: 'should',
  authority: { kind: 'observed', reference: 'versions up to 0.117.0; openai/codex#20919' },
  language: 'exec',
  judge({ processes }) {
    const found = processes
      .filter((process) => process.ended_by !== 'itself' || terminalEvent(linesOf(process)) === null)
      .map((process) => ({
        message: `process ${process.process}: no turn ended while stdin was open`,
        file: 'run.json',
        actual: process.stderr.trim() === '' ? process.ended_by : process.stderr.trim(),
      }));
    return failIfAny(found, processes.length, 'turns ended while stdin was open');
  },
  mutants: () => ({
    'waits for the end of stdin': changeLastProcess(() => ({ ended_by: 'deadline', exit_code: null, stdout: '' })),
    'gives up in mid-turn': changeEvents('turn.completed', () => []),
  }),
};

const promptVerbatim: Check = {
  id: 'exec/stdin/prompt-verbatim',
  clause: 'A prompt from stdin reaches the model unchanged, with its blanks and line breaks.',
  level: 'must',
  authority: STDIN_TESTS,
  language: 'exec',
  needsModel: true,
  judge: (recording) => prompts(recording, ({ stdin }) => stdin ?? ''),
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'trims the prompt': prompted((text) => text.trim()),
    'adds a line break': prompted((text) => `${text}\n`),
  }),
};

const pipedText: Check = {
  id: 'exec/stdin/piped-text-reaches-model',
  clause: 'Text that is piped in beside a prompt reaches the model after the prompt, in a block <stdin>.',
  level: 'should',
  authority: STDIN_TESTS,
  language: 'exec',
  needsModel: true,
  judge: (recording) => prompts(recording, ({ argv, stdin }) => `${argv.at(-1)}\n\n<stdin>\n${stdin}</stdin>`),
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'leaves the text out': prompted((text) => text.split('\n')[0]!),
    'puts it before the prompt': prompted((text) => text.split('\n\n').toReversed().join('\n\n')),
    'puts it into no block': prompted((text) => text.replaceAll(/<\/?stdin>/g, '')),
  }),
};

/** The source of the prompt. */
export const stdinChecks = beside({
  'exec/stdin/open-pipe': [openPipe],
  'exec/stdin/prompt-from-stdin': [promptVerbatim],
  'exec/stdin/piped-beside-prompt': [pipedText],
  'exec/stdin/no-prompt': [
    refusal({
      id: 'exec/stdin/no-prompt-refused',
      clause:
        'Without a prompt, or with one that is not UTF-8, codex exits with a code other than 0 and sends the model nothing.',
      level: 'must',
      authority: {
        kind: 'source',
        reference: 'openai/codex codex-rs/exec/tests/suite/prompt_stdin.rs; codex-rs/exec/src/lib_tests.rs',
      },
    }),
  ],
});

function prompts(recording: Recording, expectedOf: (process: ProcessRecord) => string): CheckOutcome {
  const missing = unasked(recording);
  if (missing !== undefined) return untestable(missing);
  const found = recording.processes.flatMap((process) => {
    const [first] = modelRequests(recording, process.process);
    const [expected, actual] = [expectedOf(process), promptOf(first!) ?? 'none'];
    if (actual === expected) return [];
    return [{ message: `process ${process.process}: another prompt`, file: 'model.jsonl', expected, actual }];
  });
  return failIfAny(found, recording.processes.length, 'prompts reached the model');
}

function prompted(change: (text: string) => string): Mutation {
  return changeRequestInput((input) =>
    input.map((item) => {
      const [{ text }] = item['content'] as [{ text: string }];
      return { ...item, content: [{ type: 'input_text', text: change(text) }] };
    }),
  );
}
