import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { failIfAny, notApplicable, untestable, type Check } from '../check.ts';
import { messagesOf, onWire, serverMessages } from '../../queries/wire-messages.ts';
import { README, sourceIn, testedIn } from './authorities.ts';
import { objectIn, listIn, textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';
import { another, answers, eachProcess, fromServer, type Mutation } from '../../mutations/mutations.ts';
import { itemsIn, notice, without } from '../../mutations/wire.ts';
import { objectOf } from '../../util/json-object.ts';

const NEVER = 'approval_policy="never"';

/** Checks of turns that need more of a recording than its wire. */
export const plainTurnChecks: readonly Check[] = [
  {
    id: 'app-server/item/user-message-is-prompt',
    clause: 'The userMessage item holds the prompt unchanged.',
    level: 'must',
    assumes: ['reply-known'],
    authority: README,
    language: 'app-server',
    judge({ expected, processes }) {
      if (expected.turns.length === 0) return untestable('the scenario has no turn');
      const found = expected.turns.flatMap(({ turn, process, prompt }) => {
        const said = processes.filter((each) => each.process === process).flatMap(userTexts);
        if (said.includes(prompt)) return [];
        const message = `turn ${turn}: none of ${said.length} userMessage items is the prompt`;
        return [
          { message, file: 'wire.jsonl', expected: prompt, ...(said[0] === undefined ? {} : { actual: said[0] }) },
        ];
      });
      return failIfAny(found, `${expected.turns.length} turn with its prompt in the userMessage item`);
    },
    mutants: () => ({
      'shows no message of the user': without(notice('item/completed', 'userMessage')),
      'shows another prompt': itemsIn('item/completed', 'userMessage', (item) => ({
        ...item,
        content: [{ type: 'text', text: 'What is 1 + 1?' }],
      })),
      'shows an empty message of the user': itemsIn('item/completed', 'userMessage', (item) => ({
        ...item,
        content: [],
      })),
      'shows the prompt in lower case': fromServer(notice('item/completed', 'userMessage'), (message) => [
        JSON.parse(JSON.stringify(message).replaceAll('What is', 'what is')) as typeof message,
      ]),
      'shows the prompt as one of the agent': itemsIn('item/completed', 'userMessage', (item) => ({
        ...item,
        type: 'agentMessage',
      })),
    }),
  },
  {
    id: 'app-server/approval/none-under-never',
    clause: 'Under the approval policy never, the server requests no approval.',
    level: 'must',
    assumes: ['no-approvals'],
    authority: testedIn('v2/turn_start.rs: turn_start_exec_approval_toggle_v2'),
    language: 'app-server',
    judge(recording) {
      const processes = recording.processes.filter(({ argv }) => argv.includes(NEVER));
      if (processes.length === 0) {
        return notApplicable('no process with the approval policy never');
      }
      const sent = serverMessages({ ...recording, processes });
      if (sent.length === 0) return untestable('the server sent nothing');
      const found = sent.flatMap(({ process, message: { line, message } }) =>
        message.kind === 'request' && /approval$/i.test(message.method)
          ? [onWire(process, line, `${message.method} requests an approval`)]
          : [],
      );
      return failIfAny(found, `${sent.length} messages of the server, no approval request`);
    },
    mutants: () => ({
      'asks whether a command may run': asking('item/commandExecution/requestApproval'),
      'asks whether a file may change': asking('item/fileChange/requestApproval'),
      'asks for more permissions': asking('item/permissions/requestApproval'),
      'asks in the old form': asking('execCommandApproval'),
    }),
    unjudged: () => ({ 'another policy': eachProcess(() => ({ argv: ['app-server'] })) }),
  },
  {
    id: 'app-server/thread/session-file',
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
      return failIfAny(found, `${threads.length} persistent threads, each with its session file`);
    },
    mutants: () => ({
      'writes no session file': files((list) => list.filter(({ path }) => !path.includes('rollout-'))),
      'names the session file by another id': files((list) =>
        list.map((file) => ({ ...file, path: file.path.replace(/\w(?=\.jsonl$)/, another) })),
      ),
      'writes the session file elsewhere': files((list) => list.map((file) => ({ ...file, place: 'tmp' as const }))),
      'makes a folder of the session file': files((list) => list.map((file) => ({ ...file, kind: 'folder' as const }))),
    }),
    unjudged: () => ({
      'an ephemeral thread': answers(2, (answer) => [
        { ...answer, result: { thread: { ...(answer['result'] as { thread: object }).thread, ephemeral: true } } },
      ]),
      'a live run': (recording) => ({ ...recording, model_source: 'live', files: [] }),
    }),
  },
];

function userTexts(process: ProcessRecord): string[] {
  const read = turnEvents();
  return messagesOf(process).flatMap((message) => {
    const event = read(message);
    if (event?.kind !== 'item-completed' || event.type !== 'userMessage') return [];
    return listIn(event.item, 'content').flatMap((part) => textIn(objectOf(part), 'text') ?? []);
  });
}

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

function asking(method: string): Mutation {
  return fromServer(notice('item/completed', 'agentMessage'), (message) => [
    { method, id: 0, params: message['params'] },
    message,
  ]);
}

function files(change: (files: Recording['files']) => Recording['files']): Mutation {
  return (recording) => ({ ...recording, files: change(recording.files) });
}
