import { expect, test } from 'vitest';
import { shell } from '../../../helpers/model/calls.ts';
import { callsFor } from '../../../helpers/model/responses.ts';
import { callsOnce, echoes } from '../../../helpers/model/rules.ts';
import type { ModelRequest, Step } from '../../../helpers/model/script.ts';

const PROMPT = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Say one.' }] };
const OUTPUT = { type: 'function_call_output', call_id: 'call_1_1', output: 'one' };

function bodyOf(step: Step, ...input: readonly unknown[]): string {
  const request: ModelRequest = { n: 1, headers: {}, body: { input } };
  return step(request)
    .map((action) => (action.do === 'bytes' ? String(action.bytes) : ''))
    .join('');
}

test('echoes replies with the last prompt', () => {
  expect(bodyOf(echoes, PROMPT)).toContain('"text":"Say one."');
  expect(bodyOf(echoes)).toContain('"text":"nothing"');
});

test('callsOnce calls the tool once per turn', () => {
  const script = callsOnce(callsFor(shell('true')));
  const step = 'every' in script ? script.every : echoes;
  const asked = [bodyOf(step, PROMPT), bodyOf(step, PROMPT, OUTPUT), bodyOf(step, PROMPT, OUTPUT, PROMPT)];
  expect(asked.map((body) => body.includes('function_call'))).toEqual([true, false, true]);
});
