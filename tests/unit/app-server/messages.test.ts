import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { classify, classifyLine } from '../../../helpers/app-server/messages.ts';

test('classifies messages by their members', () => {
  expect(
    [
      { method: 'item/tool/call', id: 0, params: { tool: 't' } },
      { method: 'account/read', id: 'a' },
      { method: 'turn/started', params: { turn: {} }, emittedAtMs: 1_795_349_406_945 },
      { method: 'initialized' },
      { id: 3, result: { turn: {} } },
      { id: 'a', result: null },
      { id: -1, error: { code: -32600, message: 'Not initialized' } },
      { id: 4, error: { code: -32602, message: 'too large', data: { max_chars: 1 } } },
    ].map(classify),
  ).toEqual([
    { kind: 'request', id: 0, method: 'item/tool/call', params: { tool: 't' } },
    { kind: 'request', id: 'a', method: 'account/read', params: undefined },
    { kind: 'notification', method: 'turn/started', params: { turn: {} } },
    { kind: 'notification', method: 'initialized', params: undefined },
    { kind: 'response', id: 3, result: { turn: {} } },
    { kind: 'response', id: 'a', result: null },
    { kind: 'error-response', id: -1, error: { code: -32600, message: 'Not initialized' } },
    { kind: 'error-response', id: 4, error: { code: -32602, message: 'too large', data: { max_chars: 1 } } },
  ]);
});

test('names the reason why a line is no message', () => {
  const reasons = [
    '',
    '{"id":1',
    'null',
    '5',
    '[{"method":"a"}]',
    '{}',
    '{"id":1}',
    '{"id":1,"result":{},"error":{"code":1,"message":"m"}}',
    '{"method":5}',
    '{"method":"a","id":null}',
    '{"method":"a","id":1.5}',
    '{"id":null,"result":{}}',
    '{"result":{}}',
    '{"id":1,"error":"no"}',
    '{"id":1,"error":{"code":"x"}}',
  ].map((line) => {
    const message = classifyLine(line);
    return `${line} → ${message.kind === 'invalid' ? message.reason : message.kind}`;
  });
  expect(reasons).toMatchInlineSnapshot(`
    [
      " → an empty line",
      "{"id":1 → not JSON",
      "null → null instead of an object",
      "5 → a number instead of an object",
      "[{"method":"a"}] → an array instead of an object",
      "{} → an object without method, result or error",
      "{"id":1} → an object without method, result or error",
      "{"id":1,"result":{},"error":{"code":1,"message":"m"}} → a response with both result and error",
      "{"method":5} → a malformed notification: method: Invalid input: expected string, received number",
      "{"method":"a","id":null} → a malformed request: id: expected a string or an integer",
      "{"method":"a","id":1.5} → a malformed request: id: expected a string or an integer",
      "{"id":null,"result":{}} → a malformed response: id: expected a string or an integer",
      "{"result":{}} → a malformed response: id: expected a string or an integer",
      "{"id":1,"error":"no"} → a malformed error response: error: Invalid input: expected object, received string",
      "{"id":1,"error":{"code":"x"}} → a malformed error response: error.code: Invalid input: expected number, received string; error.message: Invalid input: expected string, received undefined",
    ]
  `);
});

test('a message with a method is never a response', () => {
  expect(classify({ method: 'a', id: 1, result: {} })).toEqual({
    kind: 'request',
    id: 1,
    method: 'a',
    params: undefined,
  });
});

test('never throws for any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(classifyLine(JSON.stringify(value))).toEqual(classify(value));
    }),
  );
});
