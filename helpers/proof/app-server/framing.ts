import { mutantsOf, type Mutant } from '../mutant.ts';
import { answers, both, fromServer } from '../../mutations/mutations.ts';
import { answerTo, movedBefore, notice, sent, sentLast, twice } from '../../mutations/wire.ts';

const INVALID = { code: -32600, message: 'Invalid request' };

/** What the checks of the messages of every wire must notice. */
export const framingMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/wire/valid-messages', {
    'prints a line of a log': sent(1, '2026-01-01T00:00:00Z ERROR codex_core: no rollout'),
    'prints an empty line': sent(0, ''),
    'sends a batch': sent(3, '[{"id":9,"result":{}}]'),
    'answers with result and error': answers(2, (answer) => [{ ...answer, error: INVALID }]),
    'answers with neither result nor error': answers(2, ({ id }) => [{ id }]),
    'has a text for the code of an error': answers(3, ({ id }) => [{ id, error: { ...INVALID, code: 'invalid' } }]),
    'has no message in an error': answers(3, ({ id }) => [{ id, error: { code: -32600 } }]),
    'has a number for the method': fromServer(notice('turn/started'), (message) => [{ ...message, method: 7 }]),
    'answers without an id': answers(1, ({ result }) => [{ result }]),
    'has an id that is no number': answers(1, ({ result }) => [{ id: null, result }]),
  }),
  ...mutantsOf('app-server/wire/one-answer-per-request', {
    'answers not at all': answers(3, () => []),
    'answers twice': twice(answerTo(2)),
    'answers with result and then with an error': sentLast({ id: 3, error: INVALID }),
    'answers to nobody': answers(1, (answer) => [answer, { ...answer, id: 99 }]),
    'answers before it is asked': movedBefore(answerTo(3), answerTo(1)),
  }),
  ...mutantsOf('app-server/wire/answer-id-type', {
    'answers under the text of the id': answers(2, (answer) => [{ ...answer, id: '2' }]),
    'answers every request under the text of its id': both(
      ...[1, 2, 3].map((id) => answers(id, (answer) => [{ ...answer, id: String(id) }])),
    ),
    'refuses under the text of the id': answers(3, () => [{ id: '3', error: INVALID }]),
  }),
  ...mutantsOf('app-server/wire/no-error-answers', {
    'refuses the handshake': answers(1, ({ id }) => [{ id, error: INVALID }]),
    'refuses the turn': answers(3, ({ id }) => [{ id, error: { ...INVALID, data: { turn: null } } }]),
  }),
];
