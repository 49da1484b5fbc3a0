import { changeLastProcess } from '../../mutations/recording.ts';
import { refusal } from '../../checks/exec/refusal.ts';
import { failIfAny } from '../../checks/check.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { fileOf } from '../../queries/process-files.ts';
import { beside } from '../beside.ts';

/** Flags that are refused. */
export const flagChecks = beside({
  'exec/flags/outside-repository': [
    refusal({
      id: 'exec/flags/repository-required',
      clause: 'Outside a repository, and without --skip-git-repo-check, codex exits with a code other than 0.',
      level: 'must',
      authority: {
        kind: 'documented',
        reference: 'Codex documentation, Non-interactive mode: commands must run inside a Git repository',
      },
    }),
  ],
  'exec/flags/refused': [
    {
      id: 'exec/flags/usage-error-is-2',
      clause: 'An invalid command line ends codex with exit code 2 and nothing on stdout.',
      level: 'should',
      authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/src/cli.rs: clap exits with 2' },
      language: 'exec',
      judge({ processes }) {
        const found = processes.flatMap((process): Evidence[] => {
          const { exit_code, stdout } = process;
          const place = `process ${process.process}`;
          return [
            ...(exit_code === 2 ? [] : [{ message: `${place}: exit code ${exit_code}, expected 2`, file: 'run.json' }]),
            ...(stdout === ''
              ? []
              : [{ message: `${place}: text on stdout`, file: fileOf(process, 'stdout'), actual: stdout }]),
          ];
        });
        return failIfAny(found, processes.length, 'command lines, each refused with exit code 2');
      },
      mutants: () => ({
        'exits with code 1': changeLastProcess(() => ({ exit_code: 1 })),
        'explains itself on stdout': changeLastProcess(() => ({ stdout: 'error: unexpected argument\n' })),
      }),
    },
  ],
});
