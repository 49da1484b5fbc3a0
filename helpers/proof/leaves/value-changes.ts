import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf, parseJsonObject, replacedAt } from '../../util/json-object.ts';
import { fieldOf, othersOf, otherText, type LeafChange, type SeenValues } from './changes.ts';
import { leavesOf } from './leaf.ts';
import { writtenMessages, type Channel } from './messages.ts';

/** A value that codex reported, once or in many messages. */
interface ReportedValue {
  readonly channel: Channel;
  /** `*.status`: the name of the first field that has it. */
  readonly field: string;
  readonly value: unknown;
}

/**
 * The changes of a recording that a consistent lie would make: each number and boolean of a field, and each text of any field, gets
 * another value in every message to the program, in the pieces of a streamed text, and in the files that hold it as a whole.
 */
export function valueChanges(recording: Recording, seen: SeenValues): LeafChange[] {
  const streamed = new Set<unknown>(
    recording.processes.flatMap((process) => streamsOf(process).map(({ text }) => text)),
  );
  return reportedValues(recording).flatMap(({ channel, field, value }) => {
    const known = seen.get(field) ?? new Set();
    const [after] =
      value === '' ? [] : streamed.has(value) ? [otherText(String(value))] : othersOf(value, known, known);
    return after === undefined
      ? []
      : {
          channel,
          path: field,
          kind: 'everywhere' as const,
          alone: false,
          before: value,
          after,
          mutate: () => changedEverywhere(recording, field, value, after),
        };
  });
}

function reportedValues(recording: Recording): ReportedValue[] {
  const values = new Map<string, ReportedValue>();
  for (const { channel, value: message } of writtenMessages(recording)) {
    if (channel === 'requests') continue;
    for (const { path, value } of leavesOf(message)) {
      const isText = typeof value === 'string';
      if (!isText && typeof value !== 'number' && typeof value !== 'boolean') continue;
      const field = fieldOf(path);
      // A piece of a streamed text is changed with the whole.
      if (field === '*.delta') continue;
      const key = isText ? value : `${field} ${JSON.stringify(value)}`;
      if (!values.has(key)) values.set(key, { channel, field, value });
    }
  }
  return [...values.values()];
}

function changedEverywhere(recording: Recording, field: string, before: unknown, after: unknown): Recording {
  return {
    ...recording,
    processes: recording.processes.map((process) => changedProcess(process, field, before, after)),
    files: recording.files.map((file) => (file.text === before ? { ...file, text: String(after) } : file)),
  };
}

function changedProcess(process: ProcessRecord, field: string, before: unknown, after: unknown): ProcessRecord {
  const change = (text: string): string => changedLine(text, field, before, after);
  const pieces = new Set(streamsOf(process).flatMap(({ text, last }) => (text === before ? [last] : [])));
  return {
    ...process,
    stdout: process.stdout.split('\n').map(change).join('\n'),
    wire: process.wire.map((line, index) => {
      if (line.from === 'client') return line;
      return { ...line, text: pieces.has(index) ? withOtherDelta(line.text) : change(line.text) };
    }),
  };
}

function changedLine(text: string, field: string, before: unknown, after: unknown): string {
  const message = parseJsonObject(text);
  if (message === null) return text;
  const matching = leavesOf(message).filter(
    ({ path, value }) => value === before && (typeof before === 'string' || fieldOf(path) === field),
  );
  if (matching.length === 0) return text;
  return JSON.stringify(matching.reduce((changed, { at }) => replacedAt(changed, at, after), message));
}

/** The texts that came in pieces, and the index of the wire line with the last piece. */
function streamsOf({ wire }: ProcessRecord): readonly { readonly text: string; readonly last: number }[] {
  const streams = new Map<string, { text: string; last: number }>();
  for (const [index, { from, text }] of wire.entries()) {
    if (from === 'client' || !text.includes('"delta"')) continue;
    const { method, params } = parseJsonObject(text) ?? {};
    const { itemId, delta } = objectOf(params);
    if (typeof delta !== 'string' || delta === '') continue;
    const key = JSON.stringify([method, itemId]);
    streams.set(key, { text: `${streams.get(key)?.text ?? ''}${delta}`, last: index });
  }
  return [...streams.values()];
}

function withOtherDelta(text: string): string {
  const message = parseJsonObject(text) ?? {};
  const params = objectOf(message['params']);
  return JSON.stringify({ ...message, params: { ...params, delta: otherText(String(params['delta'])) } });
}
