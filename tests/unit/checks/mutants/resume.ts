import { mutantsOf, type Mutant } from './mutant.ts';
import { events, inputs, printed, thread, mapText } from './mutations.ts';

/** What the checks of a resumed thread must notice. */
export const resumeMutants: readonly Mutant[] = [
  ...mutantsOf('exec/resume/same-thread', {
    'begins another thread': events('thread.started', (event) => [{ ...event, thread_id: 'another' }]),
    'changes one letter of the id': printed(thread, (id) => id.replace(/3$/, '4')),
    'names no thread': events('thread.started', () => []),
  }),
  ...mutantsOf('exec/resume/history-reaches-model', {
    'loses the history': inputs((input) => [input[0]!, input.at(-1)!]),
    'loses the earlier prompt': inputs((input) => input.toSpliced(1, 1)),
    'loses the earlier reply': inputs((input) => input.toSpliced(2, 1)),
    'alters the earlier prompt': inputs((input) =>
      input.with(
        1,
        mapText(input[1]!, (text) => text.replace('Remember', 'remember')),
      ),
    ),
    'shortens the history to a summary': inputs((input) =>
      input.with(
        1,
        mapText(input[1]!, () => 'Summary: a code was given.'),
      ),
    ),
  }),
];
