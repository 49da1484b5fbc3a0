import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check, type CheckOutcome } from '../check.ts';
import { fileOf } from '../../queries/process-files.ts';
import type { Authority, Evidence } from '../verdict.ts';

/** What a clause on one scenario says. */
type Clause = Pick<Check, 'id' | 'clause' | 'level'> & { readonly scenario: string; readonly reference: string };

/** What codex must not take, so that a program learns of its mistake: nothing is asked of the model, and the exit code is not 0. */
export const refusalChecks: readonly Check[] = [
  refused('source', {
    id: 'exec/stdin/no-prompt-refused',
    clause:
      'Without a prompt, or with one that is no UTF-8, codex exits with a code other than 0 and asks the model nothing.',
    level: 'must',
    scenario: 'exec/stdin/no-prompt',
    reference: 'openai/codex codex-rs/exec/tests/suite/prompt_stdin.rs; codex-rs/exec/src/lib_tests.rs',
  }),
  refused('source', {
    id: 'exec/schema/unreadable-refused',
    clause: 'A schema that cannot be read ends codex with a code other than 0 before the model is asked.',
    level: 'must',
    scenario: 'exec/schema/unreadable',
    reference: 'openai/codex codex-rs/exec/src/lib.rs: load_output_schema',
  }),
  refused('source', {
    id: 'exec/config/invalid-refused',
    clause: 'A configuration that is not valid ends codex with a code other than 0 before the model is asked.',
    level: 'must',
    scenario: 'exec/config/refused',
    reference: 'openai/codex codex-rs/exec/src/lib.rs: "Error loading config.toml"',
  }),
  refused('documented', {
    id: 'exec/flags/repository-required',
    clause: 'Outside a repository, and without --skip-git-repo-check, codex exits with a code other than 0.',
    level: 'must',
    scenario: 'exec/flags/outside-repository',
    reference: 'Codex documentation, Non-interactive mode: commands must run inside a Git repository',
  }),
  refused('source', {
    id: 'exec/resume/unknown-thread-refused',
    clause: 'A thread that there is not cannot be continued: codex exits with a code other than 0 and begins no other.',
    level: 'must',
    scenario: 'exec/resume/unknown-id',
    reference: 'openai/codex codex-rs/exec/src/lib.rs: thread/resume fails with "no rollout found for thread id"',
  }),
  refused(
    'source',
    {
      id: 'exec/resume/ephemeral-thread-refused',
      clause:
        'A thread that was not kept cannot be continued: codex exits with a code other than 0 and begins no other.',
      level: 'must',
      scenario: 'exec/resume/ephemeral-thread',
      reference: 'openai/codex codex-rs/exec/tests/suite/ephemeral.rs',
    },
    { needs: ['exec.flag.ephemeral'], of: (processes) => processes.slice(1) },
  ),
  refused('source', {
    id: 'exec/mcp/required-server-refused',
    clause:
      'If a server that has to be there cannot be started, codex exits with a code other than 0 before the model is asked.',
    level: 'must',
    scenario: 'exec/mcp/required-server-fails',
    reference: 'openai/codex codex-rs/exec/tests/suite/mcp_required_exit.rs',
  }),
  {
    id: 'exec/flags/usage-error-is-2',
    clause: 'A command line that codex does not understand ends it with exit code 2 and nothing on stdout.',
    level: 'should',
    authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/src/cli.rs: clap exits with 2' },
    language: 'exec',
    scenarios: ['exec/flags/refused'],
    judge({ processes }) {
      if (processes.length === 0) return untestable('no process was recorded');
      const found = processes.flatMap((process): Evidence[] => {
        const { exit_code, stdout } = process;
        if (exit_code === 2 && stdout === '') return [];
        const file = exit_code === 2 ? fileOf(process, 'stdout') : 'run.json';
        return [
          { message: `process ${process.process} takes it otherwise`, file, expected: '2', actual: String(exit_code) },
        ];
      });
      return failIfAny(found, `${processes.length} command lines, each refused with exit code 2`);
    },
  },
];

/** A clause by which each process, or some of them, has to refuse. */
function refused(
  kind: Authority['kind'],
  { id, clause, level, scenario, reference }: Clause,
  { needs = [], of = (processes) => processes }: Narrowed = {},
): Check {
  return {
    id,
    clause,
    level,
    authority: { kind, reference },
    language: 'exec',
    scenarios: [scenario],
    needs,
    needsModel: true,
    judge: (recording) => refusalOf(recording, of(recording.processes)),
  };
}

interface Narrowed {
  readonly needs?: Check['needs'];
  /** The processes that have to refuse. @default all */
  readonly of?: (processes: readonly ProcessRecord[]) => readonly ProcessRecord[];
}

function refusalOf({ model }: Recording, processes: readonly ProcessRecord[]): CheckOutcome {
  if (processes.length === 0) return untestable('no process that has to refuse was recorded');
  const found = processes.flatMap(({ process, exit_code, ended_by }): Evidence[] => {
    const asked = model.findIndex((exchange) => exchange.process === process && exchange.method === 'POST');
    return [
      ...(ended_by !== 'itself' ? [{ message: `process ${process} does not end`, file: 'run.json' }] : []),
      ...(exit_code === 0 ? [{ message: `process ${process} exits with code 0`, file: 'run.json' }] : []),
      ...(asked === -1 ? [] : [{ message: `process ${process} asks the model`, file: 'model.jsonl', line: asked + 1 }]),
    ];
  });
  return failIfAny(found, `${processes.length} processes, each of which refuses and asks the model nothing`);
}
