import { finalMessage } from '../exec/transcript.ts';
import type { ExpectedTurn, Recording } from '../recording/recording.ts';
import { linesOf } from './exec-view.ts';
import { wireReply } from './wire-view.ts';

/** What codex replied in a turn, as the user of its interface gets to see it; undefined if there was no reply. */
export function actualReply(recording: Recording, turn: ExpectedTurn): string | undefined {
  const process = recording.processes.find(({ process }) => process === turn.process);
  if (process === undefined) return undefined;
  return recording.mode === 'app_server' ? wireReply(process) : (finalMessage(linesOf(process)) ?? undefined);
}
