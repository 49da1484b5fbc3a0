/** Something that an answer waits for. */
export interface Gate {
  /** Lets everybody through, now and later. */
  open(): void;
  readonly opened: Promise<void>;
}

/** Makes a gate that is closed. */
export function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: () => resolve(), opened: promise };
}

/** One thing that the server does while it answers. */
export type Action =
  /** Sends the status line and the headers, at once. */
  | { readonly do: 'head'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Sends these bytes and nothing else. */
  | { readonly do: 'bytes'; readonly bytes: string | Uint8Array }
  /** Waits until the gate is opened. */
  | { readonly do: 'wait'; readonly gate: Gate }
  /** Ends the answer as HTTP means it. */
  | { readonly do: 'end' }
  /** Cuts the connection with a TCP reset. */
  | { readonly do: 'reset' }
  /** Sends nothing more and leaves the connection open. */
  | { readonly do: 'stall' };

/** A request for a response, as the model sees it. */
export interface ModelRequest {
  /** Counts from 1. */
  readonly n: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body. Its shape has been looked at: an object with an `input` list. */
  readonly body: ModelRequestBody;
}

/** The part of a request's body on which a script may rely. */
export interface ModelRequestBody {
  readonly input: readonly unknown[];
  readonly [field: string]: unknown;
}

/** One answer, worked out from the request alone. */
export type Step = (request: ModelRequest) => readonly Action[];

/**
 * What the model does: its answers in order, or one rule for every request.
 * A request for which no step is left is a violation.
 */
export type Script = { readonly steps: readonly Step[] } | { readonly every: Step };

/** A whole event stream, sent in one go. */
export function stream(...events: readonly string[]): readonly Action[] {
  return [
    { do: 'head', status: 200, headers: { 'content-type': 'text/event-stream' } },
    { do: 'bytes', bytes: events.join('') },
    { do: 'end' },
  ];
}

/** A JSON answer with a status, as the API gives it for an error. */
export function json(status: number, body: unknown): readonly Action[] {
  return [
    { do: 'head', status, headers: { 'content-type': 'application/json' } },
    { do: 'bytes', bytes: JSON.stringify(body) },
    { do: 'end' },
  ];
}
