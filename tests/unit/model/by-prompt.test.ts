import { expect, test } from 'vitest';
import { byPrompt } from '../../../helpers/model/by-prompt.ts';
import { json, type Script } from '../../../helpers/model/script.ts';

const answers = byPrompt({ 'Once.': () => json(400, 'once'), 'Twice.': [() => json(200, 'a'), () => json(201, 'b')] });

function statusFor(script: Script, prompt: string, outputs: number): number | undefined {
  const said = { type: 'message', role: 'user', content: [{ type: 'input_text', text: prompt }] };
  const output = { type: 'function_call_output', call_id: 'c', output: '' };
  const body = { input: [said, ...Array.from({ length: outputs }, () => output)] };
  const [head] = 'every' in script ? script.every({ n: 1, headers: {}, body }) : [];
  return head?.do === 'head' ? head.status : undefined;
}

test.each([
  ['Once.', 0, 400],
  ['Once.', 3, 400],
  ['Twice.', 0, 200],
  ['Twice.', 1, 201],
  ['Twice.', 2, 201],
  ['Never.', 0, 599],
])('%j after %i outputs has status %i', (prompt, outputs, status) => {
  expect(statusFor(answers, prompt, outputs)).toBe(status);
});
