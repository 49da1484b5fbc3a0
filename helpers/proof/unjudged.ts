import type { Check } from '../checks/check.ts';
import type { Mutation, Mutations } from '../mutations/mutation.ts';
import { withoutOutput } from '../mutations/recording.ts';

const empty: Mutation = (recording) => ({
  ...recording,
  processes: [],
  model: [],
  network: [],
  files: [],
  expected: { ...recording.expected, turns: [] },
});

/** Changes after which a check must neither pass nor fail: an empty recording, an empty stream, and those of its own. */
export function unjudgedOf({ rule, unjudged }: Check): Mutations {
  return { 'nothing recorded': empty, ...(rule === undefined ? {} : { 'no output': withoutOutput }), ...unjudged?.() };
}
