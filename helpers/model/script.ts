/** Holds back a reply until a scenario opens it. */
export interface Gate {
  open(): void;
  readonly opened: Promise<void>;
}

/** Makes a closed gate. */
export function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: () => resolve(), opened: promise };
}

/** One action of the server during a reply. */
export type Action =
  /** Sends the status line and the headers immediately. */
  | { readonly do: 'head'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Sends exactly these bytes. */
  | { readonly do: 'bytes'; readonly bytes: string | Uint8Array }
  | { readonly do: 'wait'; readonly gate: Gate }
  /** Ends the reply regularly. */
  | { readonly do: 'end' }
  /** Resets the TCP connection. */
  | { readonly do: 'reset' }
  /** Keeps the connection open and sends nothing more. */
  | { readonly do: 'stall' };

/** One `POST …/responses`. */
export interface ModelRequest {
  /** Counts from 1. */
  readonly n: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body: checked to be an object with a list `input`. */
  readonly body: ModelRequestBody;
}

/** The validated part of the body. */
export interface ModelRequestBody {
  readonly input: readonly unknown[];
  readonly [field: string]: unknown;
}

/** One reply, computed from the request alone. */
export type Step = (request: ModelRequest) => readonly Action[];

/**
 * The replies of the model: a list, used in order, or one rule for every request. A request beyond the list is a violation.
 */
export type Script = { readonly steps: readonly Step[] } | { readonly every: Step };

/** A complete event stream, sent at once. */
export function stream(...events: readonly string[]): readonly Action[] {
  return [
    { do: 'head', status: 200, headers: { 'content-type': 'text/event-stream' } },
    { do: 'bytes', bytes: events.join('') },
    { do: 'end' },
  ];
}

/** A JSON reply with a status, like an error of the API. */
export function json(status: number, body: unknown): readonly Action[] {
  return [
    { do: 'head', status, headers: { 'content-type': 'application/json' } },
    { do: 'bytes', bytes: JSON.stringify(body) },
    { do: 'end' },
  ];
}
