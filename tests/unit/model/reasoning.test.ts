import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReferenceCode } from '../../../helpers/inputs/reference-code.ts';
import { REASONING_USAGE, reasoningModel, replyTo } from '../../../helpers/model/reasoning.ts';
import type { Action, Step } from '../../../helpers/model/script.ts';
import { anyText } from '../exec/samples.ts';
import { CONTEXTS, message, resumed098 } from './inputs.ts';

const CODE = 'REF-7K3X4PLUS2MQ';

function reply(prompt: string): string {
  return replyTo([...CONTEXTS['0.98.0']!, message('user', prompt)]);
}

test.each([
  ['What is 17 + 25? Reply with the number only.', '42'],
  ['17+25', '42'],
  ['Compute 100 - 58. Answer with only the number', '42'],
  ['Please work out (3+4)*5 for me', '35'],
  ['Calculate 2 * (3 + 4) * 5', '70'],
  ['((1 + 2) * (3 + 4)) / 3 =', '7'],
  ['Tell me the answer (nothing else) to 2+2.', '4'],
  ['(What is 2+2)', '4'],
  ['What do you get when you add 19 to 23?', '42'],
  ['Add -3 to 4', '1'],
  ['What is the sum of 4, 5 and 6?', '15'],
  ['What is the sum of 4 and -5?', '-1'],
  ['The total of 1.5 and 2.5, please', '4'],
  ['9 times 8?', '72'],
  ['12 plus 30', '42'],
  ['12 added to 30', '42'],
  ['50 minus 8', '42'],
  ['6 multiplied by 7', '42'],
  ['84 divided by 2', '42'],
  ['84 over 2', '42'],
  ['What is the product of 6 and 7? Respond with the digits only', '42'],
  ['Multiply 12 by 11, number only', '132'],
  ['how much is 144 / 12', '12'],
  ['20 divided by 8', '2.5'],
  ['Divide 84 by 2', '42'],
  ['What is the quotient of 84 and 2', '42'],
  ['Subtract 8 from 50', '42'],
  ['Take 8 away from 50', '42'],
  ['What is the difference between 3 and 10?', '7'],
  ['What is 7 x 6?', '42'],
  ['7x6', '42'],
  ['7 × 6', '42'],
  ['7 · 6', '42'],
  ['84 ÷ 2', '42'],
  ['50 − 8', '42'],
  ['50 – 8', '42'],
  ['7 x -6', '-42'],
  ['What is 1,000 + 24?', '1024'],
  ['1,234,567 + 1', '1234568'],
  ['what is -3 + 5', '2'],
  ['5 - -3', '8'],
  ['5 + (-3)', '2'],
  ["What's 15 minus 20? Reply only with the result.", '-5'],
  ['0.1 + 0.2', '0.3'],
  ['10 / 4', '2.5'],
  ['1 / 3', '0.333333333333'],
  ['999999 * 999999', '999998000001'],
  ['2 + 3 * 4 - 5', '9'],
  ['100 / 5 / 2', '10'],
  ['2 ^ 3 + 1', '9'],
  ['2 ** 10', '1024'],
  ['2^3^2', '512'],
  ['What is 7 squared?', '49'],
  ['3 cubed', '27'],
  ['2 to the power of 5', '32'],
  ['2 raised to the power of 5', '32'],
  ['15% of 200', '30'],
  ['What is 15 percent of 200?', '30'],
  ['What is seven plus five?', '12'],
  ['twenty-one times two', '42'],
  ['Add Forty and two', '42'],
  ['Question 3: what is 5 + 6?', '11'],
  ['Turn 2 - what is 5 + 6?', '11'],
  ['(1) 5 + 6', '11'],
  ['a) 5 + 6', '11'],
  ['- 5 + 6', '11'],
  ['-5 + 6', '1'],
  ['minus 3 plus 5', '2'],
  ['5 minus minus 3', '8'],
  ['What is 17 + 25 - just the number', '42'],
  ['What is 17 + 25?\n---\nNumbers only.', '42'],
  ['(5 + 6', '11'],
  ['5 + 6)', '11'],
  ['(What is (5 + 6) * 2?)', '22'],
  ['2 (3 + 4)', '7'],
  ['Calculate 6*7 and reply with just the number, nothing else: no words', '42'],
  ['Answer this: what is 12 + 30?', '42'],
  ["Answer this: what's 12 + 30? Don't add any text.", '42'],
  ['Reply with ONLY the number. What is 17 + 25?', '42'],
  ['Reply with DIGITS ONLY: 17 + 25', '42'],
  ['What is 17 + 25? Answer in DIGITS; if you cannot, say UNKNOWN', '42'],
  ['Answer the question "What is 2 + 2?" with a number', '4'],
  ['Write only the result: the sum of 4 and 5', '9'],
])('%j gets the reply %j', (prompt, expected) => {
  expect(reply(prompt)).toBe(expected);
});

test.each([
  [`Remember the reference code ${CODE} for later. Reply with exactly: STORED`, 'STORED'],
  [`Please keep ${CODE} in mind and answer OK.`, 'OK'],
  [`Store this: ${CODE}. Say "all set" when done.`, 'all set'],
  [`Store this: ${CODE}. Say 'all set' when done.`, 'all set'],
  [`Store this: ${CODE}. Say “all set” when done.`, 'all set'],
  [`Store this: ${CODE}. Say \`all set\` when done.`, 'all set'],
  [`The code is ${CODE}. Acknowledge with the single word STORED`, 'STORED'],
  [`Remember this reference code: ${CODE}. Reply with STORED only.`, 'STORED'],
  [`Remember ${CODE}. Reply with ONLY the word STORED`, 'STORED'],
  [`Remember ${CODE}. Reply with the word stored and nothing else.`, 'stored'],
  [`Remember ${CODE}. Reply with exactly: stored.`, 'stored'],
  [`Remember ${CODE}. Reply with exactly: STORED. Do not say anything else.`, 'STORED'],
  [`Remember ${CODE}. Reply with exactly: STORED. Nothing else.`, 'STORED'],
  [`Remember ${CODE}. Reply with exactly: STORED (nothing else)`, 'STORED'],
  [`Remember ${CODE}. Reply with exactly: STORED, and nothing more.`, 'STORED'],
  [`Remember ${CODE}.\nReply with exactly:\nSTORED\n`, 'STORED'],
  [`Reply only with: NOTED\n\nThe code is ${CODE}.`, 'NOTED'],
  [`Remember ${CODE}. Reply with exactly: I'll keep it. Promise...`, "I'll keep it. Promise..."],
  ['Say hello: reply with "Hello, world!"', 'Hello, world!'],
  ['Output the following text: ünï ✓', 'ünï ✓'],
  ['Please remember that my colour is blue. Answer OK', 'OK'],
])('%j gets the reply %j', (prompt, expected) => {
  expect(reply(prompt)).toBe(expected);
});

const RECALLS = [
  'Which reference code did I ask you to remember? Reply with the code only.',
  'What was it that I told you to store?',
  'Repeat the code from before, exactly.',
  'Return the identifier I gave you earlier; output only the identifier',
  'Reply with the CODE only.',
  'Recall it, in CAPITALS.',
  "What's the code? Don't say anything else.",
  'Answer this: which code did I give you earlier?',
];

test.each(RECALLS)('%j recalls the code of the history', (prompt) => {
  expect(replyTo(resumed098(`Remember ${CODE}`, 'STORED', prompt))).toBe(CODE);
});

test.each(RECALLS)('%j without history gets no code', (prompt) => {
  expect(reply(prompt)).not.toMatch(/REF-/);
});

test('recalls the latest code', () => {
  const input = [
    message('user', `Remember ${CODE}`),
    message('user', 'Remember REF-ABCDEFGHJKLM instead'),
    message('user', 'Which code?'),
  ];
  expect(replyTo(input)).toBe('REF-ABCDEFGHJKLM');
});

test('states that a prompt is not understood', () => {
  expect(reply('Sing a song.')).toBe('I cannot tell what I am asked.');
  expect(reply('1 / 0')).toBe('I cannot tell what I am asked.');
  expect(reply(`Keep ${CODE}`)).toBe('I cannot tell what I am asked.');
});

test('a lost prompt gets no answer', () => {
  expect(replyTo(CONTEXTS['0.169.0']!)).toBe('I was not asked anything.');
  expect(replyTo([])).toBe('I was not asked anything.');
});

test('a lost second prompt gets the answer to the first', () => {
  const input = [message('user', `Remember ${CODE}. Reply with exactly: STORED`), message('assistant', 'STORED')];
  expect(replyTo(input)).toBe('STORED');
});

test('a cut prompt gets another answer', () => {
  expect(reply('What is 17 + 2')).toBe('19');
  expect(reply('What is 17 +')).toBe('I cannot tell what I am asked.');
});

const OPERATIONS: readonly { readonly ways: readonly string[]; readonly result: (a: number, b: number) => number }[] = [
  {
    ways: ['What is A + B?', 'A plus B', 'Add A to B.', 'the sum of A and B, please', 'A+B='],
    result: (a, b) => a + b,
  },
  { ways: ['What is A - B?', 'A minus B', 'Subtract B from A', 'Compute A−B.'], result: (a, b) => a - b },
  {
    ways: ['What is A * B?', 'A times B', 'Multiply A by B', 'the product of A and B', 'A x B', 'A×B'],
    result: (a, b) => a * b,
  },
];
const ENDINGS = [
  '',
  ' Reply with the number only.',
  '\nAnswer with just the digits, nothing else.',
  ' Output ONLY the result.',
];

test('computes sums and products in any wording', () => {
  const number = fc.integer({ min: 0, max: 99_999 });
  const asked = fc
    .constantFrom(...OPERATIONS)
    .chain(({ ways, result }) => fc.tuple(fc.constantFrom(...ways), fc.constant(result)));
  fc.assert(
    fc.property(asked, number, number, fc.constantFrom(...ENDINGS), ([way, result], a, b, ending) => {
      const prompt = way.replace(/\bA\b/, String(a)).replace(/\bB\b/, String(b)) + ending;
      expect([prompt, reply(prompt)]).toEqual([prompt, String(result(a, b))]);
    }),
  );
});

test('evaluates expressions like JavaScript', () => {
  const { expression } = fc.letrec<{ expression: string; bracket: string }>((tie) => ({
    expression: fc
      .tuple(
        fc.oneof({ depthSize: 'small' }, fc.nat({ max: 99 }).map(String), tie('bracket')),
        fc.constantFrom('+', '-', '*'),
        fc.nat({ max: 99 }),
      )
      .map(([left, operator, right]) => `${left} ${operator} ${right}`),
    bracket: tie('expression').map((inner) => `(${inner})`),
  }));
  fc.assert(
    fc.property(expression, (text) => {
      const value = runInNewContext(text) as number;
      expect([text, reply(`What is ${text}?`)]).toEqual([text, String(Number(value.toPrecision(12)))]);
    }),
  );
});

test('recalls any code from the history only', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), fc.constantFrom(...RECALLS), (bytes, prompt) => {
      const code = createReferenceCode({ getRandomValues: (target) => (target.set(bytes), target) });
      const template = `Remember the reference code ${code} for later. Reply with exactly: STORED`;
      expect(reply(template)).toBe('STORED');
      expect(replyTo(resumed098(template, 'STORED', prompt))).toBe(code);
      expect(replyTo(resumed098('Remember it.', 'STORED', prompt))).not.toContain('REF-');
    }),
  );
});

test('replies to any prompt with some text', () => {
  fc.assert(
    fc.property(anyText, (prompt) => {
      expect(reply(prompt)).toEqual(expect.any(String));
    }),
  );
});

function streamed(prompt: string): readonly Action[] {
  return (reasoningModel as { every: Step }).every({ n: 3, headers: {}, body: { input: [message('user', prompt)] } });
}

test('no delta splits a character', () => {
  const { bytes } = streamed('Reply with exactly: 🎉')[1] as { bytes: string };
  const events = bytes
    .split('\n')
    .flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6)) as { delta?: string }] : []));
  expect(events.flatMap(({ delta }) => delta ?? [])).toEqual(['🎉', '']);
});

test.each([' ', '(', '-', '1 ', '1 + ', 'say ', "say '", 'sum of 1, ', ', nothing', '<a_b ', '1,000', 'REF-'])(
  'replies at once to a long prompt of %j',
  (piece) => {
    expect(reply(piece.repeat(2000))).toEqual(expect.any(String));
  },
);

test('streams the reply in two deltas, then whole, then usage', () => {
  const actions = streamed('What is 100 + 28?');
  expect(actions.map(({ do: name }) => name)).toEqual(['head', 'bytes', 'end']);
  expect(actions[0]).toEqual({ do: 'head', status: 200, headers: { 'content-type': 'text/event-stream' } });
  const { bytes } = actions[1] as Extract<Action, { do: 'bytes' }>;
  expect(bytes).toMatchInlineSnapshot(`
    "event: response.created
    data: {"type":"response.created","response":{"id":"resp_3"}}

    event: response.output_item.added
    data: {"type":"response.output_item.added","item":{"type":"message","role":"assistant","id":"msg_3","content":[]}}

    event: response.output_text.delta
    data: {"type":"response.output_text.delta","item_id":"msg_3","content_index":0,"delta":"12"}

    event: response.output_text.delta
    data: {"type":"response.output_text.delta","item_id":"msg_3","content_index":0,"delta":"8"}

    event: response.output_item.done
    data: {"type":"response.output_item.done","item":{"type":"message","role":"assistant","id":"msg_3","content":[{"type":"output_text","text":"128"}]}}

    event: response.completed
    data: {"type":"response.completed","response":{"id":"resp_3","usage":{"input_tokens":1200,"input_tokens_details":{"cached_tokens":400},"output_tokens":60,"output_tokens_details":{"reasoning_tokens":20},"total_tokens":1260}}}

    "
  `);
  expect(REASONING_USAGE).toEqual({ input: 1200, cached: 400, output: 60, reasoning: 20 });
});
