import { mutantsOf, type Mutant } from '../mutant.ts';
import { eachProcess, type Mutation } from '../../mutations/mutations.ts';

const noProcess: Mutation = (recording) => ({ ...recording, processes: [] });
const silent = eachProcess(() => ({ stdout: '' }));
const ephemeral = eachProcess(({ argv }) => ({ argv: [...argv, '--ephemeral'] }));
const unnamed = eachProcess(() => ({ stdout: '{"type":"turn.started"}\n', argv: ['exec', '--json', '-'] }));
const failed = eachProcess(() => ({ exit_code: 1 }));

/** A stream that begins and ends a turn in which nothing happens. */
const uneventful = eachProcess(() => ({
  stdout: '{"type":"turn.started"}\n{"type":"turn.failed","error":{"message":"m"}}\n',
}));

/** Checks that have something to say of each stream. */
const OF_EACH_STREAM = [
  'exec/stdout/jsonl-only',
  'exec/events/thread-started-first',
  'exec/events/turn-started-once',
  'exec/events/terminal-event-last',
  'exec/turn/completes',
  'exec/exit/agrees-with-terminal-event',
];

/** Checks of what does not happen in each turn. */
const OF_SOME_STREAMS = [
  'exec/items/unique-ids',
  'exec/items/sequential-ids',
  'exec/items/started-once',
  'exec/items/updated-while-open',
  'exec/items/one-type',
  'exec/items/completed-by-end-of-turn',
  'exec/items/whole-when-told',
  'exec/items/status-fits-event',
  'exec/items/exit-code-fits-status',
  'exec/usage/not-negative',
  'exec/usage/parts-within-whole',
  'exec/errors/none-in-completed-turn',
];

/** Checks of what single scenarios do. */
const OF_ONE_SCENARIO = [
  'exec/stdin/open-pipe-not-awaited',
  'exec/stdin/prompt-verbatim',
  'exec/stdin/piped-text-reaches-model',
  'exec/items/messages-as-sent',
  'exec/items/reasoning-by-summary',
  'exec/items/commands-told',
  'exec/items/exit-code-told',
  'exec/items/patch-kinds',
  'exec/items/plan-completed-last',
  'exec/turn/goes-on-unless-done',
  'exec/errors/failure-ends-turn',
  'exec/errors/refused-connection-given-up',
  'exec/retries/announced',
  'exec/retries/no-more-than-allowed',
  'exec/signals/interrupt-fails',
  'exec/usage/total-of-thread',
  'exec/usage/review-counted',
];

/** Recordings that do not hold what a check of `codex exec` speaks of. */
export const execUntestable: readonly Mutant[] = [
  ...OF_EACH_STREAM.flatMap((check) => mutantsOf(check, { 'no process': noProcess, 'no output': silent })),
  ...OF_ONE_SCENARIO.flatMap((check) => mutantsOf(check, { 'no process': noProcess })),
  ...OF_SOME_STREAMS.flatMap((check) => mutantsOf(check, { 'no output': silent, 'an uneventful turn': uneventful })),
  ...mutantsOf('exec/events/known-shape', {
    'no output': silent,
    'only unknown events': eachProcess(() => ({ stdout: '{"type":"new.event"}\n' })),
  }),
  ...mutantsOf('exec/stdout/distinct-keys', { 'no output': silent }),
  ...mutantsOf('exec/events/only-warnings-before-turn', { 'no output': silent }),
  ...mutantsOf('exec/errors/failure-says-why', { 'no output': silent }),
  ...mutantsOf('exec/errors/announced-before-failure', { 'no output': silent }),
  ...mutantsOf('exec/stderr/quiet-on-success', { 'no success': failed }),
  ...mutantsOf('exec/session/kept-under-thread-id', { 'only ephemeral sessions': ephemeral, 'no thread id': unnamed }),
  ...mutantsOf('exec/session/ephemeral-leaves-none', { 'no process': noProcess, 'sessions that are kept': unnamed }),
];
