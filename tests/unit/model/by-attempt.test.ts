import { expect, test } from 'vitest';
import { byAttempt } from '../../../helpers/model/by-attempt.ts';
import { json, type Script } from '../../../helpers/model/script.ts';
import { message } from './inputs.ts';

function statusFor(script: Script, prompt: string): number | undefined {
  const body = { input: [message('user', prompt)] };
  const [head] = 'every' in script ? script.every({ n: 1, headers: {}, body }) : [];
  return head?.do === 'head' ? head.status : undefined;
}

test('counts the requests of each prompt; the last step repeats', () => {
  const script = byAttempt({
    'One.': [() => json(500, ''), () => json(200, '')],
    'Two.': [() => json(400, '')],
  });
  const prompts = ['One.', 'Two.', 'One.', 'One.', 'Two.'];
  expect(prompts.map((prompt) => statusFor(script, prompt))).toEqual([500, 400, 200, 200, 400]);
});
