import { mutantsOf, type Mutant } from '../mutant.ts';
import { answers, inputs, lastProcess, requests, type Fields, type Mutation } from '../../mutations/mutations.ts';
import { sentLast } from '../../mutations/wire.ts';

const DELTA = { method: 'item/agentMessage/delta', params: { itemId: 'm', delta: 'one' } };

/** The last thing in each request is left out. */
const shorter = inputs((input) => input.slice(0, -1));

/** What the checks of single scenarios must notice. */
export const depthMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/handshake/initialize-once', {
    'shakes hands again': answers(14, ({ id }) => [{ id, result: { userAgent: 'probe/0.98.0' } }]),
    'answers with nothing': answers(14, ({ id }) => [{ id, result: null }]),
  }),
  ...mutantsOf('app-server/handshake/required', {
    'starts a thread': answers(11, ({ id }) => [{ id, result: { thread: { id: 't' } } }]),
    'answers with nothing': answers(11, ({ id }) => [{ id, result: null }]),
  }),
  ...mutantsOf('app-server/handshake/opt-out-kept', {
    'sends what is not wanted': sentLast(DELTA),
    'sends it without params': sentLast({ method: DELTA.method }),
  }),
  ...mutantsOf('app-server/steer/reaches-model', {
    'loses the input': shorter,
    'asks the model no more': requests(({ body, ...rest }) => [{ ...rest, body: { ...(body as Fields), input: [] } }]),
  }),
  ...mutantsOf('app-server/rollback/model-forgets', {
    'keeps the turn': saysToo('Say two.'),
    'forgets the first turn, too': inputs((input) => input.slice(1)),
    'loses the prompt': shorter,
  }),
  ...mutantsOf('app-server/fork/model-remembers', {
    'forgets the turn before': inputs((input) => input.slice(1)),
    'loses the prompt': shorter,
  }),
  ...mutantsOf('app-server/resume/model-remembers', {
    'forgets all turns before': inputs((input) => input.slice(-1)),
    'forgets the turn that was cut': inputs((input) => input.toSpliced(1, 1)),
    'loses the prompt': shorter,
  }),
  ...mutantsOf('app-server/resume/cut-turn-interrupted', {
    'says that it completed': resumedAs(['completed', 'completed']),
    'says that it goes on': resumedAs(['completed', 'inProgress']),
    'forgets it': resumedAs(['completed']),
  }),
  ...mutantsOf('app-server/dynamic-tool/output-reaches-model', {
    'loses the answer of the client': shorter,
    'never asks the client': lastProcess(() => ({ wire: [] })),
  }),
];

function saysToo(text: string): Mutation {
  return inputs((input) => [...input, { type: 'message', role: 'user', content: [{ type: 'input_text', text }] }]);
}

function resumedAs(statuses: readonly string[]): Mutation {
  return answers(2, (answer) => {
    const { thread } = answer['result'] as { thread: Fields };
    return [{ ...answer, result: { thread: { ...thread, turns: statuses.map((status) => ({ status })) } } }];
  });
}
