import { expect, test } from 'vitest';
import { answer, notification, request, verdictOn } from './wires.ts';

const FIRST = 'app-server/handshake/initialize-answered-first';
const NAMES = 'app-server/handshake/user-agent-names-client';
const initialize = request(1, 'initialize', { clientInfo: { name: 'probe', version: '1' } });

test('refusals may come before the answer to initialize', () => {
  const refusal = ['server', { id: 5, error: { code: -32600, message: 'Not initialized' } }] as const;
  expect(verdictOn(FIRST, request(5, 'thread/start'), refusal, initialize, answer(1, {}))).toEqual([
    'pass',
    '1 handshakes, all valid',
  ]);
});

test('what was captured of the server alone has no handshake', () => {
  expect(verdictOn(FIRST, notification('configWarning', {}), answer(1, {}))).toEqual(['untestable', 'no handshakes']);
});

test('messages after a rejected initialize are too early', () => {
  const refusal = ['server', { id: 1, error: { code: -32600, message: 'bad name' } }] as const;
  expect(verdictOn(FIRST, initialize, refusal, notification('configWarning', {}))).toEqual([
    'fail',
    '3: configWarning comes before the answer to initialize',
  ]);
});

test.for([
  ['probe/0.98.0 (Linux) unknown (probe; 1)', ['pass', '1 answers to initialize, all valid']],
  ['codex_cli_rs/0.61.0-alpha.1 (Linux) unknown (probe; 1)', ['pass', '1 answers to initialize, all valid']],
  ['probe/0.98 (Linux)', ['fail', '2: the userAgent does not begin with name/version']],
  ['codex/0.98.0 (Linux)', ['fail', '2: the userAgent does not name the client']],
  [7, ['fail', '2: no userAgent']],
] as const)('the userAgent %j', ([userAgent, verdict]) => {
  expect(verdictOn(NAMES, initialize, answer(1, { userAgent }))).toEqual(verdict);
});
