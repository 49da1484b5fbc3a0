import { changeLastCharacter, changeEachProcess, changeFiles, addFile } from '../../mutations/recording.ts';
import { failIfAny, notApplicable, untestable, type Check } from '../check.ts';
import { isEphemeral } from '../../queries/asked-settings.ts';
import { printedThreadId } from '../../queries/thread-ids.ts';
import type { FileRecord } from '../../recording/recording.ts';

const EPHEMERAL_TESTS = { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/ephemeral.rs' } as const;

/** Session files of threads. */
export const sessionChecks: readonly Check[] = [
  {
    id: 'exec/session/kept-under-thread-id',
    clause: 'A thread has exactly one session file, whose name ends with the thread id.',
    level: 'must',
    assumes: ['event-stream', 'starts', 'session-per-thread'],
    authority: EPHEMERAL_TESTS,
    language: 'exec',
    needsModel: true,
    judge({ processes, files }) {
      const keeping = processes.filter((process) => !isEphemeral(process));
      if (keeping.length === 0) return notApplicable('each process has --ephemeral');
      const threads = new Set(keeping.map(printedThreadId).filter((id) => id !== null));
      if (threads.size === 0) return untestable('no process printed a thread id');
      const kept = files.filter(isSession).map(({ path }) => path);
      const found = [...threads].flatMap((id) => {
        const own = kept.filter((path) => path.endsWith(`-${id}.jsonl`));
        if (own.length === 1) return [];
        return [
          {
            message: `thread ${id}: ${own.length} session files, expected 1`,
            file: 'files.json',
            actual: kept.length === 0 ? 'no session file' : kept.join(', '),
          },
        ];
      });
      return failIfAny(found, threads.size, 'threads, each in one session file');
    },
    unjudged: () => ({
      'only ephemeral sessions': changeEachProcess(({ argv }) => ({ argv: [...argv, '--ephemeral'] })),
      'no thread id': withoutThread,
    }),
    mutants: () => ({
      'keeps no session': changeFiles((all) => all.filter((file) => !isSession(file))),
      'keeps the session under another id': changeFiles((all) =>
        all.map((file) =>
          isSession(file) ? { ...file, path: `${changeLastCharacter(file.path.slice(0, -6))}.jsonl` } : file,
        ),
      ),
      'keeps the session twice': changeFiles((all) => [
        ...all,
        ...all.filter(isSession).map((file) => ({ ...file, path: file.path.replace('sessions/', 'sessions/old/') })),
      ]),
      'keeps the session elsewhere': changeFiles((all) =>
        all.map((file) => (isSession(file) ? { ...file, place: 'home' } : file)),
      ),
    }),
  },
  {
    id: 'exec/session/ephemeral-leaves-none',
    effects: ['exec --ephemeral'],
    clause: 'With --ephemeral codex writes no session file.',
    level: 'must',
    assumes: ['ephemeral'],
    authority: EPHEMERAL_TESTS,
    language: 'exec',
    needs: ['exec.flag.ephemeral'],
    needsModel: true,
    judge({ processes, files }) {
      if (processes.length === 0 || !processes.every(isEphemeral))
        return notApplicable('a process was started without --ephemeral');
      const found = files.filter(isSession).map(({ path }) => ({
        message: 'a session file was written',
        file: 'files.json',
        actual: path,
      }));
      return failIfAny(found, processes.length, 'processes wrote no session file');
    },
    unjudged: () => ({ 'sessions that are kept': withoutThread }),
    mutants: () => ({
      'keeps the session all the same': addFile(
        'codex_home',
        'sessions/2026/01/02/rollout-2026-01-02T03-04-05-id.jsonl',
      ),
      'keeps a session in another folder': addFile('codex_home', 'sessions/rollout-id.jsonl'),
    }),
  },
];

function isSession({ place, path, kind }: FileRecord): boolean {
  return place === 'codex_home' && kind === 'file' && /^sessions\/(?:.+\/)?rollout-[^/]*\.jsonl$/.test(path);
}

const withoutThread = changeEachProcess(() => ({ stdout: '{"type":"turn.started"}\n', argv: ['exec', '--json', '-'] }));
