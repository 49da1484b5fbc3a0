import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import { testedIn } from '../../checks/app-server/authorities.ts';
import { objectIn, listIn } from '../../checks/app-server/fields.ts';
import { judged, promptsIn, served, UNSERVED, withoutLastInput } from '../../checks/app-server/model-inputs.ts';

import { changeRequestInput } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeResponse } from '../../mutations/wire.ts';
import { beside } from '../beside.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';

const resumeRemembers: Check = {
  id: 'app-server/resume/model-remembers',
  effects: ['thread/resume'],
  clause: 'In a thread that thread/resume took up the model is told of the turns that were there before.',
  level: 'must',
  authority: testedIn('v2/thread_resume.rs: thread_resume_returns_rollout_history'),
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    if (served(recording, 'thread/resume') === null) return untestable('thread/resume took up no thread');
    return judged(recording, { holds: promptsIn(recording), lacks: [] });
  },
  mutants: () => ({
    'forgets all turns before': changeRequestInput((input) => input.slice(-1)),
    'forgets the turn that was cut': changeRequestInput((input) => input.toSpliced(1, 1)),
    'loses the prompt': withoutLastInput,
  }),
  unjudged: () => UNSERVED,
};

const cutTurnInterrupted: Check = {
  id: 'app-server/resume/cut-turn-interrupted',
  clause: 'A turn in whose middle its server was killed comes back from thread/resume as interrupted.',
  level: 'should',
  authority: testedIn('v2/thread_resume.rs: thread_resume_and_read_interrupt_incomplete_rollout_turn'),
  language: 'app-server',
  judge(recording) {
    const resumed = served(recording, 'thread/resume');
    if (resumed === null) return untestable('thread/resume took up no thread');
    const turns = listIn(objectIn(objectOf(resumed.result), 'thread'), 'turns').map(objectOf);
    const last = turns.at(-1);
    if (last === undefined) return untestable('thread/resume told of no turn');
    const actual = String(last['status']);
    const found = actual === 'interrupted' ? [] : [{ message: 'the last turn', expected: 'interrupted', actual }];
    return failIfAny(found, turns.length, 'turns, the last of them interrupted');
  },
  mutants: () => ({
    'says that it completed': resumedAs(['completed', 'completed']),
    'says that it goes on': resumedAs(['completed', 'inProgress']),
    'forgets it': resumedAs(['completed']),
  }),
  unjudged: () => ({ 'no answer': UNSERVED['no answer']! }),
};

/** Checks of a thread that a second server resumes. */
export const resumedThreadChecks = beside({ 'app-server/resume/after-kill': [resumeRemembers, cutTurnInterrupted] });

function resumedAs(statuses: readonly string[]): Mutation {
  return changeResponse('thread/resume', (answer) => {
    const { thread } = answer['result'] as { thread: JsonObject };
    return [{ ...answer, result: { thread: { ...thread, turns: statuses.map((status) => ({ status })) } } }];
  });
}
