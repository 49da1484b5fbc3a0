import { changeLastProcess } from '../../mutations/recording.ts';
import { changeEvents } from '../../mutations/stdout.ts';
import { failIfAny, type Check } from '../../checks/check.ts';
import { eventsOf } from '../../queries/exec-events.ts';
import { beside } from '../beside.ts';

const interruptFails: Check = {
  id: 'exec/signals/interrupt-fails',
  clause: 'A process that is interrupted in mid-turn does not exit with 0, and prints no turn.completed.',
  level: 'should',
  authority: {
    kind: 'source',
    reference: 'openai/codex codex-rs/exec/src/lib.rs: an interrupted turn is an error',
  },
  language: 'exec',
  judge({ processes }) {
    const found = processes.flatMap((process) => {
      const completed = eventsOf(process).some(({ type }) => type === 'turn.completed');
      if (process.exit_code !== 0 && !completed) return [];
      const actual = `exit code ${process.exit_code}${completed ? ', turn.completed' : ''}`;
      return [{ message: `process ${process.process}: an interrupted turn succeeded`, file: 'run.json', actual }];
    });
    return failIfAny(found, processes.length, 'processes were interrupted and failed');
  },
  mutants: () => ({
    'exits with 0': changeLastProcess(() => ({ exit_code: 0, signal: null })),
    'completes the turn': changeEvents('turn.started', (event) => [
      event,
      { type: 'turn.completed', usage: { input_tokens: 1, cached_input_tokens: 0, output_tokens: 1 } },
    ]),
  }),
};

/** Processes that are stopped from outside. */
export const signalChecks = beside({
  'exec/signals/interrupt': [interruptFails],
  'exec/signals/hangup': [interruptFails],
});
