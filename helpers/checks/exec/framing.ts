import type { Mutation } from '../../mutations/mutation.ts';
import { changeLastProcess } from '../../mutations/recording.ts';
import { addEventsAfter, appendLine, changeEvents, insertLines, changeStdout } from '../../mutations/stdout.ts';
import { duplicateKeys } from '../../exec/duplicate-keys.ts';
import type { ParsedLine } from '../../exec/parser.ts';
import type { Check } from '../check.ts';
import { execRule, lineRule } from '../stream-rule.ts';
import { EVENTS } from './authorities.ts';
import type { JsonObject } from '../../util/json-object.ts';

/** The lines of the stream, their JSON, and its fields. */
export const framingChecks: readonly Check[] = [
  execRule({
    id: 'exec/stdout/jsonl-only',
    clause: 'With --json, each line of stdout is one JSON object in UTF-8, ended by a line feed.',
    level: 'must',
    assumes: ['event-stream', 'starts'],
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Non-interactive mode: --json makes stdout a JSON Lines stream; RFC 8259 §8.1',
    },
    about: 'lines',
    whenNone: 'untestable',
    start: lineRule(() => ({ see: (line) => notOneObject(line) ?? true })),
    mutants: () => ({
      'prints a warning first': insertLines(0, 'WARNING: proceeding without PATH aliases'),
      'prints an empty line': insertLines(2, ''),
      'prints a list': insertLines(2, '[1]'),
      'prints a number last': appendLine('7'),
      'prints null': insertLines(1, 'null'),
      'prints two events in a line': changeStdout((lines) => [lines.slice(0, 2).join(''), ...lines.slice(2)]),
      'cuts its last line': changeLastProcess(({ stdout }) => ({ stdout: stdout.slice(0, -3) })),
      'leaves out the last line feed': changeLastProcess(({ stdout }) => ({ stdout: stdout.slice(0, -1) })),
      'begins with a byte order mark': changeLastProcess(({ stdout }) => ({ stdout: `\uFEFF${stdout}` })),
    }),
  }),
  execRule({
    id: 'exec/stdout/distinct-keys',
    clause: 'No object of an event has a key twice, so that all parsers read the same.',
    level: 'should',
    assumes: ['event-stream', 'starts'],
    authority: { kind: 'documented', reference: 'RFC 8259 §4: the names within an object SHOULD be unique' },
    about: 'objects',
    whenNone: 'not-applicable',
    start: lineRule(() => ({
      see(line) {
        if (!isObject(line)) return undefined;
        const keys = duplicateKeys(line.text);
        return keys.length === 0 ? true : `repeated keys: ${keys.join(', ')}`;
      },
    })),
    mutants: () => ({
      'names the type twice': rewritten('"type":"turn.completed"', '"type":"turn.completed","type":"turn.completed"'),
      'names the id of an item twice': rewritten('"id":"item_', '"id":"ws_1","id":"item_'),
      'names a key again in escapes': rewritten('"thread_id":', String.raw`"thread\u005fid":"","thread_id":`),
    }),
  }),
  execRule({
    id: 'exec/events/known-shape',
    clause: 'An event or item of a known type has the fields of that type.',
    level: 'must',
    assumes: ['event-stream', 'starts'],
    authority: EVENTS,
    about: 'events of a known type',
    whenNone: 'untestable',
    start: lineRule(() => ({
      see(line) {
        if (line.kind === 'event') return true;
        if (line.kind !== 'malformed-event') return undefined;
        return line.issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
      },
    })),
    mutants: () => ({
      'has a number for the thread id': changeEvents('thread.started', (event) => [{ ...event, thread_id: 7 }]),
      'counts nothing': changeEvents('turn.completed', ({ type }) => [{ type }]),
      'counts no output': changeEvents('turn.completed', (event) => [
        { ...event, usage: { input_tokens: 1, cached_input_tokens: 0 } },
      ]),
      'counts halves': changeEvents('turn.completed', (event) => [
        { ...event, usage: { ...(event['usage'] as JsonObject), output_tokens: 0.5 } },
      ]),
      'has an item without an id': changeEvents('item.completed', (event) => [
        { ...event, item: { type: 'agent_message', text: 'x' } },
      ]),
      'has no item': changeEvents('item.completed', ({ type }) => [{ type }]),
      'has a list of texts': changeEvents('item.completed', (event) => [
        { ...event, item: { ...(event['item'] as JsonObject), type: 'agent_message', text: ['x'] } },
      ]),
      'names no type': changeEvents('turn.started', () => [{}]),
      'complains without a message': addEventsAfter('turn.started', { type: 'error' }),
    }),
  }),
];

function isObject({ kind }: ParsedLine): boolean {
  return kind === 'event' || kind === 'unknown-event' || kind === 'unknown-item' || kind === 'malformed-event';
}

function notOneObject(line: ParsedLine): string | undefined {
  if (line.kind === 'not-json' || line.kind === 'truncated') return `not JSON: ${line.reason}`;
  if (line.kind === 'not-an-object') return 'JSON, but not an object';
  if (line.kind === 'blank') return 'an empty line';
  if (line.bom) return 'a byte order mark';
  if (!line.validUtf8) return 'bytes that are not UTF-8';
  return line.terminated ? undefined : 'the last line has no line feed';
}

function rewritten(from: string, to: string): Mutation {
  return changeStdout((lines) => lines.map((line) => line.replace(from, to)));
}
