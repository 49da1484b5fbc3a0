import { namedThreads } from '../app-server/threads.ts';
import { replyOfTurn, turnCompletions, type Reply, type TurnCompletion } from '../app-server/turn.ts';
import { readWire, type WireMessage } from '../app-server/wire.ts';
import type { ProcessRecord, Recording } from '../recording/recording.ts';
import { objectOf, type JsonObject } from '../util/json-object.ts';
import { fileOf } from './process-files.ts';

const read = new WeakMap<ProcessRecord, readonly WireMessage[]>();

/** The messages of a process's wire. Parsed once for all checks. */
export function messagesOf(process: ProcessRecord): readonly WireMessage[] {
  const known = read.get(process);
  if (known !== undefined) return known;
  const messages = readWire(process.wire);
  read.set(process, messages);
  return messages;
}

/** All messages of servers, each with its process. */
export function serverMessages(
  recording: Pick<Recording, 'processes'>,
): { process: ProcessRecord; message: WireMessage }[] {
  return recording.processes.flatMap((process) =>
    messagesOf(process)
      .filter(({ from }) => from === 'server')
      .map((message) => ({ process, message })),
  );
}

/** The result of `initialize` with its line in the wire; null if the server did not respond with one. */
export function initializeResult(process: ProcessRecord): { readonly line: number; readonly value: JsonObject } | null {
  for (const { from, line, message, answers } of messagesOf(process)) {
    if (from === 'server' && message.kind === 'response' && answers?.method === 'initialize')
      return { line, value: objectOf(message.result) };
  }
  return null;
}

/** The first turn/completed; undefined if no turn ended. */
export function firstCompletion({ wire }: ProcessRecord): TurnCompletion | undefined {
  return turnCompletions(wire)[0];
}

/** The reply of the first turn that ended; null if there was none. */
export function wireReply(process: ProcessRecord): Reply | null {
  const end = firstCompletion(process);
  if (end === undefined) return null;
  return replyOfTurn(process.wire, end.threadId ?? namedThreads(process.wire)[0]?.id ?? '', end.id);
}

/** Evidence that points at a line of the wire. */
export function onWire(process: ProcessRecord, line: number, message: string) {
  const text = process.wire[line - 1]?.text;
  return { message, file: fileOf(process, 'wire'), line, ...(text === undefined ? {} : { actual: text }) };
}
