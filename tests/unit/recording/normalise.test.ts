import { expect, test } from 'vitest';
import { normalise } from '../../../helpers/recording/normalise.ts';

test.for([
  ['thread 01999999-0000-7000-8000-000000000000 (code -32600)', 'thread <ID> (code -32600)'],
  ['msg_0f0f0f0f0f0f0f0f in sessions/2026/01/02/x', '<ID> in sessions/<DATE>/x'],
  ['2026-01-02T03:04:05.678Z, 1795357394323', '<TIME>, <TIME>'],
  ['http://127.0.0.1:40123/v1, port 40123', 'http://127.0.0.1:<PORT>/v1, port 40123'],
  ['pid 4711, process 4711 took 12.5 ms', 'pid <PID>, process <PID> took <DURATION>'],
  ['process 1: exit code 1, expected 2', 'process 1: exit code 1, expected 2'],
  ['codex 0.98.0 used 1048576 tokens of /root/a', 'codex 0.98.0 used 1048576 tokens of /root/a'],
] as const)('replaces what differs each time in %j', ([text, normalised]) => {
  expect(normalise(text)).toBe(normalised);
});

test('names each value by a placeholder of the caller', () => {
  const text = normalise('REF-ABCD2345EFGH a1b2c3d4e5f60718', (kind, value) => `${kind}=${value.length}`);
  expect(text).toBe('REFERENCE_CODE=16 ID=16');
});
