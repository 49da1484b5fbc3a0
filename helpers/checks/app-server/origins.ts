import { changeLastObject } from '../../mutations/wire-objects.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeResponse } from '../../mutations/wire.ts';
import { initializeResult, messagesOf, onWire } from '../../queries/wire-messages.ts';
import { threadObjects } from '../../queries/wire-objects.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README, sourceIn } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';
import { fieldFault } from './object-agreement.ts';

/** Where a thread comes from and lies: the binary, the client, the folder. */
export const originChecks: readonly Check[] = [
  {
    id: 'app-server/thread/version-of-binary',
    clause: 'The cliVersion of a thread is the version of the binary that created it.',
    level: 'must',
    assumes: ['threads'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const threads = threadObjects(recording).filter(({ value }) => 'cliVersion' in value);
      const expected = recording.codex.version;
      const found = threads
        .filter(({ value }) => value['cliVersion'] !== expected)
        .map((thread) => fieldFault(thread, 'cliVersion', { expected, actual: thread.value['cliVersion'] }));
      return failIfAny(found, threads.length, 'threads with the version of the binary');
    },
    mutants: () => ({
      'reports another version': inLast('cliVersion', () => '0.0.0'),
      'reports no version': inLast('cliVersion', () => ''),
    }),
  },
  {
    id: 'app-server/thread/path-of-session-file',
    clause:
      'The path of a thread names a file below sessions in CODEX_HOME, or archived_sessions while it is archived, by the id of the thread and its date.',
    level: 'should',
    assumes: ['threads'],
    authority: sourceIn('rollout/src/recorder.rs: rollout-<time>-<thread id>.jsonl below sessions/'),
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const threads = threadObjects(recording).filter(({ value }) => typeof value['path'] === 'string');
      const found = threads.flatMap((thread): Evidence[] => {
        const { process, line, id, value } = thread;
        const home = homeOf(process) ?? '(.*)';
        const name = String.raw`rollout-(\d{4})-(\d\d)-(\d\d)T\d\d-\d\d-\d\d-${id}(?:_[0-9a-f-]{36})?\.jsonl`;
        const path = String(value['path']);
        const [, year, month, day] = new RegExp(`${name}$`).exec(path) ?? [];
        const folder = isArchived(recording, process, line, id)
          ? 'archived_sessions'
          : `sessions/${year}/${month}/${day}`;
        const [file] = new RegExp(`${name}$`).exec(path) ?? [];
        const expected = `${home}/${folder}/${file ?? `rollout-…-${id}.jsonl`}`;
        const isExpected =
          file !== undefined && (home === '(.*)' ? path.endsWith(`/${folder}/${file}`) : path === expected);
        const isKept = value['ephemeral'] === true || file === undefined || keepsOrNeverUsed(recording, id, file);
        if (isExpected && isKept) return [];
        return [fieldFault(thread, 'path', { expected, actual: path })];
      });
      return failIfAny(found, threads.length, 'paths of session files');
    },
    mutants: () => ({
      'names another folder': inLast('path', (path) => String(path).replace('sessions/', 'threads/')),
      'names another file': inLast('path', (path) => `${String(path)}.old`),
    }),
  },
  {
    id: 'app-server/handshake/platform',
    clause: 'platformFamily is windows if platformOs is windows, else unix; platformOs is a name that Rust defines.',
    level: 'must',
    authority: { kind: 'documented', reference: 'std::env::consts::OS and FAMILY of Rust' },
    language: 'app-server',
    judge({ processes }) {
      const judged = processes.flatMap((process) => {
        const result = initializeResult(process);
        return result !== null && 'platformOs' in result.value ? [{ process, ...result }] : [];
      });
      const found = judged.flatMap(({ process, line, value }): Evidence[] => {
        const [family, system] = [value['platformFamily'], String(value['platformOs'])];
        if (SYSTEMS.has(system) && family === (system === 'windows' ? 'windows' : 'unix')) return [];
        return [
          {
            ...onWire(process, line, 'platform'),
            expected: [...SYSTEMS].join(', '),
            actual: `${String(family)} ${system}`,
          },
        ];
      });
      return failIfAny(found, judged.length, 'responses to initialize with a known platform');
    },
    mutants: () => ({
      'reports another family': inInitialize(({ platformFamily }) => ({
        platformFamily: platformFamily === 'unix' ? 'windows' : 'unix',
      })),
      'reports an unknown system': inInitialize(() => ({ platformOs: 'linus' })),
    }),
  },
];

const SYSTEMS: ReadonlySet<string> = new Set(['linux', 'macos', 'windows', 'freebsd', 'openbsd', 'netbsd', 'android']);

function homeOf(process: ProcessRecord): string | null {
  return textIn(initializeResult(process)?.value ?? {}, 'codexHome');
}

/** Whether the client had a thread archived before a line, and not since unarchived. */
function isArchived({ processes }: Recording, process: ProcessRecord, line: number, id: string): boolean {
  const moves = processes
    .filter((one) => one.process <= process.process)
    .flatMap((one) =>
      messagesOf(one).flatMap(({ line: at, message, answers }) => {
        const isBefore = one.process < process.process || at <= line;
        if (!isBefore || message.kind !== 'response' || objectOf(answers?.params)['threadId'] !== id) return [];
        return /^thread\/(?:un)?archive$/.test(answers?.method ?? '') ? [answers!.method] : [];
      }),
    );
  return moves.at(-1) === 'thread/archive';
}

/** True for a file that was kept, and for the thread of a turn that was never started. */
function keepsOrNeverUsed({ files, processes }: Recording, id: string, file: string): boolean {
  if (files.some(({ path }) => path.endsWith(`/${file}`))) return true;
  const messages = processes.flatMap(messagesOf);
  const isDeleted = messages.some(
    ({ message, answers }) =>
      message.kind === 'response' && answers?.method === 'thread/delete' && objectOf(answers.params)['threadId'] === id,
  );
  const isUsed = messages.some(
    ({ message }) =>
      message.kind === 'notification' &&
      message.method === 'turn/completed' &&
      objectOf(message.params)['threadId'] === id,
  );
  return isDeleted || !isUsed;
}

function inLast(field: string, change: (value: unknown) => unknown): Mutation {
  return changeLastObject(
    (recording) => threadObjects(recording).filter(({ value }) => typeof value[field] === 'string'),
    (thread) => ({ ...thread, [field]: change(thread[field]) }),
  );
}

function inInitialize(change: (result: JsonObject) => JsonObject): Mutation {
  return changeResponse(1, (response) => {
    const result = objectIn(response, 'result');
    return [{ ...response, result: { ...result, ...change(result) } }];
  });
}
