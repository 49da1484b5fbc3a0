import { finalMessage } from '../exec/transcript.ts';
import type { ExpectedTurn, Recording } from '../recording/recording.ts';
import { languageOf } from '../recording/mode.ts';
import { linesOf } from './exec-lines.ts';
import { fileOf } from './process-files.ts';
import { wireReply } from './wire-messages.ts';

/** The reply of a turn and its place in the recording. */
interface ReplyPlace {
  readonly text: string | undefined;
  /** For evidence; empty for a process that was not recorded. */
  readonly where: { readonly file?: string; readonly line?: number };
}

/** The reply of codex in a turn, as its user sees it; undefined if there was none. */
export function actualReply(recording: Recording, turn: ExpectedTurn): string | undefined {
  return replyPlace(recording, turn).text;
}

/** The reply of codex in a turn, with its line in `stdout.jsonl` or `wire.jsonl`. */
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
