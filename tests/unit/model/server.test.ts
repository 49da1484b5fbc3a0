import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { gate, json, type Action, type ModelRequest, type Step } from '../../../helpers/model/script.ts';
import { startModel } from '../../../helpers/model/server.ts';
import { ask, GOOD, open, started } from './ask-model.ts';

const HEAD: Action = { do: 'head', status: 200, headers: { 'content-type': 'text/plain' } };
const END: Action = { do: 'end' };

function says(text: string): Step {
  return () => [HEAD, { do: 'bytes', bytes: text }, END];
}

test('runs the steps in order with their requests', async () => {
  const seen: ModelRequest[] = [];
  const noting: Step = (request) => {
    seen.push(request);
    return json(200, { n: request.n });
  };
  const model = await started({ steps: [noting, says('two')] });
  expect([await ask(model), await ask(model)]).toEqual(['200 {"n":1}', '200 two']);
  expect(seen).toEqual([{ n: 1, body: GOOD, headers: expect.objectContaining({ Host: new URL(model.url).host }) }]);
});

test('one rule can answer every request', async () => {
  const model = await started({ every: ({ n, body }) => json(200, [n, body.input.length]) });
  expect([await ask(model), await ask(model)]).toEqual(['200 [1,1]', '200 [2,1]']);
});

test('a request without a step is a violation', async () => {
  const model = await started({ steps: [says('one')] });
  expect([await ask(model), await ask(model)]).toEqual([
    '200 one',
    '599 {"error":{"message":"the scripted model has no step for this request"}}',
  ]);
  expect(model.exchanges.map(({ violations }) => violations)).toEqual([[], ['unscripted request: number 2']]);
});

test('records exchanges with the process that ran', async () => {
  let current = 1;
  const model = await started({ every: says('é') }, () => current);
  await ask(model, GOOD, '/responses?a=b');
  current = 2;
  await ask(model);
  const { host } = new URL(model.url);
  const exchange = {
    process: 1,
    t_ms: expect.any(Number),
    method: 'POST',
    path: '/v1/responses?a=b',
    headers: [
      ['Host', host],
      ['Connection', 'close'],
      ['Content-Length', String(JSON.stringify(GOOD).length)],
    ],
    body: GOOD,
    reply: { status: 200, body: 'é', ended_by: 'end' },
    violations: [],
  };
  expect(model.exchanges).toEqual([exchange, { ...exchange, process: 2, path: '/v1/responses' }]);
  expect(model.exchanges[1]!.t_ms).toBeGreaterThan(model.exchanges[0]!.t_ms);
});

test('knows its requests and the replies that are open', async () => {
  const held = gate();
  const wait: Action = { do: 'wait', gate: held };
  const model = await started({ steps: [says('one'), () => [HEAD, wait, END]] });
  expect(model.progress()).toEqual({ requests: 0, open: [] });
  await ask(model);
  const second = ask(model);
  await model.requested(2);
  await new Promise(setImmediate);
  expect(model.progress()).toEqual({ requests: 2, open: [2] });
  held.open();
  await second;
  expect(model.progress()).toEqual({ requests: 2, open: [] });
});

test('serves an empty list of models', async () => {
  const model = await started({ steps: [] });
  expect(await ask(model, '', '/models?client_version=0.98.0', 'GET')).toBe('200 {"models":[]}');
  expect(model.exchanges).toMatchObject([{ method: 'GET', body: null, violations: [] }]);
});

test.each([
  ['POST', '/responses/compact'],
  ['POST', '/chat/completions'],
  ['POST', '/models'],
  ['GET', '/responses'],
])('%s %s is a violation', async (method, path) => {
  const model = await started({ every: says('never') });
  expect(await ask(model, GOOD, path, method)).toBe('404 {}');
  expect(model.exchanges[0]!.violations).toEqual([`unexpected request: ${method} /v1${path}`]);
});

test('a malformed request gets its faults and no step', async () => {
  const model = await started({ steps: [says('one')] });
  expect(await ask(model, { ...GOOD, stream: false, input: [] })).toBe(
    '400 {"error":{"message":"`stream` is not true; `input` is not a non-empty list"}}',
  );
  expect(await ask(model, '{"model":')).toBe('400 {"error":{"message":"the body is not a JSON object"}}');
  expect(await ask(model)).toBe('200 one');
  expect(model.exchanges.map(({ body, violations }) => [body, violations])).toEqual([
    [{ ...GOOD, stream: false, input: [] }, ['`stream` is not true', '`input` is not a non-empty list']],
    ['{"model":', ['the body is not a JSON object']],
    [GOOD, []],
  ]);
});

test('a gate holds back the actions after it', async () => {
  const [first, second] = [gate(), gate()];
  const model = await started({
    steps: [
      () => [
        HEAD,
        { do: 'wait', gate: first },
        { do: 'bytes', bytes: 'a' },
        { do: 'wait', gate: second },
        { do: 'bytes', bytes: 'b' },
        END,
      ],
    ],
  });
  const answer = await open(model);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/plain']);
  expect(model.exchanges[0]!.reply).toEqual({ status: 200, body: '', ended_by: 'open' });
  first.open();
  expect((await answer.next()).toString()).toBe('a');
  expect(model.exchanges[0]!.reply).toEqual({ status: 200, body: 'a', ended_by: 'open' });
  second.open();
  expect(await answer.rest()).toEqual({ body: 'b' });
  expect(model.exchanges[0]!.reply).toEqual({ status: 200, body: 'ab', ended_by: 'end' });
});

test('an open gate does not wait', async () => {
  const door = gate();
  door.open();
  door.open();
  const model = await started({ every: () => [HEAD, { do: 'wait', gate: door }, { do: 'bytes', bytes: 'x' }, END] });
  expect([await ask(model), await ask(model)]).toEqual(['200 x', '200 x']);
});

test('bytes arrive as written, also split characters', async () => {
  const door = gate();
  const [whole] = [Buffer.from('é')];
  const model = await started({
    steps: [
      () => [
        HEAD,
        { do: 'bytes', bytes: whole.subarray(0, 1) },
        { do: 'wait', gate: door },
        { do: 'bytes', bytes: whole.subarray(1) },
        END,
      ],
    ],
  });
  const answer = await open(model);
  expect(await answer.next()).toEqual(whole.subarray(0, 1));
  door.open();
  expect(await answer.next()).toEqual(whole.subarray(1));
  await answer.rest();
  expect(model.exchanges[0]!.reply.body).toBe('é');
});

test('records an incomplete character as U+FFFD', async () => {
  const model = await started({ steps: [() => [HEAD, { do: 'bytes', bytes: new Uint8Array([0x61, 0xc3]) }, END]] });
  await ask(model);
  expect(model.exchanges[0]!.reply.body).toBe('a\uFFFD');
});

test('reset cuts the connection, end does not', async () => {
  const part: Action = { do: 'bytes', bytes: 'part' };
  const sent = gate();
  const model = await started({
    steps: [() => [HEAD, part, { do: 'wait', gate: sent }, { do: 'reset' }], () => [HEAD, part, END]],
  });
  const cut = await open(model);
  expect((await cut.next()).toString()).toBe('part');
  sent.open();
  expect(await cut.rest()).toEqual({ body: '', error: 'ECONNRESET' });
  expect(await ask(model)).toBe('200 part');
  expect(model.exchanges.map(({ reply }) => reply)).toEqual([
    { status: 200, body: 'part', ended_by: 'reset' },
    { status: 200, body: 'part', ended_by: 'end' },
  ]);
});

test('reset sends a TCP reset', async () => {
  const sent = gate();
  const model = await started({ steps: [() => [HEAD, { do: 'wait', gate: sent }, { do: 'reset' }]] });
  const socket = connect(Number(new URL(model.url).port), '127.0.0.1');
  const body = JSON.stringify(GOOD);
  socket.write(`POST /v1/responses HTTP/1.1\r\nhost: h\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  await once(socket, 'data');
  const failed = once(socket, 'error');
  socket.on('end', () => socket.destroy(new Error('ended')));
  sent.open();
  expect(await failed).toMatchObject([{ code: 'ECONNRESET' }]);
});

test('reset works before the head', async () => {
  const model = await started({ steps: [() => [{ do: 'reset' }]] });
  await expect(fetch(`${model.url}/responses`, { method: 'POST', body: JSON.stringify(GOOD) })).rejects.toThrow(
    'fetch failed',
  );
  expect(model.exchanges[0]!.reply).toEqual({ status: 0, body: '', ended_by: 'reset' });
});

test.each<[string, Action]>([
  ['stalls', { do: 'stall' }],
  ['waits', { do: 'wait', gate: gate() }],
])('a client that leaves while the reply %s ends it', async (_, action) => {
  const model = await started({
    steps: [() => [HEAD, { do: 'bytes', bytes: 'part' }, action, { do: 'bytes', bytes: 'late' }, END]],
  });
  const answer = await open(model);
  await answer.next();
  answer.request.destroy();
  await expect.poll(() => model.exchanges[0]!.reply).toEqual({ status: 200, body: 'part', ended_by: 'client' });
});

test('close() ends open replies and frees the port', async () => {
  const model = await startModel({ steps: [() => [HEAD, { do: 'bytes', bytes: 'part' }, { do: 'stall' }]] }, () => 1);
  const answer = await open(model);
  await answer.next();
  await model.close();
  expect(await answer.rest()).toEqual({ body: '', error: 'ECONNRESET' });
  expect(model.exchanges[0]!.reply).toEqual({ status: 200, body: 'part', ended_by: 'open' });
  const [error] = (await once(connect(Number(new URL(model.url).port), '127.0.0.1'), 'error')) as [
    NodeJS.ErrnoException,
  ];
  expect(error.code).toBe('ECONNREFUSED');
});

test('answers requests in parallel', async () => {
  const door = gate();
  const model = await started({
    steps: [() => [HEAD, { do: 'wait', gate: door }, { do: 'bytes', bytes: 'slow' }, END], says('quick')],
  });
  const slow = await open(model);
  expect(await ask(model)).toBe('200 quick');
  door.open();
  expect(await slow.rest()).toEqual({ body: 'slow' });
});

test('an incomplete request uses no step', async () => {
  const model = await started({ steps: [says('one')] });
  const socket = connect(Number(new URL(model.url).port), '127.0.0.1').on('error', () => undefined);
  socket.write('POST /v1/responses HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\ncontent-length: 1000\r\n\r\n');
  // The answer "100 Continue" shows that the server has begun to read.
  await once(socket, 'data');
  socket.write('{"model":');
  socket.resetAndDestroy();
  expect(await ask(model)).toBe('200 one');
  expect(model.exchanges).toHaveLength(1);
});

test('close() rejects with the error of a script', async () => {
  const model = await startModel({ steps: [() => JSON.parse('oops') as never] }, () => 1);
  await expect(fetch(`${model.url}/responses`, { method: 'POST', body: JSON.stringify(GOOD) })).rejects.toThrow(
    'fetch failed',
  );
  await expect(model.close()).rejects.toThrow(SyntaxError);
});
