import { expect, test } from 'vitest';
import { judge } from '../../../../helpers/checks/judge.ts';
import { changeEvents } from '../../../../helpers/mutations/stdout.ts';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import type { ModelExchange } from '../../../../helpers/recording/recording.ts';
import { EXEC_STATELESS } from '../samples.ts';

type Reply = ModelExchange['reply'];

function refused(status: number, error: object): Reply {
  return { status, body: JSON.stringify({ error }), ended_by: 'end' };
}

function failed(code: string, message: string): Reply {
  const event = { type: 'response.failed', response: { error: { code, message } } };
  return { status: 200, body: `data: ${JSON.stringify(event)}\n\n`, ended_by: 'end' };
}

const cut: Reply = { status: 200, body: 'data: {"type":"response.created"}\n\n', ended_by: 'reset' };

function verdict(reply: Reply, message: string): string {
  const fails = changeEvents('turn.completed', () => [{ type: 'turn.failed', error: { message } }]);
  const model = EXEC_STATELESS.model.map((exchange) => ({ ...exchange, reply }));
  return judge(
    CHECKS.find(({ id }) => id === 'exec/errors/words-of-failure')!,
    fails({ ...EXEC_STATELESS, model }),
  ).verdict;
}

test.each<[string, Reply, passes: string, fails: string]>([
  ['a status', refused(401, {}), 'unexpected status 401', 'unexpected status 403'],
  ['a message of the provider', refused(401, { message: 'no key' }), 'no key', 'no answer'],
  ['an empty message', refused(401, { message: '' }), '401', 'It failed.'],
  ['an error in a stream', failed('policy', 'I do not answer that'), 'I do not answer that', 'stream closed'],
  [
    'a code with a text of codex',
    failed('insufficient_quota', 'pay'),
    'Quota exceeded.',
    'The context window is full.',
  ],
  ['a status with a text of codex', refused(500, {}), 'We are experiencing high demand.', 'Quota exceeded.'],
  ['a stream that broke off', cut, 'stream disconnected', 'It failed.'],
  ['a broken stream, not another failure', cut, 'stream disconnected', 'stream: usage limit'],
])('a failed turn reports %s', (_, reply, passes, fails) => {
  expect([verdict(reply, passes), verdict(reply, fails)]).toEqual(['pass', 'fail']);
});
