import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { streamFacts } from '../../../../helpers/versions/upgrade/stream-facts.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';

function fixture(path: string): string {
  return readFileSync(join(SUITE_ROOT, 'fixtures', path), 'utf8');
}

const WIRE = fixture('0.169.0/app-server/turn/sum/wire.jsonl');
const SENT = WIRE.trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { from: string; message: unknown });

test('a stream of exec leads to its events, items and fields', () => {
  expect(streamFacts(fixture('0.98.0/exec/stateless/sum/stdout.jsonl'), 's')).toEqual([
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

test('a wire leads to the same facts however it was logged', () => {
  const marked = SENT.map(({ from, message }) => `${from === 'client' ? '> ' : '< '}${JSON.stringify(message)}`).join(
    '\n',
  );
  const recorded = streamFacts(WIRE, 'w');
  expect(streamFacts(marked, 'm')).toEqual(recorded);
  expect(recorded).toContain('wire answer turn/start .result.turn.id');
});

test('without the side of the client nothing is said of answers', () => {
  const server = SENT.filter(({ from }) => from === 'server').map(({ message }) => JSON.stringify(message));
  const keys = streamFacts(server.join('\n'), 's');
  expect(keys).toEqual(streamFacts(WIRE, 'w').filter((key) => !key.startsWith('wire answer')));
  expect(keys).toContain('wire notification turn/completed .params.turn.status');
});

test.for([
  ['', 's is empty.'],
  ['hello\n', 's: of the first 1 lines none is JSON.'],
  ['{"a":1}\n', 's: of the first 1 lines none is an event of codex exec --json or a message of codex app-server.'],
  ['> {"id":1,"method":"initialize"}\n', 's holds nothing of codex that could be relied on.'],
] as const)('%j is refused', ([text, message]) => {
  expect(() => streamFacts(text, 's')).toThrow(message);
});
