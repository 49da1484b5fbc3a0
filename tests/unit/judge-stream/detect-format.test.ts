import { expect, test } from 'vitest';
import { createDetector, type StreamForm } from '../../../helpers/judge-stream/detect-format.ts';

const ALL = ['exec', 'recorded', 'marked', 'server-output'] as const;

function detected(text: string, forms: readonly StreamForm[] = ALL) {
  const detector = createDetector(forms);
  return detector.push(Buffer.from(text)) ?? detector.end();
}

test.for<[line: string, form: StreamForm | 'none']>([
  ['{"type":"thread.started","thread_id":"t"}', 'exec'],
  ['\uFEFF{"type":"turn.started"}', 'exec'],
  ['{"type":"error","message":"m"}', 'exec'],
  ['{"t_ms":1,"from":"client","message":{"method":"initialize"}}', 'recorded'],
  ['{"from":"server","text":"WARN"}', 'recorded'],
  ['{"from":"server"}', 'none'],
  ['{"from":"me","message":{}}', 'none'],
  ['> {"method":"initialize","id":1}', 'marked'],
  ['<{"id":1,"result":{}}', 'marked'],
  ['> quoted', 'none'],
  ['> {broken', 'none'],
  ['{"method":"thread/started","params":{}}', 'server-output'],
  ['{"id":1,"result":null}', 'server-output'],
  ['{"id":1,"error":{"code":1,"message":""}}', 'server-output'],
  ['{"id":1}', 'none'],
  ['{"type":"session_meta"}', 'none'],
  ['[{"type":"turn.started"}]', 'none'],
  ['null', 'none'],
  ['', 'none'],
])('%s is %s', ([line, form]) => {
  expect([detected(`${line}\n`), detected(line)]).toEqual([form, form]);
});

test('forms that are not looked for are passed over', () => {
  expect(detected('{"type":"turn.started"}\n{"id":1,"result":2}\n', ['recorded', 'server-output'])).toBe(
    'server-output',
  );
});

test('gives up after 1000 lines, or after 16 million characters', () => {
  const event = '{"type":"turn.started"}\n';
  expect([
    detected('x\n'.repeat(999) + event),
    detected('x\n'.repeat(1000) + event),
    detected(`${'x'.repeat(15e6)}\n${event}`),
    detected(`${'x'.repeat(17e6)}\n${event}`),
  ]).toEqual(['exec', 'none', 'exec', 'none']);
});
