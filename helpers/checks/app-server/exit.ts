import { changeEachProcess } from '../../mutations/recording.ts';
import { killLastProcess } from '../../mutations/wire.ts';
import { failOrUntestable, untestable, type Check } from '../check.ts';
import { observedIn, sourceIn } from './authorities.ts';

const exitsCleanly = {
  level: 'should',
  language: 'app-server',
  judge({ processes }) {
    if (processes.length === 0) return untestable('no process was recorded');
    const found = processes.flatMap(({ process, exit_code, signal, ended_by }) => {
      if (exit_code === 0 || ended_by === 'spawn-error') return [];
      const actual = exit_code === null ? `killed by ${signal ?? 'an unknown signal'}` : `exit code ${exit_code}`;
      return [{ message: `process ${process}`, file: 'run.json', expected: 'exit code 0', actual }];
    });
    const missing = processes
      .filter(({ ended_by }) => ended_by === 'spawn-error')
      .map(({ process }) => `process ${process} was never started`);
    return failOrUntestable(found, missing, processes.length, 'processes exited with code 0');
  },
  unjudged: () => ({
    'a process that cannot be started': changeEachProcess(() => ({
      ended_by: 'spawn-error',
      spawn_error: 'spawn ENOENT',
      exit_code: null,
      wire: [],
    })),
  }),
  mutants: () => ({
    'exits with 1': killLastProcess({ exit_code: 1, signal: null }),
    'is killed': killLastProcess({ ended_by: 'hang' }),
    'dies by a signal': killLastProcess({ signal: 'SIGPIPE' }),
  }),
} as const satisfies Partial<Check>;

export const cleanAfterEof: Check = {
  ...exitsCleanly,
  id: 'app-server/exit/clean-after-eof',
  clause: 'When its stdin is closed an idle app-server exits with code 0.',
  assumes: ['turn-uncut', 'stdio'],
  authority: sourceIn('app-server-transport: the end of stdin ends the stdio transport'),
};

/** Stands beside scenarios of servers that listen: the end of stdin does not end them. */
export const cleanAfterSigterm: Check = {
  ...exitsCleanly,
  id: 'app-server/exit/clean-after-sigterm',
  clause: 'After SIGTERM an idle app-server that listens exits with code 0.',
  authority: observedIn('0.113.0 to 0.171.0'),
};
