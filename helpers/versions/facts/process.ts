import { actualReply } from '../../queries/replies.ts';
import { printedThreadId } from '../../queries/thread-ids.ts';
import { processFiles, RUN_FILE } from '../../recording/folder-layout.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { oneOf } from './fact.ts';
import { normaliseText } from './normalise-text.ts';
import type { Context } from './context.ts';
import type { ProcessKey } from './fact-key.ts';

/** The level of a line as tracing prints it; codex itself prints `WARNING:`. */
const LEVEL = /\b(ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE)\b/;
const PANIC = /\bpanicked at\b/;

/** How a process ended, its survivors and its stderr. */
export function addProcessFacts(context: Context, recording: Recording, process: ProcessRecord): void {
  const here: ProcessKey = { area: 'process', process: process.process };
  const run = context.evidence(RUN_FILE);
  context.perScenario('outcome', { ...here, subject: 'exit-code' }, String(process.exit_code ?? 'none'), run);
  context.perScenario('outcome', { ...here, subject: 'signal' }, process.signal ?? 'none', run);
  context.perScenario('outcome', { ...here, subject: 'ended-by' }, process.ended_by, run);
  if (process.spawn_error !== null)
    context.perScenario('text', { ...here, subject: 'spawn-error' }, normaliseText(process.spawn_error), run);
  if (process.survivors.length > 0) {
    context.perScenario('outcome', { ...here, subject: 'survivors' }, oneOf(process.survivors.map(normaliseText)), run);
  }
  context.perScenario('outcome', { ...here, subject: 'thread' }, threadValue(recording, process), run);
  context.perScenario('cost', { ...here, subject: 'duration-ms' }, String(process.timing.duration_ms), run);
  addStderr(context, process, here);
}

/** The reply of each turn: `as expected`, or its text. */
export function addReplyFacts(context: Context, recording: Recording): void {
  for (const turn of recording.expected.turns) {
    const reply = actualReply(recording, turn);
    const value = reply === turn.expected_reply ? 'as expected' : reply === undefined ? 'none' : normaliseText(reply);
    const key: ProcessKey = {
      area: 'process',
      process: turn.process,
      role: 'reply of turn',
      subject: String(turn.turn),
    };
    context.perScenario('outcome', key, value, context.evidence(RUN_FILE));
  }
}

function threadValue(recording: Recording, process: ProcessRecord): string {
  const id = printedThreadId(process);
  if (id === null) return 'none';
  const first = recording.processes[0];
  if (first === undefined || first.process === process.process) return 'named';
  return printedThreadId(first) === id ? 'the first' : 'another';
}

function addStderr(context: Context, { process, stderr }: ProcessRecord, here: ProcessKey): void {
  const { stderr: file } = processFiles(process);
  const lines = stderr
    .split('\n')
    .map((text, index) => ({ text: normaliseText(text), line: index + 1 }))
    .filter(({ text }) => text !== '');
  context.perScenario(
    'outcome',
    { ...here, subject: 'stderr' },
    lines.length === 0 ? 'empty' : oneOf(lines.map(({ text }) => levelOf(text))),
    context.evidence(file),
  );
  for (const [text, all] of Map.groupBy(lines, ({ text }) => text)) {
    context.perScenario(
      'text',
      { ...here, role: 'stderr line', subject: text },
      levelOf(text),
      context.evidence(file, all[0]!.line),
    );
  }
}

function levelOf(text: string): string {
  if (PANIC.test(text)) return 'PANIC';
  const level = LEVEL.exec(text)?.[1];
  return level === undefined ? 'other' : level.replace(/ING$/, '');
}
