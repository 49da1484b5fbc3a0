import { expect, test } from 'vitest';
import { answer, request, verdictOn } from './wires.ts';

const refusal = (id: number | string) => ['server', { id, error: { code: -32600, message: 'no' } }] as const;

test('answers may come in another order than their requests', () => {
  const wire = [request(1, 'a'), request(2, 'b'), answer(2, {}), answer(1, {})];
  expect(verdictOn('app-server/wire/one-answer-per-request', ...wire)).toEqual([
    'pass',
    '2 requests of the client, all valid',
  ]);
});

test('an id that is free again can be used for another request', () => {
  const wire = [request(1, 'a'), answer(1, {}), request(1, 'b'), refusal(1)];
  expect(verdictOn('app-server/wire/one-answer-per-request', ...wire)[0]).toBe('pass');
});

test('a server request is no response to the same id', () => {
  const wire = [request(1, 'a'), ['server', { id: 1, method: 'item/tool/call', params: {} }]] as const;
  expect(verdictOn('app-server/wire/one-answer-per-request', ...wire)).toEqual(['fail', '1: a was never answered']);
});

test('answers alone, without what was asked, are not judged', () => {
  expect(verdictOn('app-server/wire/one-answer-per-request', answer(1, {}), answer(2, {}))).toEqual([
    'untestable',
    'no requests of the client',
  ]);
});

test('a text that is no number has no twin among the numbers', () => {
  expect(verdictOn('app-server/wire/answer-id-type', request(1, 'a'), answer('x', {}), answer(1, {}))).toEqual([
    'pass',
    '1 responses of the server, all valid',
  ]);
});

test('a number in place of the text that was sent is another id', () => {
  const asked = ['client', { id: '7', method: 'a', params: {} }] as const;
  expect(verdictOn('app-server/wire/answer-id-type', asked, answer(7, {}))).toEqual([
    'fail',
    '2: the id of the request has another type',
  ]);
});

test('an error answer is told with the method that it refuses', () => {
  expect(verdictOn('app-server/wire/no-error-answers', request(1, 'turn/start'), refusal(1), refusal(9))).toEqual([
    'fail',
    '2: turn/start: no (-32600)',
    '3: request 9: no (-32600)',
  ]);
});
