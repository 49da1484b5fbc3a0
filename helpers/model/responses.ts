import { messageAdded, messageDone, responseCompleted, responseCreated, sse, textDelta } from './events.ts';
import type { ModelEvent, ModelUsage } from './events.ts';
import type { OutputItem, ToolCall } from './calls.ts';
import { json, stream, type Action, type Gate, type ModelRequest, type Step } from './script.ts';

/** What the model claims to have used for one response, unless a scenario says otherwise. */
const USAGE: ModelUsage = { input: 10, cached: 4, output: 2, reasoning: 1 };

/** Something that stands in a response: events, made for this request. `id` is unique in the scenario. */
type Part = (request: ModelRequest, id: string) => readonly ModelEvent[];

/** What a response may be besides its parts. */
export interface ResponseOptions {
  /** @default {@link USAGE} */
  readonly usage?: ModelUsage;
  /** Other fields of the completed response, such as `end_turn`. */
  readonly completed?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message of the model, in two pieces and then whole, as a real model sends it. */
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

/** The beginning of a message that does not come to its end. */
export function begunMessage(text: string): Part {
  return (_request, id) => [messageAdded(`msg_${id}`), textDelta(`msg_${id}`, text)];
}

/** A piece of reasoning: parts of a summary, and what is thought itself. */
export function reasoning(summary: readonly string[], thought: readonly string[] = []): Part {
  return (_request, id) => [
    itemDone({
      type: 'reasoning',
      id: `rs_${id}`,
      summary: summary.map((text) => ({ type: 'summary_text', text })),
      ...(thought.length === 0 ? {} : { content: thought.map((text) => ({ type: 'reasoning_text', text })) }),
    }),
  ];
}

/** A call of a tool. */
export function call(made: ToolCall): Part {
  return (request, id) => [itemDone(made(request, `call_${id}`))];
}

/** An event as it is, for what no other part says. */
export function event(raw: ModelEvent): Part {
  return () => [raw];
}

/** A whole response: created, these parts, completed. */
export function responds(parts: readonly Part[], options: ResponseOptions = {}): Step {
  return (request) => {
    const [, bytes, end] = stream(opening(request, parts) + closing(request, options));
    const headers = { 'content-type': 'text/event-stream', ...options.headers };
    return [{ do: 'head', status: 200, headers }, bytes!, end!];
  };
}

/** The model says one thing and is done. */
export function says(text: string, options: ResponseOptions = {}): Step {
  return responds([message(text)], options);
}

/** The model calls tools, all in one response, and says nothing. */
export function callsFor(...calls: readonly ToolCall[]): Step {
  return responds(calls.map(call));
}

/** The response fails after these parts, with the code and the words of the API. */
export function failsWith(code: string, words: string, parts: readonly Part[] = []): Step {
  return (request) => {
    const response = { id: `resp_${request.n}`, status: 'failed', error: { code, message: words } };
    return stream(opening(request, parts), sse({ type: 'response.failed', response }));
  };
}

/** The response ends early after these parts. */
export function endsIncomplete(reason: string, parts: readonly Part[] = []): Step {
  return (request) => {
    const response = { id: `resp_${request.n}`, status: 'incomplete', incomplete_details: { reason } };
    return stream(opening(request, parts), sse({ type: 'response.incomplete', response }));
  };
}

/** The request is refused by HTTP. */
export function refuses(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Step {
  return () => {
    const [, bytes, end] = json(status, body);
    return [{ do: 'head', status, headers: { 'content-type': 'application/json', ...headers } }, bytes!, end!];
  };
}

/**
 * The stream ends after these parts without the event that ends a response: in order, by a reset of the connection, or
 * short of the length that was announced.
 *
 * @param when opened once codex has seen the parts: a reset overtakes what was not read yet
 */
export function breaksOff(how: 'end' | 'reset' | 'short', parts: readonly Part[] = [], when?: Gate): Step {
  return (request) => [
    ...beginning(request, parts, how === 'short' ? { 'content-length': '1000000', connection: 'close' } : {}),
    ...(when === undefined ? [] : [{ do: 'wait', gate: when } as const]),
    { do: how === 'short' ? 'end' : how },
  ];
}

/** The model sends these parts and then nothing more, and keeps the connection open. */
export function hangs(parts: readonly Part[] = []): Step {
  return (request) => [...beginning(request, parts), { do: 'stall' }];
}

/** The model answers once the gate is open. */
export function after(gate: Gate, step: Step): Step {
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
  const events = parts.flatMap((part, index) => part(request, `${request.n}_${index + 1}`));
  return [responseCreated(`resp_${request.n}`), ...events].map(sse).join('');
}

function closing({ n }: ModelRequest, { usage = USAGE, completed = {} }: ResponseOptions): string {
  const done = responseCompleted(`resp_${n}`, usage);
  return sse({ ...done, response: { ...(done['response'] as object), ...completed } });
}

function itemDone(item: OutputItem): ModelEvent {
  return { type: 'response.output_item.done', item };
}
