import { expect, test } from 'vitest';
import { conversation } from '../../../helpers/model/conversation.ts';
import { CONTEXTS, message, resumed098 } from './inputs.ts';

test.each(Object.entries(CONTEXTS))('finds the prompt after the context of %s', (_, context) => {
  const { prompt, earlier } = conversation([...context, message('user', 'What is 1 + 1?')]);
  expect(prompt).toBe('What is 1 + 1?');
  expect(earlier).toHaveLength(context.filter(({ type }) => type === 'message').length);
});

test.each(Object.entries(CONTEXTS))('the context of %s is no prompt', (_, context) => {
  expect(conversation(context)).toEqual({ prompt: undefined, earlier: [] });
});

test('finds the last prompt of a resumed conversation', () => {
  const { prompt, earlier } = conversation(resumed098('first', 'reply', 'second'));
  expect(prompt).toBe('second');
  expect(earlier.filter(({ text }) => /^\w+$/.test(text))).toEqual([
    { role: 'user', text: 'first' },
    { role: 'assistant', text: 'reply' },
  ]);
});

test('messages after the prompt are not earlier', () => {
  const input = [message('user', 'one'), message('assistant', 'two'), { type: 'reasoning', id: 'r' }];
  expect(conversation(input)).toEqual({ prompt: 'one', earlier: [] });
});

test('reads messages of plain text and of parts', () => {
  expect(conversation([{ role: 'user', content: 'plain' }])).toEqual({ prompt: 'plain', earlier: [] });
  expect(conversation([message('user', 'in ', 'parts')])).toEqual({ prompt: 'in parts', earlier: [] });
});

test.each([
  '<turn_aborted>\nThe user interrupted.\n</turn_aborted>',
  '<user_instructions>\nBe brief.\n</user_instructions>',
  '\n<environment_context></environment_context>\n',
  '<skill>\n<name>x</name>\n</skill>',
  '<permissions_profile type="managed">…</permissions_profile>',
])('%j is no prompt', (text) => {
  expect(conversation([message('user', 'asked'), message('user', text)]).prompt).toBe('asked');
});

test.each([
  '<task>What is 2 + 2?</task>',
  '<b>2</b> + 2?',
  'Explain <environment_context></environment_context>',
  '<environment_context> is what?',
  '<environment_context></environment_context> What is 2 + 2?',
  'AGENTS.md instructions',
])('%j is a prompt', (text) => {
  expect(conversation([message('user', text)]).prompt).toBe(text);
});

test('ignores items that are no messages', () => {
  const input = [
    null,
    7,
    'text',
    [],
    {},
    { role: 'user' },
    { role: 'user', content: 7 },
    { role: 'user', content: [null, {}, { text: 1 }] },
  ];
  expect(conversation(input)).toEqual({ prompt: undefined, earlier: [] });
});
