import type { Recording } from '../recording/recording.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import {
  another,
  bodies,
  both,
  events,
  inputs,
  printed,
  said,
  textOf,
  thread,
  type Fields,
  type Mutation,
} from '../mutations/mutations.ts';

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
    'sends the earlier prompt as its own words': inRole('assistant', isEarlierPrompt),
    'sends the earlier prompt as an instruction': inRole('developer', isEarlierPrompt),
    'sends the earlier reply as words of the user': inRole('user', isEarlierReply),
    'sends the history backwards': history((items) => items.toReversed()),
    'shortens the history to a summary': said(isEarlierPrompt, () => 'Summary: a code was given.'),
  }),
  ...mutantsOf('exec/resume/history-in-order', {
    'sends the history backwards': history((items) => items.toReversed()),
    'sends the history twice': history((items) => [...items, ...items]),
    'sends the last message twice': history((items) => [...items, ...items.slice(-1)]),
  }),
  ...mutantsOf('exec/resume/same-cache-key', {
    'names another cache key': bodies((body) => ({ ...body, prompt_cache_key: 'another' })),
    'names no cache key': bodies((body) => ({ ...body, prompt_cache_key: undefined })),
  }),
];

/** Changes the messages of the earlier turns, where they stand in the request of the last. */
function history(change: (items: readonly Fields[]) => readonly Fields[]): Mutation {
  return (recording) => {
    const isEarlier = (item: Fields): boolean => {
      const text = textOf(item) ?? '';
      return isEarlierPrompt(text, recording) || isEarlierReply(text, recording);
    };
    return inputs((input) => {
      const first = input.findIndex(isEarlier);
      const others = input.filter((item) => !isEarlier(item));
      return others.toSpliced(first, 0, ...change(input.filter(isEarlier)));
    })(recording);
  };
}

/** Puts the messages for which `matches` is true into the mouth of another. */
function inRole(role: string, matches: (text: string, recording: Recording) => boolean): Mutation {
  return (recording) =>
    inputs((input) => input.map((item) => (matches(textOf(item) ?? '', recording) ? { ...item, role } : item)))(
      recording,
    );
}

function isEarlierPrompt(text: string, { expected }: Recording): boolean {
  return expected.turns.slice(0, -1).some(({ prompt }) => prompt === text);
}

function isEarlierReply(text: string, { expected }: Recording): boolean {
  return expected.turns.slice(0, -1).some(({ expected_reply }) => expected_reply === text);
}
