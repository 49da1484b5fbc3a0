import { failIfAny, notApplicable, untestable, type Check } from '../check.ts';
import { printedThreadId } from '../../queries/thread-ids.ts';
import type { FileRecord, ProcessRecord } from '../../recording/recording.ts';

const EPHEMERAL_TESTS = { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/ephemeral.rs' } as const;

/** Whether and where a thread is kept. */
export const sessionChecks: readonly Check[] = [
  {
    id: 'exec/session/kept-under-thread-id',
    clause: 'A thread is kept in exactly one session file, whose name ends with the thread id.',
    level: 'must',
    assumes: ['starts', 'session-per-thread', 'event-stream'],
    authority: EPHEMERAL_TESTS,
    language: 'exec',
    needsModel: true,
    judge({ processes, files }) {
      const keeping = processes.filter((process) => !isEphemeral(process));
      if (keeping.length === 0) return notApplicable('each process was asked to keep no session');
      const threads = new Set(keeping.map(printedThreadId).filter((id) => id !== null));
      if (threads.size === 0) return untestable('no process named its thread');
      const kept = files.filter(isSession).map(({ path }) => path);
      const found = [...threads].flatMap((id) => {
        const own = kept.filter((path) => path.endsWith(`-${id}.jsonl`));
        if (own.length === 1) return [];
        return [
          {
            message: `${own.length} session files of the thread ${id}`,
            file: 'files.json',
            expected: '1',
            actual: kept.length === 0 ? 'no session file at all' : kept.join(', '),
          },
        ];
      });
      return failIfAny(found, `${threads.size} threads, each in one session file`);
    },
  },
  {
    id: 'exec/session/ephemeral-leaves-none',
    clause: 'With --ephemeral no session file is left.',
    level: 'must',
    assumes: ['starts', 'session-per-thread', 'event-stream'],
    authority: EPHEMERAL_TESTS,
    language: 'exec',
    needs: ['exec.flag.ephemeral'],
    needsModel: true,
    judge({ processes, files }) {
      if (processes.length === 0 || !processes.every(isEphemeral))
        return notApplicable('not every process was started with --ephemeral');
      const found = files.filter(isSession).map(({ path }) => ({
        message: 'a session file is left',
        file: 'files.json',
        actual: path,
      }));
      return failIfAny(found, `${processes.length} processes, and no session file`);
    },
  },
];

function isEphemeral({ argv }: ProcessRecord): boolean {
  return argv.includes('--ephemeral');
}

function isSession({ place, path, kind }: FileRecord): boolean {
  return place === 'codex_home' && kind === 'file' && /^sessions\/(?:.+\/)?rollout-[^/]*\.jsonl$/.test(path);
}
