import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../../../../helpers/versions/facts/fact.ts';
import { keyText } from '../../../../helpers/versions/facts/fact-key.ts';
import { factsOf } from '../../../../helpers/versions/facts/facts-of.ts';
import { APP_SERVER, EXEC_PERSISTENT, EXEC_STATELESS } from '../../checks/samples.ts';
import { anyRecording } from '../../recording/any-recording.ts';
import { withProcess } from '../changed.ts';

/** Without evidence and numbers that vary. */
function texts(facts: readonly Fact[]): string[] {
  return facts
    .filter(({ kind }) => kind !== 'cost')
    .map(({ kind, key, value }) => `${kind} ${keyText(key)}: ${value}`)
    .toSorted();
}

test('lists the facts of an exec turn', () => {
  const { processes, ...rest } = EXEC_STATELESS;
  expect(texts(factsOf({ ...rest, processes, model: [], files: [] }))).toMatchInlineSnapshot(`
    [
      "count in exec/stateless/sum: exec process 1 count item.completed(agent_message): 1",
      "count in exec/stateless/sum: exec process 1 count thread.started: 1",
      "count in exec/stateless/sum: exec process 1 count turn.completed: 1",
      "count in exec/stateless/sum: exec process 1 count turn.started: 1",
      "count in exec/stateless/sum: model requests: none",
      "event exec item.completed .item<agent_message>: seen",
      "event exec item.completed: seen",
      "event exec thread.started: seen",
      "event exec turn.completed: seen",
      "event exec turn.started: seen",
      "field exec item.completed .item: object",
      "field exec item.completed .item<agent_message>.id: string",
      "field exec item.completed .item<agent_message>.text: string",
      "field exec thread.started .thread_id: string",
      "field exec turn.completed .usage.cached_input_tokens: number",
      "field exec turn.completed .usage.input_tokens: number",
      "field exec turn.completed .usage.output_tokens: number",
      "field exec turn.completed .usage: object",
      "flag help app-server.command.generate-json-schema: offered",
      "flag help exec.command.resume: offered",
      "flag help exec.flag.ephemeral: offered",
      "life in exec/stateless/sum: exec process 1 life agent_message: completed",
      "order in exec/stateless/sum: exec process 1 order: thread.started > turn.started > item.completed(agent_message) > turn.completed",
      "outcome in exec/stateless/sum: exec process 1 item-ids: item_0, item_1, …",
      "outcome in exec/stateless/sum: exec process 1 last-event: turn.completed",
      "outcome in exec/stateless/sum: process 1 ended-by: itself",
      "outcome in exec/stateless/sum: process 1 exit-code: 0",
      "outcome in exec/stateless/sum: process 1 reply of turn 1: as expected",
      "outcome in exec/stateless/sum: process 1 signal: none",
      "outcome in exec/stateless/sum: process 1 stderr: empty",
      "outcome in exec/stateless/sum: process 1 thread: named",
      "value in exec/stateless/sum: exec process 1 item.completed .item.type: agent_message",
      "value in exec/stateless/sum: exec process 1 turn.completed .usage.cached_input_tokens: 400",
      "value in exec/stateless/sum: exec process 1 turn.completed .usage.input_tokens: 1200",
      "value in exec/stateless/sum: exec process 1 turn.completed .usage.output_tokens: 60",
    ]
  `);
});

test('states whether a second process resumes the thread', () => {
  const threads = texts(factsOf(EXEC_PERSISTENT)).filter((fact) => / thread: /.test(fact));
  expect(threads).toMatchInlineSnapshot(`
    [
      "outcome in exec/persistent/recall: process 1 thread: named",
      "outcome in exec/persistent/recall: process 2 thread: the first",
    ]
  `);
});

test('names the method of each wire message and answer', () => {
  const events = texts(factsOf(APP_SERVER)).filter((fact) => /^event wire [^.]*$/.test(fact));
  expect(events).toMatchInlineSnapshot(`
    [
      "event wire answer initialize: seen",
      "event wire answer thread/start: seen",
      "event wire answer turn/start: seen",
      "event wire notification configWarning: seen",
      "event wire notification item/agentMessage/delta: seen",
      "event wire notification item/completed: seen",
      "event wire notification item/started: seen",
      "event wire notification thread/started: seen",
      "event wire notification thread/status/changed: seen",
      "event wire notification thread/tokenUsage/updated: seen",
      "event wire notification turn/completed: seen",
      "event wire notification turn/started: seen",
    ]
  `);
});

test('reads arbitrary recordings without throwing', () => {
  fc.assert(
    fc.property(anyRecording, (recording) => {
      expect(factsOf(recording).length).toBeGreaterThan(0);
    }),
  );
});

test('reads the output of a plain command as text', () => {
  const plain = withProcess(EXEC_STATELESS, { argv: ['exec', '--help'], stdout: 'Usage: codex exec\n\nOptions:\n' });
  expect(texts(factsOf(plain)).filter((fact) => fact.includes(': exec process'))).toEqual([
    'text in exec/stateless/sum: exec process 1 text of other lines: Usage: codex exec > Options:',
  ]);
});

test('lists session lines and the texts of kept files', () => {
  const path = 'sessions/2026/11/22/rollout-2026-11-22T14-23-08-01a203a3-b074-7ec1-a430-eb9482be42ed.jsonl';
  const lines = { kinds: ['event_msg/task_started'], fields: ['payload'] };
  const facts = factsOf({
    ...EXEC_STATELESS,
    files: [
      { place: 'codex_home', path, kind: 'file', size: 10, lines },
      { place: 'workspace', path: 'last.txt', kind: 'file', size: 0, text: '' },
      { place: 'workspace', path: 'more.txt', kind: 'file', size: 4, text: 'two\nlines' },
    ],
  });
  expect(texts(facts).filter((fact) => / files .* (?:line|field|text)\b/.test(fact))).toEqual([
    'file files codex_home sessions/<DATE>/rollout-<TIME>-<ID>.jsonl field payload: written',
    'file files codex_home sessions/<DATE>/rollout-<TIME>-<ID>.jsonl line event_msg/task_started: written',
    'value in exec/stateless/sum: files workspace last.txt text: empty',
    'value in exec/stateless/sum: files workspace more.txt text: two lines',
  ]);
});
