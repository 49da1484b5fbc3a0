import type { Recording } from '../recording/recording.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import { another, both, events, printed, said, thread } from './mutations.ts';

/** What the checks of a resumed thread must notice. */
export const resumeMutants: readonly Mutant[] = [
  ...mutantsOf('exec/resume/same-thread', {
    'begins another thread': events('thread.started', (event) => [{ ...event, thread_id: 'another' }]),
    'changes one letter of the id': printed(thread, another),
    'names no thread': events('thread.started', () => []),
  }),
  ...mutantsOf('exec/resume/history-reaches-model', {
    'loses the history': both(
      said(isEarlierPrompt, () => undefined),
      said(isEarlierReply, () => undefined),
    ),
    'loses the earlier prompt': said(isEarlierPrompt, () => undefined),
    'loses the earlier reply': said(isEarlierReply, () => undefined),
    'alters the earlier prompt': said(isEarlierPrompt, (text) => text.toLowerCase()),
    'shortens the history to a summary': said(isEarlierPrompt, () => 'Summary: a code was given.'),
  }),
];

function isEarlierPrompt(text: string, { expected }: Recording): boolean {
  return expected.turns.slice(0, -1).some(({ prompt }) => prompt === text);
}

function isEarlierReply(text: string, { expected }: Recording): boolean {
  return expected.turns.slice(0, -1).some(({ expected_reply }) => expected_reply === text);
}
