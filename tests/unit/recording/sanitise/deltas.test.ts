import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSanitiser } from '../../../../helpers/recording/sanitise.ts';
import { sampleProcess, sampleRecording } from '../sample-recording.ts';

const sanitiser = createSanitiser({ paths: [{ path: '/root', placeholder: '<HOME>' }], secrets: ['kn0wn-s3cret'] });

test('replaces a secret across deltas where it begins', () => {
  const lines = [
    delta('The key is sk-pr'),
    delta('oj-abcdefgh'),
    delta('ijklmnop, kept in /ro'),
    delta('other item: /ro', { itemId: 'msg_2' }),
    delta('ot/.codex.'),
    delta('ot', { itemId: 'msg_2' }),
  ];
  expect(sanitisedWire(lines)).toEqual([
    delta('The key is <REDACTED>'),
    delta(''),
    delta(', kept in <HOME>'),
    delta('other item: <HOME>', { itemId: 'msg_2' }),
    delta('/.codex.'),
    delta('', { itemId: 'msg_2' }),
  ]);
});

test('keeps a part that is a path only by itself', () => {
  const lines = [delta('see /srv'), delta('/root'), delta('/x')];
  expect(sanitisedWire(lines)).toEqual(lines);
});

test('keeps the spelling of a clean delta', () => {
  const line = String.raw`{ "method": "x/delta", "cwd": "/root/a", "delta":  "caf\u00e9 \/ bar" }`;
  expect(sanitisedWire([line])).toEqual([line.replace('/root', '<HOME>')]);
});

test('deltas add up to what the whole text becomes', () => {
  const piece = fc.constantFrom(
    '/ro',
    'ot',
    '/root',
    ' ',
    'kn0wn',
    '-s3cret',
    'a',
    '"',
    '\\',
    '\n',
    'api_key=',
    'abcd',
    'sk-',
    'ghp_',
    'x1'.repeat(12),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
      const replaced = sanitisedWire(pieces.map((text) => delta(text)));
      const parts = replaced.map((line) => (JSON.parse(line) as { params: { delta: string } }).params.delta);
      expect(parts.join('')).toBe(sanitiser.text(pieces.join('')));
    }),
  );
});

test('the events of a model reply are put together in the same way', () => {
  const exchange = sampleRecording().model[0]!;
  const recording = sampleRecording({
    model: [{ ...exchange, reply: { ...exchange.reply, body: event('kn0wn', 1) + event('-s3cret.', 2) } }],
  });
  expect(sanitiser.recording(recording).model[0]?.reply.body).toBe(event('<REDACTED>', 1) + event('.', 2));
});

test('what is no delta of text is sanitised like everything else', () => {
  const lines = [
    '{"delta":{"text":"/root"}}',
    '"delta":"cut /root',
    String.raw`{"delta":"\q /root"}`,
    '{"deltas":"/root"}',
  ];
  expect(sanitisedWire(lines)).toEqual(lines.map((line) => line.replace('/root', '<HOME>')));
});

function event(text: string, count: number): string {
  return `event: response.output_text.delta\ndata: {"type":"response.output_text.delta","sequence_number":${count},"item_id":"msg_1","delta":"${text}"}\n\n`;
}

function delta(text: string, ids: object = { itemId: 'msg_1' }): string {
  return JSON.stringify({
    method: 'item/agentMessage/delta',
    params: { threadId: 't', turnId: 'u', delta: text, ...ids },
  });
}

function sanitisedWire(lines: readonly string[]): string[] {
  const wire = lines.map((text, index) => ({ t_ms: index, from: 'server' as const, text }));
  const { processes } = sanitiser.recording(sampleRecording({ processes: [sampleProcess({ wire })] }));
  return processes[0]!.wire.map((line) => line.text);
}
