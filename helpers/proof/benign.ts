import { commandEvents, commandItem, messageItem, itemEvent } from '../mutations/sample-items.ts';
import { changeEachRequest, changeModelRequests } from '../mutations/model-requests.ts';
import type { Mutation } from '../mutations/mutation.ts';
import { changeEachProcess } from '../mutations/recording.ts';
import { addEventsAfter as afterEvent, changeEvents, changeStdout } from '../mutations/stdout.ts';
import { changeServerMessages, changeWire } from '../mutations/wire.ts';
import { withOtherThread } from './interleave-thread.ts';
import type { JsonObject } from '../util/json-object.ts';

/** A change that programs must accept: an addition, another notation, another time. */
export interface BenignChange {
  readonly change: string;
  readonly mutate: Mutation;
  /** Ids of the checks that are about what it changes: it is not benign to these. */
  readonly affects?: readonly string[];
}

const UNKNOWN = { new_field: { deep: [1, null, 'x'] }, another: null };

function eachLine(change: (line: string) => string): Mutation {
  return (recording) =>
    changeWire((lines) => lines.map((line) => (line.from === 'client' ? line : { ...line, text: change(line.text) })))(
      changeEachProcess(({ stdout }) => ({
        stdout: stdout
          .split('\n')
          .map((line) => (line === '' ? '' : change(line)))
          .join('\n'),
      }))(recording),
    );
}

function eachMessage(change: (message: JsonObject) => unknown): Mutation {
  return eachLine((line) => JSON.stringify(change(JSON.parse(line) as JsonObject)));
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (typeof value !== 'object' || value === null) return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUnknownFields(inner)])),
    ...UNKNOWN,
  };
}

function inTurn(...added: readonly JsonObject[]): Mutation {
  return afterEvent('turn.started', ...added);
}

function server(message: JsonObject): Mutation {
  return changeWire((lines) =>
    lines.length === 0 ? [] : lines.toSpliced(-1, 0, { t_ms: 0, from: 'server', text: JSON.stringify(message) }),
  );
}

/** The check that compares methods with those that the binary declares: not all versions have these. */
const DECLARED = ['app-server/schema/methods-declared'];

/** The changes that no check may notice. */
export const BENIGN: readonly BenignChange[] = [
  { change: 'unknown members in every message', mutate: eachMessage((message) => ({ ...message, ...UNKNOWN })) },
  {
    change: 'unknown members at every depth',
    affects: [
      'exec/mcp/calls-as-called',
      'exec/mcp/results-as-told',
      'exec/mcp/results-as-served',
      // A configuration has members that its user chose.
      'app-server/config/origins-agree',
    ],
    mutate: eachMessage(withUnknownFields),
  },
  { change: 'members in another order', mutate: eachMessage(reversed) },
  {
    change: 'spaces between the members',
    mutate: eachLine((line) => JSON.stringify(JSON.parse(line), null, 1).replaceAll('\n', ' ')),
  },
  { change: 'spaces around the lines', mutate: eachLine((line) => ` \t${line} `) },
  {
    change: 'escapes for every letter of a text',
    mutate: eachLine((line) => line.replaceAll('agent', String.raw`\u0061gent`)),
  },
  { change: 'CRLF at the end of lines', mutate: eachLine((line) => `${line}\r`) },
  {
    change: 'an event of an unknown type',
    mutate: changeStdout((lines) => lines.toSpliced(1, 0, '{"type":"session.configured","model":"m"}')),
  },
  {
    change: 'an item of an unknown type',
    mutate: inTurn(itemEvent('completed', { id: 'x', type: 'haiku' })),
  },
  {
    change: 'items of other known types',
    affects: ['exec/commands/as-called', 'exec/messages/thoughts-as-summarised'],
    mutate: inTurn(
      itemEvent('completed', { id: 'x', type: 'reasoning', text: '…' }),
      itemEvent('completed', { id: 'y', type: 'error', message: 'no metadata' }),
      ...commandEvents('z'),
    ),
  },
  {
    change: 'a command in the background of another',
    affects: ['exec/commands/as-called'],
    mutate: inTurn(
      itemEvent('started', commandItem('x')),
      ...commandEvents('y', { exit_code: 1, status: 'failed' }),
      itemEvent('completed', commandItem('x', { exit_code: 0, status: 'completed' })),
    ),
  },
  {
    change: 'an earlier message of the agent',
    affects: ['exec/messages/as-the-model-said', 'run/session/replies-kept'],
    mutate: inTurn(itemEvent('completed', messageItem('x'))),
  },
  {
    change: 'an attempt that is repeated',
    affects: ['exec/retries/counted-up'],
    mutate: inTurn({ type: 'error', message: 'Reconnecting... 1/5' }),
  },
  {
    change: 'a warning before the turn',
    mutate: afterEvent('thread.started', itemEvent('completed', { id: 'x', type: 'error', message: 'no metadata' })),
  },
  {
    change: 'counters that only some versions have',
    affects: ['exec/usage/as-the-model-reports'],
    mutate: changeEvents('turn.completed', (event) => [
      { ...event, usage: { ...(event['usage'] as JsonObject), reasoning_output_tokens: 1 } },
    ]),
  },
  {
    change: 'an unknown notification',
    mutate: server({ method: 'weather/changed', params: { sun: true } }),
    affects: DECLARED,
  },
  { change: 'a notification without params', mutate: server({ method: 'skills/changed' }), affects: DECLARED },
  {
    change: 'a notification in the old form',
    mutate: server({
      method: 'codex/event/task_complete',
      params: { id: '0', msg: { type: 'task_complete', last_agent_message: 'other' } },
    }),
  },
  {
    change: 'a turn of another thread in between',
    affects: ['run/model/same-settings'],
    mutate: withOtherThread,
  },
  {
    change: 'an error that codex repeats by itself',
    mutate: server({ method: 'error', params: { error: { message: 'Reconnecting' }, willRetry: true } }),
    affects: DECLARED,
  },
  {
    change: 'a request of the server',
    mutate: server({ method: 'currentTime/read', id: 1, params: {} }),
    affects: DECLARED,
  },
  {
    change: 'the `jsonrpc` member',
    mutate: changeServerMessages(
      () => true,
      (message) => [{ jsonrpc: '2.0', ...message }],
    ),
  },
  {
    change: 'unknown context before the prompt',
    mutate: changeEachRequest((body) => ({
      ...body,
      input: [{ type: 'additional_tools', role: 'developer' }, ...(body['input'] as readonly JsonObject[])],
    })),
  },
  {
    change: 'another spelling of the session header',
    mutate: changeModelRequests((exchange) => [
      { ...exchange, headers: exchange.headers.map(([name, value]) => [name.replace('_', '-'), value] as const) },
    ]),
  },
  {
    change: 'words on stderr',
    affects: ['exec/stderr/quiet-on-success', 'exec/config/wrong-value-named', 'exec/flags/listed-accepted'],
    mutate: changeEachProcess(() => ({ stderr: 'WARNING: no PATH aliases\n{"type":"turn.failed"}\n' })),
  },
  {
    change: 'other times',
    mutate: changeEachProcess(() => ({ timing: { first_output_ms: null, turn_ended_ms: null, duration_ms: 0 } })),
  },
  {
    change: 'files and notes',
    mutate: (recording) => ({
      ...recording,
      notes: ['a note'],
      files: [...recording.files, { place: 'codex_home', path: 'cache/left', kind: 'file', size: 1 }],
    }),
  },
];
