import { SuiteError } from '../../util/errors.ts';
import { splitText } from '../../util/jsonl/lines.ts';
import { createDetector, type StreamForm } from '../../judge-stream/detect-format.ts';
import { readLogLine } from '../../judge-stream/wire-lines.ts';
import type { ProcessRecord, WireLine } from '../../recording/recording.ts';
import type { FactKind } from '../facts/fact.ts';
import { createContext } from '../facts/context.ts';
import { addExecFacts } from '../facts/exec.ts';
import { addWireFacts } from '../facts/wire.ts';
import { parseFields } from '../facts/fields.ts';

/** What a reader of a stream goes by: events, items and other variants, fields. */
const RELIED_ON: ReadonlySet<FactKind> = new Set(['event', 'field']);
/** Without the side of the client nobody knows what an answer answers. */
const TO_NOTHING = /^wire (?:error-)?answer to nothing/;

const HINT =
  'Give what codex exec --json or codex app-server printed to stdout, as it is. See what is read: codex-conformance judge --help';

/**
 * The keys of the facts that a stream of a consumer holds: its events, items and fields, each once, sorted. What the words
 * and numbers in it are does not matter.
 *
 * @param text of `codex exec --json`, or of a wire of app-server in one of the forms that `judge` reads
 * @param source what the user calls it
 * @throws SuiteError `usage` for a stream that is empty or in neither language
 */
export function streamFacts(text: string, source: string): string[] {
  if (text.trim() === '') throw new SuiteError('usage', `${source} is empty.`, { hint: HINT });
  const context = createContext('stream');
  const form = formOf(text, source);
  if (form === 'exec') addExecFacts(context, { ...NO_PROCESS, stdout: text });
  else addWireFacts(context, { ...NO_PROCESS, wire: wireOf(form, text) });
  const keys = context.facts
    .filter(({ key, kind }) => RELIED_ON.has(kind) && !key.startsWith('in ') && !TO_NOTHING.test(key))
    .map(({ key }) => key);
  if (keys.length > 0) return [...new Set(keys)].toSorted();
  throw new SuiteError('usage', `${source} holds nothing of codex that could be relied on.`, { hint: HINT });
}

function formOf(text: string, source: string): StreamForm {
  const detector = createDetector(['exec', 'recorded', 'marked', 'server-output']);
  const told = detector.push(Buffer.from(text));
  const form = told === null ? detector.end() : told;
  if (form !== 'none') return form;
  const what = detector.seen.json === 0 ? 'JSON' : 'an event of codex exec --json or a message of codex app-server';
  throw new SuiteError('usage', `${source}: of the first ${detector.seen.lines} lines none is ${what}.`, {
    hint: HINT,
  });
}

function wireOf(form: Exclude<StreamForm, 'exec'>, text: string): WireLine[] {
  return splitText(text).flatMap(({ text: line }): WireLine[] => {
    const sent = readLogLine(form, line);
    return sent === null ? [] : [{ t_ms: 0, from: sent.from, text: messageText(form, line) }];
  });
}

/** What was on the wire, without what the log adds. */
function messageText(form: Exclude<StreamForm, 'exec'>, line: string): string {
  if (form === 'server-output') return line;
  if (form === 'marked') return line.slice(1).trim();
  const { text, message } = parseFields(line) ?? {};
  return typeof text === 'string' ? text : JSON.stringify(message);
}

/** Facts of a stream are made from what a process printed; nothing else is known of this one. */
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
