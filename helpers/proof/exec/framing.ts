import { mutantsOf, type Mutant } from '../mutant.ts';
import {
  after,
  appended,
  events,
  inserted,
  lastProcess,
  stdout,
  type Fields,
  type Mutation,
} from '../../mutations/mutations.ts';

/** What the checks of how the stream is written must notice. */
export const framingMutants: readonly Mutant[] = [
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
  ...mutantsOf('exec/stdout/distinct-keys', {
    'names the type twice': rewritten('"type":"turn.completed"', '"type":"turn.completed","type":"turn.completed"'),
    'names the id of an item twice': rewritten('"id":"item_', '"id":"ws_1","id":"item_'),
    'names a key again in escapes': rewritten('"thread_id":', String.raw`"thread\u005fid":"","thread_id":`),
  }),
  ...mutantsOf('exec/events/known-shape', {
    'has a number for the thread id': events('thread.started', (event) => [{ ...event, thread_id: 7 }]),
    'counts nothing': events('turn.completed', ({ type }) => [{ type }]),
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
      { ...event, item: { ...(event['item'] as Fields), type: 'agent_message', text: ['x'] } },
    ]),
    'names no type': events('turn.started', () => [{}]),
    'complains without a message': after('turn.started', { type: 'error' }),
  }),
];

function rewritten(from: string, to: string): Mutation {
  return stdout((lines) => lines.map((line) => line.replace(from, to)));
}
