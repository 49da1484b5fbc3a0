import { finalMessage } from '../exec/transcript.ts';
import type { ExpectedTurn, Recording } from '../recording/recording.ts';
import { languageOf } from '../recording/mode.ts';
import { linesOf } from './exec-lines.ts';
import { fileOf } from './process-files.ts';
import { wireReply } from './wire-messages.ts';

/** Where in a recording the reply of a turn is, or would be if there was one. */
interface ReplyPlace {
  readonly text: string | undefined;
  /** Where to read it, as evidence has it; empty for a process that was not recorded. */
  readonly where: { readonly file?: string; readonly line?: number };
}

/** What codex replied in a turn, as the user of its interface gets to see it; undefined if there was no reply. */
export function actualReply(recording: Recording, turn: ExpectedTurn): string | undefined {
  return replyPlace(recording, turn).text;
}

/** The same, with the line of `stdout.jsonl` or `wire.jsonl` that holds it. */
export function replyPlace({ mode, processes }: Recording, turn: ExpectedTurn): ReplyPlace {
  const process = processes.find(({ process }) => process === turn.process);
  if (process === undefined) return { text: undefined, where: {} };
  const onWire = languageOf(mode) === 'app-server';
  const file = fileOf(process, onWire ? 'wire' : 'stdout');
  const reply = onWire ? wireReply(process) : finalMessage(linesOf(process));
  return reply === null
    ? { text: undefined, where: { file } }
    : { text: reply.text, where: { file, line: reply.line } };
}
