import { inSequence } from '../../mutations/mutation.ts';
import { changeLastProcess } from '../../mutations/recording.ts';
import { changeEvents } from '../../mutations/stdout.ts';
import { CONFIGURATION } from '../../checks/exec/authorities.ts';
import { failIfAny, type Check } from '../../checks/check.ts';
import { eventsOf } from '../../queries/exec-events.ts';
import { beside } from '../beside.ts';

const COMPLETED = { type: 'turn.completed', usage: { input_tokens: 1, cached_input_tokens: 0, output_tokens: 1 } };

const failureEndsTurn = failedTurns({
  id: 'exec/errors/failure-ends-turn',
  clause: 'A turn that the model fails for good ends with one turn.failed and an exit code other than 0.',
  level: 'must',
  authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/server_error_exit.rs' },
});

/** Turns that fail for good. */
export const errorScenarioChecks = beside({
  'exec/errors/http-statuses': [failureEndsTurn],
  'exec/errors/response-failed': [failureEndsTurn],
  'exec/errors/stream-cut': [failureEndsTurn],
  'exec/errors/silent-model': [failureEndsTurn],
  'exec/errors/no-key': [failureEndsTurn],
  'exec/retries/used-up': [failureEndsTurn],
  'exec/retries/none-after-each-part': [failureEndsTurn],
  'exec/errors/connection-refused': [
    failedTurns({
      id: 'exec/errors/refused-connection-given-up',
      clause: 'If nothing listens at the provider’s address, the turn fails once the allowed retries are used up.',
      level: 'should',
      authority: CONFIGURATION,
    }),
  ],
});

function failedTurns(head: Omit<Check, 'judge' | 'mutants'>): Check {
  return {
    ...head,
    language: 'exec',
    judge({ processes }) {
      const found = processes.flatMap((process) => {
        const ends = eventsOf(process).flatMap(({ type }) => (/^turn\.(?:completed|failed)$/.test(type) ? [type] : []));
        const { exit_code, ended_by } = process;
        if (ended_by === 'itself' && exit_code !== 0 && ends.join() === 'turn.failed') return [];
        return [
          {
            message: `process ${process.process}: the turn did not fail as expected (prompt: ${process.argv.at(-1)})`,
            file: 'run.json',
            expected: 'turn.failed; an exit code other than 0',
            actual: `${ends.join(', ') || 'no end of the turn'}; ${ended_by === 'itself' ? `exit code ${exit_code}` : ended_by}`,
          },
        ];
      });
      return failIfAny(found, processes.length, 'turns failed, each with an exit code other than 0');
    },
    mutants: () => ({
      'exits with 0': changeLastProcess(() => ({ exit_code: 0 })),
      'never ends': inSequence(
        changeEvents('turn.failed', () => []),
        changeLastProcess(() => ({ ended_by: 'deadline', exit_code: null })),
      ),
      'completes the turn': changeEvents('turn.failed', () => [COMPLETED]),
      'fails twice': changeEvents('turn.failed', (event) => [event, event]),
    }),
  };
}
