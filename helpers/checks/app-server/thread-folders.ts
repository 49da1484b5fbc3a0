import { messagesOf } from '../../queries/wire-messages.ts';
import type { Recording } from '../../recording/recording.ts';
import { objectOf } from '../../util/json-object.ts';
import { objectIn, textIn } from './fields.ts';

const BEGINNINGS: ReadonlySet<string> = new Set(['thread/start', 'thread/resume', 'thread/fork']);

/** The working folder of each thread, by the id of the thread, as the server reports it. */
export function foldersOfThreads({ processes }: Pick<Recording, 'processes'>): ReadonlyMap<string | null, string> {
  const folders = new Map<string | null, string>();
  for (const { from, message, answers } of processes.flatMap((process) => messagesOf(process))) {
    if (from !== 'server' || message.kind !== 'response' || !BEGINNINGS.has(answers?.method ?? '')) continue;
    const result = objectOf(message.result);
    const thread = objectIn(result, 'thread');
    const [id, folder] = [textIn(thread, 'id'), textIn(result, 'cwd') ?? textIn(thread, 'cwd')];
    if (id !== null && folder !== null) folders.set(id, folder);
  }
  return folders;
}
