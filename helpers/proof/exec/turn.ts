import { mutantsOf, type Mutant } from '../mutant.ts';
import {
  after,
  appended,
  both,
  events,
  inserted,
  lastProcess,
  stdout,
  type Mutation,
} from '../../mutations/mutations.ts';
import { command } from '../../mutations/sample-items.ts';

const FAILED = { type: 'turn.failed', error: { message: 'stream disconnected' } };
const TURN_STARTED = '{"type":"turn.started"}';

/** What the checks of the frame of a stream must notice. */
export const turnMutants: readonly Mutant[] = [
  ...mutantsOf('exec/events/thread-started-first', {
    'never says which thread': events('thread.started', () => []),
    'says it twice': events('thread.started', (event) => [event, event]),
    'says it again at the end': stdout((lines) => [...lines, lines[0]!]),
    'says it second': stdout(([first, second, ...rest]) => [second!, first!, ...rest]),
    'has an empty id': events('thread.started', (event) => [{ ...event, thread_id: '' }]),
    'begins with an unknown event': inserted(0, '{"type":"session.ready"}'),
  }),
  ...mutantsOf('exec/events/turn-started-once', {
    'never starts the turn': events('turn.started', () => []),
    'starts the turn twice': events('turn.started', (event) => [event, event]),
    'starts another turn at the end': events('turn.completed', (event) => [{ type: 'turn.started' }, event]),
  }),
  ...mutantsOf('exec/events/only-warnings-before-turn', {
    'replies before the turn starts': startedAt(-1),
    'ends the turn before it starts': startedAt(Infinity),
    'runs a command before the turn starts': after('thread.started', ...command('x')),
  }),
  ...mutantsOf('exec/events/terminal-event-last', {
    'never ends the turn': events('turn.completed', () => []),
    'ends the turn twice': events('turn.completed', (event) => [event, event]),
    'fails and completes': events('turn.completed', (event) => [FAILED, event]),
    'says something afterwards': appended('{"type":"item.completed","item":{"id":"i","type":"reasoning","text":"…"}}'),
    'says something unknown afterwards': appended('{"type":"session.closed"}'),
  }),
  ...mutantsOf('exec/turn/completes', {
    'fails the turn': both(
      events('turn.completed', () => [FAILED]),
      lastProcess(() => ({ exit_code: 1 })),
    ),
    'never ends the turn': events('turn.completed', () => []),
  }),
];

/** Moves turn.started to this place among the other lines. */
function startedAt(index: number): Mutation {
  return stdout((lines) => lines.filter((line) => line !== TURN_STARTED).toSpliced(index, 0, TURN_STARTED));
}
