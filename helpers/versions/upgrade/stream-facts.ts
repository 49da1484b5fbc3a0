import { SuiteError } from '../../util/errors.ts';
import { compare } from '../../util/text/compare.ts';
import { splitText } from '../../util/jsonl/lines.ts';
import { createDetector, unknownFormat, type StreamForm } from '../../judge-stream/detect-format.ts';
import { readLogLine } from '../../judge-stream/wire-lines.ts';
import type { ProcessRecord, WireLine } from '../../recording/recording.ts';
import type { FactKind } from '../facts/fact.ts';
import { createContext } from '../facts/context.ts';
import { addExecFacts } from '../facts/exec.ts';
import { type FactKey, keyText } from '../facts/fact-key.ts';
import { addWireFacts, NO_METHOD } from '../facts/wire.ts';
import { parseJsonObject } from '../../util/json-object.ts';

/** What a reader of a stream needs: events, items and other variants, fields. */
const NEEDED: ReadonlySet<FactKind> = new Set(['event', 'field']);

const HINT =
  'Give the unchanged stdout of codex exec --json or codex app-server. All formats: codex-conformance judge --help';

/**
 * The keys of the events, items and fields in a stream of a consumer, each once, sorted. Answers to unknown requests are
 * skipped.
 *
 * @param text of `codex exec --json`, or of a wire of app-server in a format that `judge` reads
 * @param source its name in messages
 * @throws SuiteError `usage` for a stream that is empty or in neither language
 */
export function streamFacts(text: string, source: string): FactKey[] {
  if (text.trim() === '') throw new SuiteError('usage', `${source} is empty.`, { hint: HINT });
  const context = createContext('stream');
  const form = formOf(text, source);
  if (form === 'exec') addExecFacts(context, { ...NO_PROCESS, stdout: text });
  else addWireFacts(context, { ...NO_PROCESS, wire: wireOf(form, text) });
  const keys = context.facts
    .filter(({ key, kind }) => NEEDED.has(kind) && key.scope === null && key.subject !== NO_METHOD)
    .map(({ key }) => [keyText(key), key] as const);
  if (keys.length === 0) throw new SuiteError('usage', `${source} has no event or message of codex.`, { hint: HINT });
  return [...new Map(keys)].toSorted(([a], [b]) => compare(a, b)).map(([, key]) => key);
}

function formOf(text: string, source: string): StreamForm {
  const detector = createDetector(['exec', 'recorded', 'marked', 'server-output']);
  const form = detector.push(Buffer.from(text)) ?? detector.end();
  if (form !== 'none') return form;
  throw new SuiteError('usage', `${source}: ${unknownFormat(detector.seen)}.`, { hint: HINT });
}

function wireOf(form: Exclude<StreamForm, 'exec'>, text: string): WireLine[] {
  return splitText(text).flatMap(({ text: line }): WireLine[] => {
    const sent = readLogLine(form, line);
    return sent === null ? [] : [{ t_ms: 0, from: sent.from, text: messageText(form, line) }];
  });
}

function messageText(form: Exclude<StreamForm, 'exec'>, line: string): string {
  if (form === 'server-output') return line;
  if (form === 'marked') return line.slice(1).trim();
  const { text, message } = parseJsonObject(line) ?? {};
  return typeof text === 'string' ? text : JSON.stringify(message);
}

/** The process of a stream: only its output is known. */
const NO_PROCESS: ProcessRecord = {
  process: 1,
  argv: [],
  stdin: null,
  env_names: [],
  exit_code: null,
  signal: null,
  ended_by: 'itself',
  spawn_error: null,
  timing: { first_output_ms: null, turn_ended_ms: null, duration_ms: 0 },
  stdout: '',
  wire: [],
  stderr: '',
  survivors: [],
};
