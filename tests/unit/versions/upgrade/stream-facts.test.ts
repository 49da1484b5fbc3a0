import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyText } from '../../../../helpers/versions/facts/fact-key.ts';
import { streamFacts } from '../../../../helpers/versions/upgrade/stream-facts.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';

function factTexts(text: string, source: string): string[] {
  return streamFacts(text, source).map(keyText);
}

function fixture(path: string): string {
  return readFileSync(join(SUITE_ROOT, 'fixtures', path), 'utf8');
}

const WIRE = fixture('0.169.0/app-server/turn/sum/wire.jsonl');
const SENT = WIRE.trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { from: string; message: unknown });

test('lists the events, items and fields of an exec stream', () => {
  expect(factTexts(fixture('0.98.0/exec/stateless/sum/stdout.jsonl'), 's')).toEqual([
    'exec item.completed',
    'exec item.completed .item',
    'exec item.completed .item<agent_message>',
    'exec item.completed .item<agent_message>.id',
    'exec item.completed .item<agent_message>.text',
    'exec thread.started',
    'exec thread.started .thread_id',
    'exec turn.completed',
    'exec turn.completed .usage',
    'exec turn.completed .usage.cached_input_tokens',
    'exec turn.completed .usage.input_tokens',
    'exec turn.completed .usage.output_tokens',
    'exec turn.started',
  ]);
});

test('lists the same facts of a wire in each log format', () => {
  const marked = SENT.map(({ from, message }) => `${from === 'client' ? '> ' : '< '}${JSON.stringify(message)}`).join(
    '\n',
  );
  const recorded = factTexts(WIRE, 'w');
  expect(factTexts(marked, 'm')).toEqual(recorded);
  expect(recorded).toContain('wire answer turn/start .result.turn.id');
});

test('skips answers if the client messages are missing', () => {
  const server = SENT.filter(({ from }) => from === 'server').map(({ message }) => JSON.stringify(message));
  const keys = factTexts(server.join('\n'), 's');
  expect(keys).toEqual(factTexts(WIRE, 'w').filter((key) => !key.startsWith('wire answer')));
  expect(keys).toContain('wire notification turn/completed .params.turn.status');
});

test.for([
  ['', 's is empty.'],
  ['hello\n', 's: line 1 is not JSON.'],
  ['{"a":1}\n', 's: line 1 is not an event of codex exec --json or a message of codex app-server.'],
  ['> {"id":1,"method":"initialize"}\n', 's has no event or message of codex.'],
] as const)('rejects the stream %j', ([text, message]) => {
  expect(() => streamFacts(text, 's')).toThrow(message);
});
