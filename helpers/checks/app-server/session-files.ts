import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import { sourceIn } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeLastCharacter } from '../../mutations/recording.ts';
import { changeResponse } from '../../mutations/wire.ts';
import { objectOf } from '../../util/json-object.ts';

/** Checks of the session files that persistent threads leave in CODEX_HOME. */
export const sessionFileChecks: readonly Check[] = [
  {
    id: 'app-server/thread/session-file',
    effects: ['thread/start'],
    clause: 'A persistent thread with a turn has a session file named by its id.',
    level: 'should',
    assumes: ['has-turn', 'turn-ends', 'session-per-thread'],
    authority: sourceIn('rollout/src/recorder.rs: rollout-<time>-<thread id>.jsonl below sessions/'),
    language: 'app-server',
    needsModel: true,
    judge({ processes, files }) {
      const threads = processes.flatMap(persistentThreads);
      if (threads.length === 0) return untestable('no persistent thread had a turn');
      const found = threads
        .filter((id) => !files.some((file) => file.place === 'codex_home' && isSessionOf(id, file)))
        .map((id) => ({
          message: 'no session file of the thread',
          file: 'files.json',
          expected: `rollout-…-${id}.jsonl`,
        }));
      return failIfAny(found, threads.length, 'persistent threads, each with its session file');
    },
    mutants: () => ({
      'writes no session file': files((list) => list.filter(({ path }) => !path.includes('rollout-'))),
      'names the session file by another id': files((list) =>
        list.map((file) => ({ ...file, path: file.path.replace(/\w(?=\.jsonl$)/, changeLastCharacter) })),
      ),
      'writes the session file elsewhere': files((list) => list.map((file) => ({ ...file, place: 'tmp' as const }))),
      'makes a folder of the session file': files((list) => list.map((file) => ({ ...file, kind: 'folder' as const }))),
    }),
    unjudged: () => ({
      'an ephemeral thread': changeResponse('thread/start', (answer) => [
        { ...answer, result: { thread: { ...(answer['result'] as { thread: object }).thread, ephemeral: true } } },
      ]),
      'a live run': (recording) => ({ ...recording, model_source: 'live', files: [] }),
    }),
  },
];

function persistentThreads(process: ProcessRecord): string[] {
  const read = turnEvents();
  const started = new Set<string>();
  const used = new Set<string>();
  for (const message of messagesOf(process)) {
    if (message.message.kind === 'response' && message.answers?.method === 'thread/start') {
      const thread = objectIn(objectOf(message.message.result), 'thread');
      const id = textIn(thread, 'id');
      if (id !== null && thread['ephemeral'] !== true) started.add(id);
    }
    const event = read(message);
    if (event?.kind === 'ended' && event.thread !== null) used.add(event.thread);
  }
  return [...started].filter((id) => used.has(id));
}

function isSessionOf(id: string, { kind, path }: Recording['files'][number]): boolean {
  return kind === 'file' && /^sessions\/(?:.*\/)?rollout-[^/]*\.jsonl$/.test(path) && path.endsWith(`-${id}.jsonl`);
}

function files(change: (files: Recording['files']) => Recording['files']): Mutation {
  return (recording) => ({ ...recording, files: change(recording.files) });
}
