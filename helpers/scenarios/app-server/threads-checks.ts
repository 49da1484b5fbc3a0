import { notApplicable, type Check } from '../../checks/check.ts';
import { testedIn } from '../../checks/app-server/authorities.ts';
import { judged, promptsIn, served, UNSERVED, withoutLastInput } from '../../checks/app-server/model-inputs.ts';

import { changeRequestInput } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { beside } from '../beside.ts';

const rollbackForgets: Check = {
  id: 'app-server/rollback/model-forgets',
  clause: 'After thread/rollback the model is told nothing of the turns that were taken back, and all of the others.',
  level: 'must',
  authority: testedIn('v2/thread_rollback.rs'),
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    if (served(recording, 'thread/rollback') === null) return notApplicable('thread/rollback took nothing back');
    const [first = '', second = '', third = ''] = promptsIn(recording);
    return judged(recording, { holds: [first, third], lacks: [second] });
  },
  mutants: () => ({
    'keeps the turn': saysToo('Say two.'),
    'forgets the first turn, too': changeRequestInput((input) => input.slice(1)),
    'loses the prompt': withoutLastInput,
  }),
  unjudged: () => UNSERVED,
};

const forkRemembers: Check = {
  id: 'app-server/fork/model-remembers',
  effects: ['thread/fork'],
  clause: 'In a forked thread the model is told of the turns that were there before.',
  level: 'must',
  authority: testedIn('v2/thread_fork.rs'),
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    if (served(recording, 'thread/fork') === null) return notApplicable('thread/fork made no thread');
    return judged(recording, { holds: promptsIn(recording), lacks: [] });
  },
  mutants: () => ({
    'forgets the turn before': changeRequestInput((input) => input.slice(1)),
    'loses the prompt': withoutLastInput,
  }),
  unjudged: () => UNSERVED,
};

/** Checks of the history that the model gets after a thread was cut or copied. */
export const threadScenarioChecks = beside({
  'app-server/threads/rollback': [rollbackForgets],
  'app-server/threads/fork': [forkRemembers],
});

function saysToo(text: string): Mutation {
  return changeRequestInput((input) => [
    ...input,
    { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
  ]);
}
