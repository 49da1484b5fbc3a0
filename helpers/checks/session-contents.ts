import { changeFiles } from '../mutations/recording.ts';
import type { Mutation } from '../mutations/mutation.ts';
import { argumentsIn } from '../queries/asked-settings.ts';
import { outputTexts } from '../queries/called-tools.ts';
import { completedItems } from '../queries/exec-events.ts';
import { agentOf, isCompaction, requestViews, threadOf, type RequestView } from '../queries/request-views.ts';
import { printedThreadId } from '../queries/thread-ids.ts';
import { messagesOf } from '../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../recording/recording.ts';
import { listOf, objectOf, type JsonObject } from '../util/json-object.ts';
import { failIfAny, notApplicable, type Check } from './check.ts';
import { isSameOutput } from './exec/same-output.ts';
import type { Evidence } from './verdict.ts';

/** A session file whose conversation was recorded. */
interface Session {
  readonly path: string;
  readonly thread: string;
  /** Each item as one text, after those of the thread from which this one was forked: new versions keep these once. */
  readonly kept: readonly string[];
}

const OUTPUT = 'output of ';

/** What session files hold. */
export const sessionContentChecks: readonly Check[] = [
  {
    id: 'run/session/conversation-kept',
    clause:
      'The session file of a thread holds all that the model was told: each message, each call of a tool and each output, in order.',
    level: 'must',
    assumes: ['reaches-model', 'plain-turns', 'session-per-thread', 'sound-sessions'],
    authority: { kind: 'source', reference: 'openai/codex codex-rs/rollout/src/recorder.rs: each response item' },
    needsModel: true,
    judge(recording) {
      const sessions = sessionsIn(recording);
      if (sessions.length === 0)
        return notApplicable('the contents of session files were not recorded', 'not-observed');
      const compared = sessions.map((session) =>
        uncompacted(recording, session).map((view) => {
          const told = view.input.map(inWords).filter((item) => item !== null);
          return { session, view, told, missing: misplaced(told, session.kept)[0] };
        }),
      );
      const found = compared.flat().flatMap(({ session, view, missing }): Evidence[] =>
        missing === undefined
          ? []
          : [
              {
                message: `${session.path} lacks an item of the request in line ${view.line} of model.jsonl`,
                file: 'files.json',
                expected: missing,
                actual: session.kept.join('\n') || 'no item',
              },
            ],
      );
      const count = compared.flat().reduce((sum, { told }) => sum + told.length, 0);
      return failIfAny(found, count, 'items of requests, all in the session file of their thread');
    },
    unjudged: () => ({ 'contents that were not recorded': withoutConversations }),
    mutants: () => ({
      'keeps nothing': changeConversations(() => []),
      'forgets the first message': changeConversations((items) => items.slice(1)),
      'alters a text': changeConversations((items) =>
        items.map((item) => JSON.parse(JSON.stringify(item).replace(/"text":"/, '"text":"_')) as JsonObject),
      ),
      'exchanges the first two items': changeConversations((items) => [
        ...items.slice(0, 2).toReversed(),
        ...items.slice(2),
      ]),
    }),
  },
  {
    id: 'run/session/replies-kept',
    clause: 'The session file of a thread holds each message of the agent that codex reported, in order.',
    level: 'must',
    assumes: [
      'event-stream',
      'reaches-model',
      'turn-ends',
      'plain-turns',
      'agent-messages',
      'session-per-thread',
      'sound-sessions',
    ],
    authority: { kind: 'source', reference: 'openai/codex codex-rs/rollout/src/recorder.rs: each response item' },
    needsModel: true,
    judge(recording) {
      const sessions = sessionsIn(recording);
      if (sessions.length === 0)
        return notApplicable('the contents of session files were not recorded', 'not-observed');
      const compared = sessions.map((session) => ({
        session,
        said: recording.processes
          .flatMap((process) => messagesReported(process, session.thread))
          .map((text) => saying('assistant', [text])),
      }));
      const found = compared.flatMap(({ session, said }) =>
        misplaced(said, session.kept).map((expected) => ({
          message: `${session.path} lacks a message of the agent`,
          file: 'files.json',
          expected,
          actual: session.kept.join('\n') || 'no item',
        })),
      );
      const count = compared.reduce((sum, { said }) => sum + said.length, 0);
      return failIfAny(found, count, 'messages of the agent, all in the session file of their thread');
    },
    unjudged: () => ({ 'contents that were not recorded': withoutConversations }),
    mutants: () => ({
      'forgets the last reply': changeConversations((items) => items.slice(0, -1)),
      'keeps the last reply as one of the user': changeConversations((items) => [
        ...items.slice(0, -1),
        { ...items.at(-1), role: 'user' },
      ]),
    }),
  },
];

function sessionsIn(recording: Recording): Session[] {
  const sources = forkedThreads(recording);
  const own = recording.files.flatMap(({ path, conversation }) => {
    const thread = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.jsonl$/.exec(path)?.[1];
    if (conversation === undefined || thread === undefined) return [];
    return [{ path, thread, kept: conversation.map(inWords).filter((item) => item !== null) }];
  });
  return own.map((session) => {
    const source = own.find(({ thread }) => thread === sources.get(session.thread));
    return { ...session, kept: [...(source?.kept ?? []), ...session.kept] };
  });
}

/** The thread from which each fork was made, by the thread of the fork. */
function forkedThreads({ processes }: Recording): ReadonlyMap<string, string> {
  const forks = processes.flatMap((process): [string, string][] => {
    const [, command, source] = argumentsIn(process.argv);
    if (process.wire.length === 0) {
      const thread = printedThreadId(process);
      return command === 'fork' && thread !== null && source !== undefined ? [[thread, source]] : [];
    }
    return messagesOf(process).flatMap(({ from, message, answers }): [string, string][] => {
      if (from === 'client' || message.kind !== 'response' || answers?.method !== 'thread/fork') return [];
      const { id } = objectOf(objectOf(message.result)['thread']);
      const { threadId } = objectOf(answers.params);
      return typeof id === 'string' && typeof threadId === 'string' ? [[id, threadId]] : [];
    });
  });
  return new Map(forks);
}

/** The requests of a thread up to its first compaction, which replaces the conversation. */
function uncompacted(recording: Recording, { thread }: Session): readonly RequestView[] {
  const own = requestViews(recording).filter((view) => threadOf(view) === thread && agentOf(view) === 'main');
  const end = own.findIndex(isCompaction);
  return end === -1 ? own : own.slice(0, end);
}

function messagesReported(process: ProcessRecord, thread: string): string[] {
  if (process.wire.length === 0) {
    if (printedThreadId(process) !== thread || process.argv.includes('review')) return [];
    return completedItems(process, 'agent_message').map(({ text }) => text);
  }
  return messagesOf(process).flatMap(({ from, message }) => {
    if (from === 'client' || message.kind !== 'notification' || message.method !== 'item/completed') return [];
    const { threadId, item } = objectOf(message.params);
    const { type, text } = objectOf(item);
    return threadId === thread && type === 'agentMessage' && typeof text === 'string' ? [text] : [];
  });
}

/** What an item of a conversation says, as one text, equal in requests and in session files; null for other items. */
function inWords(value: unknown): string | null {
  const item = objectOf(value);
  const { role, content, call_id: call, name } = item;
  if (typeof role === 'string') {
    const texts =
      typeof content === 'string' ? [content] : listOf(content).map((part) => objectOf(part)['text'] ?? part);
    return role === 'developer' || role === 'system' ? null : saying(role, texts);
  }
  if (typeof call !== 'string') return null;
  if ('output' in item) return `${OUTPUT}${call}: ${outputTexts(item).join('\n')}`;
  const given = item['arguments'] ?? item['input'] ?? item['action'];
  return `call ${call}: ${String(name)} ${typeof given === 'string' ? given : JSON.stringify(given)}`;
}

function saying(role: string, texts: readonly unknown[]): string {
  return `${role}: ${texts.map((text) => (typeof text === 'string' ? text : JSON.stringify(text))).join('\n')}`;
}

/** The texts that are missing in a list, or stand before an earlier one. An output can be cut shorter in one of the two. */
function misplaced(texts: readonly string[], list: readonly string[]): string[] {
  let from = 0;
  return texts.filter((text) => {
    const isOutput = text.startsWith(OUTPUT);
    const at = list.findIndex(
      (one, index) =>
        index >= from && (one === text || (isOutput && one.startsWith(OUTPUT) && isSameOutput(one, text))),
    );
    if (at !== -1) from = at + 1;
    return at === -1;
  });
}

function changeConversations(change: (items: readonly JsonObject[]) => readonly JsonObject[]): Mutation {
  return changeFiles((files) =>
    files.map((file) =>
      file.conversation === undefined ? file : { ...file, conversation: change(file.conversation.map(objectOf)) },
    ),
  );
}

/** The recording of a suite that did not note what session files hold. */
const withoutConversations = changeFiles((files) => files.map(({ conversation: _kept, ...file }) => file));
