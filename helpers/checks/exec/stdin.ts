import { terminalEvent } from '../../exec/transcript.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check, type CheckOutcome } from '../check.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { promptOf } from '../../queries/model-requests.ts';
import { askedBy, unasked } from '../../queries/exec-events.ts';

const STDIN_TESTS = { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/prompt_stdin.rs' } as const;

/** Where the prompt comes from. */
export const stdinChecks: readonly Check[] = [
  {
    id: 'exec/stdin/open-pipe-not-awaited',
    clause: 'With the prompt as an argument, a stdin that stays open and silent does not keep the turn from ending.',
    level: 'should',
    authority: { kind: 'observed', reference: 'versions up to 0.117.0; openai/codex#20919' },
    language: 'exec',
    scenarios: ['exec/stdin/open-pipe'],
    judge({ processes }) {
      if (processes.length === 0) return untestable('no process was recorded');
      const found = processes
        .filter((process) => process.ended_by !== 'itself' || terminalEvent(linesOf(process)) === null)
        .map((process) => ({
          message: `process ${process.process} ended no turn while stdin was open`,
          file: 'run.json',
          actual: process.stderr.trim() === '' ? process.ended_by : process.stderr.trim(),
        }));
      return failIfAny(found, `${processes.length} turns ended while stdin was open`);
    },
  },
  {
    id: 'exec/stdin/prompt-verbatim',
    clause: 'A prompt from stdin reaches the model as it is, with its blanks and line breaks.',
    level: 'must',
    authority: STDIN_TESTS,
    language: 'exec',
    scenarios: ['exec/stdin/prompt-from-stdin'],
    needsModel: true,
    judge: (recording) => prompts(recording, ({ stdin }, prompt) => prompt === stdin),
  },
  {
    id: 'exec/stdin/piped-text-reaches-model',
    clause: 'Text that is piped in beside a prompt reaches the model after the prompt, in a block <stdin>.',
    level: 'should',
    authority: STDIN_TESTS,
    language: 'exec',
    scenarios: ['exec/stdin/piped-beside-prompt'],
    needsModel: true,
    judge: (recording) =>
      prompts(recording, ({ argv, stdin }, prompt) => prompt === `${argv.at(-1)}\n\n<stdin>\n${stdin}</stdin>`),
  },
];

function prompts(
  recording: Recording,
  isRight: (process: ProcessRecord, prompt: string | undefined) => boolean,
): CheckOutcome {
  const missing = unasked(recording);
  if (missing !== undefined) return untestable(missing);
  const found = recording.processes.flatMap((process) => {
    const [first] = askedBy(recording, process);
    const prompt = promptOf(first!);
    if (isRight(process, prompt)) return [];
    return [{ message: `the prompt of process ${process.process}`, file: 'model.jsonl', actual: prompt ?? 'none' }];
  });
  return failIfAny(found, `${recording.processes.length} prompts, each as it has to be`);
}
