import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createParser, parseText } from '../../../helpers/exec/parser.ts';
import type { ParsedLine } from '../../../helpers/exec/parser.ts';
import { anyText, EVENTS } from './samples.ts';

function parseChunks(chunks: Iterable<Uint8Array>): ParsedLine[] {
  const parser = createParser();
  const lines = [...chunks].flatMap((chunk) => parser.push(chunk));
  return [...lines, ...parser.end()];
}

function findingOf(line: ParsedLine): object {
  const written = new Set(['text', ...Object.keys(plain)]);
  expect(line).toMatchObject(plain);
  return Object.fromEntries(Object.entries(line).filter(([key]) => !written.has(key)));
}

const plain = { terminated: true, crlf: false, bom: false, validUtf8: true };

test('parses every known event', () => {
  const text = EVENTS.map((event) => `${JSON.stringify(event)}\n`).join('');
  const expected = EVENTS.map((event, index) => ({
    ...plain,
    line: index + 1,
    text: JSON.stringify(event),
    kind: 'event',
    event,
  }));
  expect(parseText(text)).toEqual(expected);
  expect(parseChunks([Buffer.from(text)])).toEqual(expected);
});

test('classifies each line by its fault', () => {
  const stream = [
    '{"type":"turn.started"}',
    '',
    ' \t ',
    'thread panicked',
    '{"type":"turn.started"',
    '{"a":"\0"}',
    '{"a":"\r"}',
    '[1,2]',
    'null',
    '"text"',
    '12',
    '{"type":"session.created"}',
    '{"type":"item.started","item":{"id":"item_0","type":"image_view"}}',
    '{"type":"turn.failed","error":{}}',
    '{"type":"turn.started"}{"type":"turn.started"}',
    '\uFEFF{"type":"turn.started"}',
    '{"type":"error","message":"\u2028\u2029\u0085"}',
    '\u00A0\u2028',
    '',
  ].join('\n');
  const findings = parseText(stream).map(findingOf);
  expect(findings).toMatchInlineSnapshot(`
    [
      {
        "event": {
          "type": "turn.started",
        },
        "kind": "event",
        "line": 1,
      },
      {
        "kind": "blank",
        "line": 2,
      },
      {
        "kind": "blank",
        "line": 3,
      },
      {
        "kind": "not-json",
        "line": 4,
        "reason": "Unexpected token 'h', "thread panicked" is not valid JSON",
      },
      {
        "kind": "not-json",
        "line": 5,
        "reason": "Expected ',' or '}' after property value in JSON at position 22",
      },
      {
        "kind": "not-json",
        "line": 6,
        "reason": "Bad control character in string literal in JSON at position 6",
      },
      {
        "kind": "not-json",
        "line": 7,
        "reason": "Bad control character in string literal in JSON at position 6",
      },
      {
        "kind": "not-an-object",
        "line": 8,
        "value": [
          1,
          2,
        ],
      },
      {
        "kind": "not-an-object",
        "line": 9,
        "value": null,
      },
      {
        "kind": "not-an-object",
        "line": 10,
        "value": "text",
      },
      {
        "kind": "not-an-object",
        "line": 11,
        "value": 12,
      },
      {
        "kind": "unknown-event",
        "line": 12,
        "type": "session.created",
        "value": {
          "type": "session.created",
        },
      },
      {
        "kind": "unknown-item",
        "line": 13,
        "type": "image_view",
        "value": {
          "item": {
            "id": "item_0",
            "type": "image_view",
          },
          "type": "item.started",
        },
      },
      {
        "issues": [
          {
            "message": "Invalid input: expected string, received undefined",
            "path": "error.message",
          },
        ],
        "kind": "malformed-event",
        "line": 14,
        "value": {
          "error": {},
          "type": "turn.failed",
        },
      },
      {
        "kind": "not-json",
        "line": 15,
        "reason": "Unexpected non-whitespace character after JSON at position 23",
      },
      {
        "kind": "not-json",
        "line": 16,
        "reason": "Unexpected token '﻿', "﻿{"type":""... is not valid JSON",
      },
      {
        "event": {
          "message": "  ",
          "type": "error",
        },
        "kind": "event",
        "line": 17,
      },
      {
        "kind": "not-json",
        "line": 18,
        "reason": "Unexpected token ' ', "  " is not valid JSON",
      },
    ]
  `);
});

test.for([
  ['{"type":"turn.comp', 'truncated'],
  ['{"type":"turn.started"}', 'event'],
  ['{"type":"turn.started"}\r', 'event'],
  ['{}', 'malformed-event'],
  ['panic', 'truncated'],
  ['[', 'truncated'],
  ['[]', 'not-an-object'],
  [' ', 'blank'],
])('the last line %j without a line break is: %s', ([text, kind]) => {
  expect(parseText(`{"type":"turn.started"}\n${text}`).at(-1)).toMatchObject({ kind, line: 2, terminated: false });
});

test('reports line breaks, BOM and invalid UTF-8', () => {
  const bytes = Buffer.concat([
    Buffer.from('\uFEFF{"type":"turn.started"}\r\n{"type":"error","message":"a'),
    Buffer.from([0xff]),
    Buffer.from('"}\r\n{"type":"error","message":"\uFFFD"}'),
  ]);
  expect(parseChunks([bytes])).toEqual([
    {
      line: 1,
      text: '{"type":"turn.started"}',
      terminated: true,
      crlf: true,
      bom: true,
      validUtf8: true,
      kind: 'event',
      event: { type: 'turn.started' },
    },
    {
      line: 2,
      text: '{"type":"error","message":"a\uFFFD"}',
      terminated: true,
      crlf: true,
      bom: false,
      validUtf8: false,
      kind: 'event',
      event: { type: 'error', message: 'a\uFFFD' },
    },
    {
      line: 3,
      text: '{"type":"error","message":"\uFFFD"}',
      terminated: false,
      crlf: false,
      bom: false,
      validUtf8: true,
      kind: 'event',
      event: { type: 'error', message: '\uFFFD' },
    },
  ]);
});

test('parses a line of megabytes from small chunks', () => {
  const event = { type: 'error', message: 'é"\\\n'.repeat(800_000) };
  const bytes = Buffer.from(`${JSON.stringify(event)}\n{"type":"turn.started"}\n`);
  const chunks = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
    bytes.subarray(index * 1000, (index + 1) * 1000),
  );
  const [first, second, ...rest] = parseChunks(chunks);
  expect(first?.kind === 'event' && first.event.type === 'error' && first.event.message === event.message).toBe(true);
  expect([second?.line, second?.kind, rest]).toEqual([2, 'event', []]);
});

const PIECES = [
  '\n',
  '\r\n',
  '\r',
  '\uFEFF',
  '\u2028',
  '\0',
  ' ',
  '{',
  '"',
  'é',
  '😀',
  '{"type":"turn.started"}',
  '[]',
];
const piece = fc.oneof(
  fc.constantFrom(...PIECES).map((text) => Buffer.from(text)),
  fc.constantFrom(...EVENTS).map((event) => Buffer.from(JSON.stringify(event))),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
);
const anyBytes = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.concat(pieces));

test('the result does not depend on the chunks', () => {
  fc.assert(
    fc.property(anyBytes, fc.array(fc.nat(), { maxLength: 8 }), (bytes, cuts) => {
      const whole = parseChunks([bytes]);
      const borders = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
      expect(parseChunks(borders.map((border, index) => bytes.subarray(border, borders[index + 1])))).toEqual(whole);
      expect(parseChunks([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
    }),
  );
});

test('the lines rejoin to the decoded stream', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const lines = parseChunks([bytes]);
      const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      const rejoined = lines.map(({ text, terminated, crlf, bom }) => {
        const lineBreak = crlf ? '\r\n' : '\n';
        return `${bom ? '\uFEFF' : ''}${text}${terminated ? lineBreak : ''}`;
      });
      expect(rejoined.join('')).toBe(decoded);
      expect(lines.map((line) => line.line)).toEqual(lines.map((_, index) => index + 1));
      expect(parseText(decoded)).toEqual(lines.map((line) => Object.assign(line, { validUtf8: true })));
    }),
  );
});

test('concatenated streams parse like each alone', () => {
  fc.assert(
    fc.property(anyBytes, anyBytes, (one, two) => {
      fc.pre(!two.toString().startsWith('\uFEFF'));
      const first = parseChunks([one, Buffer.from('\n')]);
      const second = parseChunks([two]).map((line) => Object.assign(line, { line: line.line + first.length }));
      expect(parseChunks([one, Buffer.from('\n'), two])).toEqual([...first, ...second]);
    }),
  );
});

test('returns the text of a message unchanged', () => {
  fc.assert(
    fc.property(fc.array(anyText), (texts) => {
      const events = texts.map((text, index) => ({
        type: 'item.completed',
        item: { id: `item_${index}`, type: 'agent_message', text },
      }));
      const bytes = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
      const parsed = parseChunks([bytes]).map((line) => (line.kind === 'event' ? line.event : line));
      expect(parsed).toEqual(events);
    }),
  );
});
