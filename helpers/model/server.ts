import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { startStopwatch } from '../util/stopwatch.ts';
import { play, type Played } from './play.ts';
import { faultsOf } from './request-rules.ts';
import { json, type Action, type ModelRequestBody, type Script } from './script.ts';

/** One HTTP request and its answer. */
export interface Exchange {
  /** The codex process that ran when the request arrived. */
  readonly process: number;
  /** Milliseconds since the server was started. */
  readonly t_ms: number;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The parsed body; its text where it is not JSON; null where there is none. */
  readonly body: unknown;
  readonly reply: Played;
  /** What is wrong with the request, or that no step of the script was left for it. */
  readonly violations: readonly string[];
}

/** A Responses API server on loopback that does what its script says. */
export interface ScriptedModel {
  /** The base URL to put into codex's configuration. */
  readonly url: string;
  /** What has arrived so far, in order of arrival. */
  readonly exchanges: readonly Exchange[];
  /** Settles once this many requests for a response have arrived. Never rejects. */
  requested(count: number): Promise<void>;
  /** Ends all open answers, and settles when the port is free. Rejects with what the script threw, if it did. */
  close(): Promise<void>;
}

/** Answer to a request that the script does not know: no client retries it, and no real server sends it. */
const UNSCRIPTED = json(599, { error: { message: 'the scripted model has no step for this request' } });

/**
 * Starts a scripted model on a free port. Use one per scenario: its steps are used up in order.
 *
 * It answers `POST …/responses` by the script and `GET …/models` with an empty catalogue.
 * Anything else, and any malformed request, is answered with an error and noted as a violation.
 *
 * @param currentProcess the number of the codex process that runs now
 */
export async function startModel(script: Script, currentProcess: () => number): Promise<ScriptedModel> {
  const elapsed = startStopwatch();
  const exchanges: Exchange[] = [];
  const sockets = new Set<Socket>();
  let responses = 0;
  let closing = false;
  const thrown: unknown[] = [];
  const waiters: { readonly count: number; readonly resolve: () => void }[] = [];

  const decide = (request: IncomingMessage, body: unknown): { actions: readonly Action[]; violations: string[] } => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method === 'GET' && path.endsWith('/models'))
      return { actions: json(200, { models: [] }), violations: [] };
    if (request.method !== 'POST' || !path.endsWith('/responses')) {
      return { actions: json(404, {}), violations: [`unexpected request: ${request.method} ${path}`] };
    }
    const faults = faultsOf(body);
    if (faults.length > 0) return { actions: json(400, { error: { message: faults.join('; ') } }), violations: faults };
    responses += 1;
    for (const { resolve } of waiters.filter(({ count }) => count <= responses)) resolve();
    const step = 'every' in script ? script.every : script.steps[responses - 1];
    if (step === undefined) return { actions: UNSCRIPTED, violations: [`unscripted request: number ${responses}`] };
    const headers = Object.fromEntries(pairs(request));
    return { actions: step({ n: responses, headers, body: body as ModelRequestBody }), violations: [] };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const t_ms = elapsed();
    const body = parsed(await textOf(request));
    const { actions, violations } = decide(request, body);
    const reply: Played = { status: 0, body: '', ended_by: 'open' };
    const { method = '', url: path = '' } = request;
    exchanges.push({ process: currentProcess(), t_ms, method, path, headers: pairs(request), body, reply, violations });
    await play(actions, response, reply, () => closing);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A request that was cut off before its end is none; anything else is the script's doing.
      if (request.complete) thrown.push(error);
      response.destroy();
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    exchanges,
    requested(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (count <= responses) resolve();
      else waiters.push({ count, resolve });
      return promise;
    },
    async close() {
      closing = true;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      if (thrown.length > 0) throw thrown[0];
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function pairs({ rawHeaders }: IncomingMessage): (readonly [string, string])[] {
  return Array.from({ length: rawHeaders.length / 2 }, (_, i) => [rawHeaders[2 * i]!, rawHeaders[2 * i + 1]!] as const);
}
