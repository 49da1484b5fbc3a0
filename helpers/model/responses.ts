import { messageAdded, messageDone, responseCompleted, responseCreated, sse, textDelta } from './events.ts';
import type { ModelEvent, ModelUsage } from './events.ts';
import type { OutputItem, ToolCall } from './calls.ts';
import { stream, type Action, type Gate, type ModelRequest, type Step } from './script.ts';

const USAGE: ModelUsage = { input: 10, cached: 4, output: 2, reasoning: 1 };

/** A part of a response: makes its events for a request. `id` is unique in the scenario. */
type Part = (request: ModelRequest, id: string) => readonly ModelEvent[];

/** Options of a response. */
export interface ResponseOptions {
  readonly usage?: ModelUsage;
  /** Other fields of the completed response, such as `end_turn`. */
  readonly completed?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message of the model, streamed in two deltas and then sent whole. */
export function message(text: string, fields: Readonly<Record<string, unknown>> = {}): Part {
  return (_request, id) => {
    const characters = Array.from(text);
    const middle = Math.ceil(characters.length / 2);
    const done = messageDone(`msg_${id}`, text);
    return [
      messageAdded(`msg_${id}`),
      textDelta(`msg_${id}`, characters.slice(0, middle).join('')),
      textDelta(`msg_${id}`, characters.slice(middle).join('')),
      { ...done, item: { ...(done['item'] as object), ...fields } },
    ];
  };
}

/** The start of a message that is never completed. */
export function begunMessage(text: string): Part {
  return (_request, id) => [messageAdded(`msg_${id}`), textDelta(`msg_${id}`, text)];
}

/** A reasoning item: the parts of its summary, and its content. */
export function reasoning(summary: readonly string[], content: readonly string[] = []): Part {
  return (_request, id) => [
    itemDone({
      type: 'reasoning',
      id: `rs_${id}`,
      summary: summary.map((text) => ({ type: 'summary_text', text })),
      ...(content.length === 0 ? {} : { content: content.map((text) => ({ type: 'reasoning_text', text })) }),
    }),
  ];
}

/** A tool call. */
export function call(made: ToolCall): Part {
  return (request, id) => [itemDone(made(request, `call_${id}`))];
}

/** A raw event. */
export function event(raw: ModelEvent): Part {
  return () => [raw];
}

/** A complete response: created, these parts, completed. */
export function responds(parts: readonly Part[], options: ResponseOptions = {}): Step {
  return (request) => {
    const [, bytes, end] = stream(opening(request, parts) + closing(request, options));
    const headers = { 'content-type': 'text/event-stream', ...options.headers };
    return [{ do: 'head', status: 200, headers }, bytes!, end!];
  };
}

/** A response with one message. */
export function says(text: string, options: ResponseOptions = {}): Step {
  return responds([message(text)], options);
}

/** A response with these tool calls and no message. */
export function callsFor(...calls: readonly ToolCall[]): Step {
  return responds(calls.map(call));
}

/** A response that fails after these parts, with a code and a message of the API. */
export function failsWith(code: string, text: string, parts: readonly Part[] = []): Step {
  return (request) => {
    const response = { id: `resp_${request.n}`, status: 'failed', error: { code, message: text } };
    return stream(opening(request, parts), sse({ type: 'response.failed', response }));
  };
}

/** A response that ends as incomplete after these parts. */
export function endsIncomplete(reason: string, parts: readonly Part[] = []): Step {
  return (request) => {
    const response = { id: `resp_${request.n}`, status: 'incomplete', incomplete_details: { reason } };
    return stream(opening(request, parts), sse({ type: 'response.incomplete', response }));
  };
}

/** An HTTP error; a text is sent unchanged, any other body as JSON. */
export function refuses(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Step {
  return () => [
    { do: 'head', status, headers: { 'content-type': 'application/json', ...headers } },
    { do: 'bytes', bytes: typeof body === 'string' ? body : JSON.stringify(body) },
    { do: 'end' },
  ];
}

/**
 * A stream that ends after these parts without the final event: regularly, by a reset of the connection, or before the
 * announced length.
 *
 * @param when opened once codex has read the parts, as a reset discards unread data
 */
export function breaksOff(how: 'end' | 'reset' | 'short', parts: readonly Part[] = [], when?: Gate): Step {
  return (request) => [
    ...beginning(request, parts, how === 'short' ? { 'content-length': '1000000', connection: 'close' } : {}),
    ...(when === undefined ? [] : [{ do: 'wait', gate: when } as const]),
    { do: how === 'short' ? 'end' : how },
  ];
}

/** A stream that stalls after these parts and stays open. */
export function hangs(parts: readonly Part[] = []): Step {
  return (request) => [...beginning(request, parts), { do: 'stall' }];
}

/** A complete response that pauses after the first parts until the gates are open. */
export function pauses(parts: readonly Part[], gates: readonly Gate[], rest: readonly Part[]): Step {
  return (request) => [
    ...beginning(request, parts),
    ...gates.map((gate) => ({ do: 'wait', gate }) as const),
    { do: 'bytes', bytes: eventsOf(request, rest, parts.length) + closing(request, {}) },
    { do: 'end' },
  ];
}

/** Waits for the gate, then replies. */
export function waitsFor(gate: Gate, step: Step): Step {
  return (request) => [{ do: 'wait', gate }, ...step(request)];
}

function beginning(
  request: ModelRequest,
  parts: readonly Part[],
  headers: Readonly<Record<string, string>> = {},
): readonly Action[] {
  return [
    { do: 'head', status: 200, headers: { 'content-type': 'text/event-stream', ...headers } },
    { do: 'bytes', bytes: opening(request, parts) },
  ];
}

function opening(request: ModelRequest, parts: readonly Part[]): string {
  return sse(responseCreated(`resp_${request.n}`)) + eventsOf(request, parts);
}

function eventsOf(request: ModelRequest, parts: readonly Part[], before = 0): string {
  return parts
    .flatMap((part, index) => part(request, `${request.n}_${before + index + 1}`))
    .map(sse)
    .join('');
}

function closing({ n }: ModelRequest, { usage = USAGE, completed = {} }: ResponseOptions): string {
  const done = responseCompleted(`resp_${n}`, usage);
  return sse({ ...done, response: { ...(done['response'] as object), ...completed } });
}

function itemDone(item: OutputItem): ModelEvent {
  return { type: 'response.output_item.done', item };
}
