import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { Connection } from '../../../helpers/app-server/connection.ts';
import { stdioLineDuplex } from '../../../helpers/app-server/line-duplex.ts';
import { openConnection, rejectionOf } from './memory-duplex.ts';
import { piecesOf } from './pieces.ts';

test('reports every line that has no use, with the raw line', async () => {
  const { connection, duplex, violations } = openConnection();
  const answered = connection.request('a');
  const abandoned = rejectionOf(connection.request('b', {}, { timeoutMs: 0 }));
  duplex.receive('{"id":1,"result":"first"}');
  expect(await answered).toBe('first');
  await abandoned;
  const lines = [
    '{"id":1,"result":"second"}',
    '{"id":2,"error":{"code":1,"message":"m"}}',
    '{"id":2,"result":{}}',
    '{"id":"1","result":{}}',
    '{"id":9,"error":{"code":1,"message":"m"}}',
    'WARN something',
    '',
    '{"id":1,"result":{},"error":{"code":1,"message":"m"}}',
  ];
  for (const line of lines) duplex.receive(line);
  expect(violations).toEqual([
    { kind: 'duplicate-response', line: lines[0], reason: 'an answer with id 1, of a' },
    { kind: 'late-response', line: lines[1], reason: 'an answer with id 2, of b' },
    { kind: 'duplicate-response', line: lines[2], reason: 'an answer with id 2, of b' },
    { kind: 'unknown-response', line: lines[3], reason: 'an answer with id "1", which no request has' },
    { kind: 'unknown-response', line: lines[4], reason: 'an answer with id 9, which no request has' },
    { kind: 'invalid-message', line: lines[5], reason: 'not JSON' },
    { kind: 'invalid-message', line: lines[6], reason: 'an empty line' },
    { kind: 'invalid-message', line: lines[7], reason: 'an answer with both result and error' },
  ]);
});

test('reports the flaws of a line and still uses what it says', async () => {
  const { connection, duplex, violations } = openConnection();
  const answer = connection.request('a');
  const line = '{"id":1,"result":"\uFFFD"}';
  duplex.receive(line, ['unterminated', 'invalid-utf-8']);
  expect(await answer).toBe('\uFFFD');
  expect(violations).toEqual([
    { kind: 'unterminated', line, reason: 'the line is unterminated' },
    { kind: 'invalid-utf-8', line, reason: 'the line is invalid-utf-8' },
  ]);
});

test('gives the same messages for any order of answers, any mix with notifications and any chunking', async () => {
  const answers = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 6, maxLength: 6 });
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { maxLength: 6 });
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(answers, texts, fc.infiniteStream(fc.boolean()), cuts, async (ids, notes, coin, sizes) => {
      const stdout = new PassThrough();
      const faults: unknown[] = [];
      const onFault = (fault: unknown): void => void faults.push(fault);
      const connection = new Connection(stdioLineDuplex(new PassThrough(), stdout), { onFault });
      const heard: unknown[] = [];
      const violations: unknown[] = [];
      connection.onNotification(({ params }) => heard.push(params));
      connection.onViolation((violation) => violations.push(violation));
      connection.open();
      const results = Promise.all(Array.from({ length: 6 }, (_, index) => connection.request(`m${index + 1}`)));

      const lines = interleaved(
        ids.map((id) => ({ id, result: `result of ${id}\u2028` })),
        notes.map((text) => ({ method: 'n', params: text })),
        coin,
      );
      const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      for (const piece of piecesOf(bytes, sizes)) stdout.write(piece);

      expect(await results).toEqual([1, 2, 3, 4, 5, 6].map((id) => `result of ${id}\u2028`));
      stdout.end();
      await once(stdout, 'close');
      expect({ heard, violations, faults }).toEqual({ heard: notes, violations: [], faults: [] });
    }),
    { numRuns: 60 },
  );
});

function interleaved<T, U>(left: readonly T[], right: readonly U[], coin: Iterator<boolean>): (T | U)[] {
  const mixed: (T | U)[] = [];
  const [a, b] = [[...left], [...right]];
  while (a.length > 0 || b.length > 0) {
    const next = b.length === 0 || (a.length > 0 && coin.next().value === true) ? a.shift() : b.shift();
    if (next !== undefined) mixed.push(next);
  }
  return mixed;
}
