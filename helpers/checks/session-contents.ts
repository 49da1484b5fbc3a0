import { changeFiles } from '../mutations/recording.ts';
import type { Mutation } from '../mutations/mutation.ts';
import { argumentsIn, isEphemeral } from '../queries/asked-settings.ts';
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
  /** The text of each item, after those of the thread from which this one was forked: new versions keep these once. */
  readonly kept: readonly string[];
}

/** How many texts were compared with a session file, and the first that it lacks. */
interface Comparison {
  readonly count: number;
  readonly found: readonly Evidence[];
}

const OUTPUT = 'output of ';

/** The contents of session files. */
export const sessionContentChecks: readonly Check[] = [
  sessionCheck(
    {
      id: 'run/session/conversation-kept',
      clause:
        'The session file of a thread holds, in order, each message, tool call and output that codex sends to the model, except the messages of the developer.',
      assumes: ['reaches-model', 'plain-turns', 'session-per-thread', 'sound-sessions'],
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
        'forgets the tool calls': changeConversations((items) =>
          items.filter((item) => !('call_id' in item) || 'output' in item),
        ),
        'forgets the outputs': changeConversations((items) => items.filter((item) => !('output' in item))),
      }),
    },
    'items of requests, all in the session file of their thread',
    (session, recording) =>
      uncompacted(recording, session).map((view) => {
        const sent = view.input.map(asText).filter((text) => text !== null);
        return compared(session, sent, `an item of the request in line ${view.line} of model.jsonl`);
      }),
  ),
  sessionCheck(
    {
      id: 'run/session/replies-kept',
      clause: 'The session file of a thread holds, in order, each message of the agent that codex reports.',
      assumes: [
        'event-stream',
        'reaches-model',
        'turn-ends',
        'plain-turns',
        'agent-messages',
        'session-per-thread',
        'sound-sessions',
      ],
      mutants: () => ({
        'forgets the last reply': changeConversations((items) => items.slice(0, -1)),
        'keeps the last reply as one of the user': changeConversations((items) => [
          ...items.slice(0, -1),
          { ...items.at(-1), role: 'user' },
        ]),
      }),
    },
    'messages of the agent, all in the session file of their thread',
    (session, { processes }) => {
      const reported = processes.flatMap((process) => messagesReported(process, session.thread));
      const texts = reported.map((text) => messageText('assistant', [text]));
      return [compared(session, texts, 'a message of the agent')];
    },
  ),
];

function sessionCheck(
  head: Pick<Check, 'id' | 'clause' | 'assumes' | 'mutants'>,
  about: string,
  compare: (session: Session, recording: Recording) => readonly Comparison[],
): Check {
  return {
    ...head,
    level: 'must',
    authority: { kind: 'source', reference: 'openai/codex codex-rs/rollout/src/recorder.rs: each response item' },
    needsModel: true,
    judge(recording) {
      const sessions = sessionsIn(recording);
      if (sessions.length === 0)
        return notApplicable('the contents of session files were not recorded', 'not-observed');
      const all = sessions.flatMap((session) => compare(session, recording));
      const count = all.reduce((sum, one) => sum + one.count, 0);
      return failIfAny(
        all.flatMap(({ found }) => found),
        count,
        about,
      );
    },
    unjudged: () => ({ 'contents that were not recorded': withoutConversations }),
  };
}

/** Compares texts with the items of a session file, in order. An output can be truncated in one of the two. */
function compared({ path, kept }: Session, texts: readonly string[], what: string): Comparison {
  let from = 0;
  for (const text of texts) {
    const isOutput = text.startsWith(OUTPUT);
    const at = kept.findIndex(
      (one, index) =>
        index >= from && (one === text || (isOutput && one.startsWith(OUTPUT) && isSameOutput(one, text))),
    );
    if (at === -1) {
      const evidence = { message: `${path} lacks ${what}`, file: 'files.json', expected: text };
      return { count: texts.length, found: [{ ...evidence, actual: kept[from] ?? 'no item' }] };
    }
    from = at + 1;
  }
  return { count: texts.length, found: [] };
}

function sessionsIn(recording: Recording): Session[] {
  const sources = forkedThreads(recording);
  const own = recording.files.flatMap(({ path, conversation }) => {
    const thread = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.jsonl$/.exec(path)?.[1];
    if (conversation === undefined || thread === undefined) return [];
    return [{ path, thread, kept: conversation.map(asText).filter((item) => item !== null) }];
  });
  return own.map((session) => {
    const source = own.find(({ thread }) => thread === sources.get(session.thread));
    return { ...session, kept: [...(source?.kept ?? []), ...session.kept] };
  });
}

/** The source thread of each fork, by the thread of the fork. */
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

/** The requests of a thread up to its first compaction, which replaces the conversation. Nothing is kept of an ephemeral turn. */
function uncompacted(recording: Recording, { thread }: Session): readonly RequestView[] {
  const kept = new Set(recording.processes.filter((one) => !isEphemeral(one)).map(({ process }) => process));
  const own = requestViews(recording).filter(
    (view) => threadOf(view) === thread && agentOf(view) === 'main' && kept.has(view.exchange.process),
  );
  const end = own.findIndex(isCompaction);
  return end === -1 ? own : own.slice(0, end);
}

function messagesReported(process: ProcessRecord, thread: string): string[] {
  if (process.wire.length === 0) {
    if (printedThreadId(process) !== thread || isEphemeral(process)) return [];
    return completedItems(process, 'agent_message').map(({ text }) => text);
  }
  return messagesOf(process).flatMap(({ from, message }) => {
    if (from === 'client' || message.kind !== 'notification' || message.method !== 'item/completed') return [];
    const { threadId, item } = objectOf(message.params);
    const { type, text } = objectOf(item);
    return threadId === thread && type === 'agentMessage' && typeof text === 'string' ? [text] : [];
  });
}

/** The text of an item, the same in requests and in session files; null for items that are not compared. */
function asText(value: unknown): string | null {
  const item = objectOf(value);
  const { role, content, call_id: call, name } = item;
  if (typeof role === 'string') {
    const texts =
      typeof content === 'string' ? [content] : listOf(content).map((part) => objectOf(part)['text'] ?? part);
    return role === 'developer' || role === 'system' ? null : messageText(role, texts);
  }
  if (typeof call !== 'string') return null;
  if ('output' in item) return `${OUTPUT}${call}: ${outputTexts(item).join('\n')}`;
  const given = item['arguments'] ?? item['input'] ?? item['action'];
  return `call ${call}: ${String(name)} ${typeof given === 'string' ? given : JSON.stringify(given)}`;
}

function messageText(role: string, texts: readonly unknown[]): string {
  return `${role}: ${texts.map((text) => (typeof text === 'string' ? text : JSON.stringify(text))).join('\n')}`;
}

function changeConversations(change: (items: readonly JsonObject[]) => readonly JsonObject[]): Mutation {
  return changeFiles((files) =>
    files.map((file) =>
      file.conversation === undefined ? file : { ...file, conversation: change(file.conversation.map(objectOf)) },
    ),
  );
}

/** The recording of a suite that did not record the contents of session files. */
const withoutConversations = changeFiles((files) => files.map(({ conversation: _kept, ...file }) => file));
