import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { failIfAny, notApplicable, untestable, type Check } from '../check.ts';
import { messagesOf, onWire, serverMessages } from '../../queries/wire-messages.ts';
import { README, sourceIn, testedIn } from './authorities.ts';
import { fieldsIn, fieldsOf, listIn, textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';

const NEVER = 'approval_policy="never"';

/** What holds for the turns of a recording, as far as more is needed to judge it than the wire. */
export const plainTurnChecks: readonly Check[] = [
  {
    id: 'app-server/item/user-message-is-prompt',
    clause: 'The item of the message of the user has the prompt as it was given.',
    level: 'must',
    assumes: ['reply-known', 'starts', 'plain-turns', 'has-turn'],
    authority: README,
    language: 'app-server',
    judge({ expected, processes }) {
      if (expected.turns.length === 0) return untestable('the scenario has no turn');
      const found = expected.turns.flatMap(({ turn, process, prompt }) => {
        const said = processes.filter((each) => each.process === process).flatMap(userTexts);
        if (said.includes(prompt)) return [];
        const message = `turn ${turn}: none of ${said.length} messages of the user is the prompt`;
        return [
          { message, file: 'wire.jsonl', expected: prompt, ...(said[0] === undefined ? {} : { actual: said[0] }) },
        ];
      });
      return failIfAny(found, `${expected.turns.length} turn with the prompt in the message of its user`);
    },
  },
  {
    id: 'app-server/approval/none-under-never',
    clause: 'Under the approval policy never the server asks for no approval.',
    level: 'must',
    assumes: ['starts'],
    authority: testedIn('v2/turn_start.rs: turn_start_exec_approval_toggle_v2'),
    language: 'app-server',
    judge(recording) {
      const processes = recording.processes.filter(({ argv }) => argv.includes(NEVER));
      if (processes.length === 0) {
        return notApplicable('no process ran under the approval policy never');
      }
      const sent = serverMessages({ ...recording, processes });
      if (sent.length === 0) return untestable('the server sent nothing');
      const found = sent.flatMap(({ process, message: { line, message } }) =>
        message.kind === 'request' && /approval$/i.test(message.method)
          ? [onWire(process, line, `${message.method} asks for an approval`)]
          : [],
      );
      return failIfAny(found, `${sent.length} messages of the server, no request for an approval`);
    },
  },
  {
    id: 'app-server/thread/session-file',
    clause: 'A thread that is not ephemeral and had a turn has a session file that is named by its id.',
    level: 'should',
    assumes: ['starts', 'session-per-thread', 'plain-turns', 'turn-ends', 'has-turn'],
    authority: sourceIn('rollout/src/recorder.rs: rollout-<time>-<thread id>.jsonl below sessions/'),
    language: 'app-server',
    needsModel: true,
    judge({ processes, files }) {
      const threads = processes.flatMap(persistentThreads);
      if (threads.length === 0) return untestable('no thread that is not ephemeral had a turn');
      const found = threads
        .filter((id) => !files.some((file) => file.place === 'codex_home' && isSessionOf(id, file)))
        .map((id) => ({
          message: 'the thread has no session file',
          file: 'files.json',
          expected: `rollout-…-${id}.jsonl`,
        }));
      return failIfAny(found, `${threads.length} thread with its session file`);
    },
  },
];

function userTexts(process: ProcessRecord): string[] {
  const read = turnEvents();
  return messagesOf(process).flatMap((message) => {
    const event = read(message);
    if (event?.kind !== 'item-completed' || event.type !== 'userMessage') return [];
    return listIn(event.item, 'content').flatMap((part) => textIn(fieldsOf(part), 'text') ?? []);
  });
}

/** The threads that were started on this wire, are not ephemeral and had a turn that ended. */
function persistentThreads(process: ProcessRecord): string[] {
  const read = turnEvents();
  const started = new Set<string>();
  const used = new Set<string>();
  for (const message of messagesOf(process)) {
    if (message.message.kind === 'response' && message.answers?.method === 'thread/start') {
      const thread = fieldsIn(fieldsOf(message.message.result), 'thread');
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
