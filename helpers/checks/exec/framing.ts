import { duplicateKeys } from '../../exec/duplicate-keys.ts';
import type { ParsedLine } from '../../exec/parser.ts';
import type { Check } from '../check.ts';
import { execRule, lineRule } from '../stream-rule.ts';
import { EVENTS } from './authorities.ts';

/** How the stream is written: lines, JSON and fields. */
export const framingChecks: readonly Check[] = [
  execRule({
    id: 'exec/stdout/jsonl-only',
    clause: 'With --json, each line of stdout is one JSON object in UTF-8, ended by a line feed.',
    level: 'must',
    assumes: ['starts', 'event-stream'],
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Non-interactive mode: --json makes stdout a JSON Lines stream; RFC 8259 §8.1',
    },
    about: 'lines',
    whenNone: 'untestable',
    start: lineRule(() => ({ see: (line) => notOneObject(line) ?? true })),
  }),
  execRule({
    id: 'exec/stdout/distinct-keys',
    clause: 'No event and no item names a key twice, so that all parsers read the same.',
    level: 'should',
    assumes: ['starts', 'event-stream'],
    authority: { kind: 'documented', reference: 'RFC 8259 §4: the names within an object SHOULD be unique' },
    about: 'objects',
    whenNone: 'not-applicable',
    start: lineRule(() => ({
      see(line) {
        if (!isObject(line)) return undefined;
        const keys = duplicateKeys(line.text);
        return keys.length === 0 ? true : `a key comes again: ${keys.join(', ')}`;
      },
    })),
  }),
  execRule({
    id: 'exec/events/known-shape',
    clause: 'An event or item of a known type has the fields of that type.',
    level: 'must',
    assumes: ['starts', 'event-stream'],
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
