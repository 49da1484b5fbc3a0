import { mutantsOf, type Mutant } from '../mutant.ts';
import { after, both, events, lastProcess, type Fields, type Mutation } from '../../mutations/mutations.ts';

const FAILED = { type: 'turn.failed', error: { message: 'stream disconnected' } };

/** What the checks of usage, errors and the end of a process must notice. */
export const outcomeMutants: readonly Mutant[] = [
  ...mutantsOf('exec/usage/not-negative', {
    'has cached less than nothing': used(() => ({ cached_input_tokens: -1 })),
    'has read less than nothing': used(() => ({ input_tokens: -400 })),
  }),
  ...mutantsOf('exec/usage/parts-within-whole', {
    'has cached more than it read': used(({ input_tokens }) => ({ cached_input_tokens: Number(input_tokens) + 1 })),
    'thinks more than it says': used(({ output_tokens }) => ({ reasoning_output_tokens: Number(output_tokens) + 1 })),
  }),
  ...mutantsOf('exec/errors/failure-says-why', {
    'fails without a word': failing('', ''),
    'fails with a blank': failing(' \n', ' \n'),
  }),
  ...mutantsOf('exec/errors/announced-before-failure', {
    'fails for another reason': events('turn.failed', () => [FAILED]),
    'fails unannounced': events('error', () => []),
    'corrects itself before it fails': events('turn.failed', (event) => [
      { type: 'error', message: 'no such model' },
      event,
    ]),
  }),
  ...mutantsOf('exec/errors/none-in-completed-turn', {
    'complains and completes': after('turn.started', { type: 'error', message: 'stream disconnected' }),
    'gives up and completes': after(
      'turn.started',
      { type: 'error', message: 'Reconnecting... 1/1' },
      { type: 'error', message: 'exceeded retry limit' },
    ),
  }),
  ...mutantsOf('exec/exit/agrees-with-terminal-event', {
    'exits with 1 after a turn that completed': lastProcess(() => ({ exit_code: 1 })),
    'exits with 0 after a turn that failed': events('turn.completed', () => [FAILED]),
    'dies after a turn that completed': lastProcess(() => ({ exit_code: null, signal: 'SIGABRT' })),
    'exits with 0 in mid-turn': events('turn.completed', () => []),
  }),
  ...mutantsOf('exec/stderr/quiet-on-success', {
    'logs an error': lastProcess(() => ({ stderr: '2026-01-01T00:00:00Z ERROR codex_core: no rollout\n' })),
    'panics in the background': lastProcess(() => ({
      stderr: "Reading prompt from stdin...\nthread 'tokio' panicked at core/src/x.rs:1:1\n",
    })),
  }),
];

function used(change: (usage: Fields) => Fields): Mutation {
  return events('turn.completed', (event) => {
    const usage = event['usage'] as Fields;
    return [{ ...event, usage: { ...usage, ...change(usage) } }];
  });
}

/** Gives these reasons for the failure: in the error event, and in turn.failed. */
function failing(announced: string, message: string): Mutation {
  return both(
    events('error', (event) => [{ ...event, message: announced }]),
    events('turn.failed', (event) => [{ ...event, error: { message } }]),
  );
}
