import { mutantsOf, type Mutant } from './mutant.ts';
import { both, events, lastProcess, stdout, type Fields, type Mutation } from './mutations.ts';

const FAILED = { type: 'turn.failed', error: { message: 'stream disconnected' } };

/** What the checks of every stream of `codex exec --json` must notice. */
export const execMutants: readonly Mutant[] = [
  ...mutantsOf('exec/stdout/jsonl-only', {
    'prints a warning first': inserted(0, 'WARNING: proceeding without PATH aliases'),
    'prints an empty line': inserted(2, ''),
    'prints a list': inserted(2, '[1]'),
    'prints a number last': appended('7'),
    'prints null': inserted(1, 'null'),
    'prints two events in a line': stdout((lines) => [lines.slice(0, 2).join(''), ...lines.slice(2)]),
    'cuts its last line': lastProcess(({ stdout }) => ({ stdout: stdout.slice(0, -3) })),
    'leaves out the last line feed': lastProcess(({ stdout }) => ({ stdout: stdout.slice(0, -1) })),
    'begins with a byte order mark': lastProcess(({ stdout }) => ({ stdout: `\uFEFF${stdout}` })),
  }),
  ...mutantsOf('exec/events/known-shape', {
    'has a number for the thread id': events('thread.started', (event) => [{ ...event, thread_id: 7 }]),
    'counts no output': events('turn.completed', (event) => [
      { ...event, usage: { input_tokens: 1, cached_input_tokens: 0 } },
    ]),
    'counts halves': events('turn.completed', (event) => [
      { ...event, usage: { ...(event['usage'] as Fields), output_tokens: 0.5 } },
    ]),
    'has an item without an id': events('item.completed', (event) => [
      { ...event, item: { type: 'agent_message', text: 'x' } },
    ]),
    'has no item': events('item.completed', ({ type }) => [{ type }]),
    'has a list of texts': events('item.completed', (event) => [
      { ...event, item: { ...(event['item'] as Fields), text: ['x'] } },
    ]),
    'names no type': events('turn.started', () => [{}]),
  }),
  ...mutantsOf('exec/events/thread-started-first', {
    'never says which thread': events('thread.started', () => []),
    'says it twice': events('thread.started', (event) => [event, event]),
    'says it again at the end': stdout((lines) => [...lines, lines[0]!]),
    'says it second': stdout(([first, second, ...rest]) => [second!, first!, ...rest]),
    'has an empty id': events('thread.started', (event) => [{ ...event, thread_id: '' }]),
    'begins with an unknown event': inserted(0, '{"type":"session.ready"}'),
  }),
  ...mutantsOf('exec/events/terminal-event-last', {
    'never ends the turn': events('turn.completed', () => []),
    'ends the turn twice': events('turn.completed', (event) => [event, event]),
    'fails and completes': events('turn.completed', (event) => [FAILED, event]),
    'says something afterwards': appended('{"type":"item.completed","item":{"id":"i","type":"reasoning","text":"…"}}'),
    'says something unknown afterwards': appended('{"type":"session.closed"}'),
  }),
  ...mutantsOf('exec/exit/agrees-with-terminal-event', {
    'exits with 1 after a turn that completed': lastProcess(() => ({ exit_code: 1 })),
    'exits with 0 after a turn that failed': events('turn.completed', () => [FAILED]),
    'dies after a turn that completed': lastProcess(() => ({ exit_code: null, signal: 'SIGABRT' })),
    'exits with 0 in mid-turn': events('turn.completed', () => []),
  }),
  ...mutantsOf('exec/turn/completes', {
    'fails the turn': both(
      events('turn.completed', () => [FAILED]),
      lastProcess(() => ({ exit_code: 1 })),
    ),
    'never ends the turn': events('turn.completed', () => []),
  }),
];

function inserted(at: number, ...texts: readonly string[]): Mutation {
  return stdout((lines) => lines.toSpliced(at, 0, ...texts));
}

function appended(text: string): Mutation {
  return stdout((lines) => [...lines, text]);
}
