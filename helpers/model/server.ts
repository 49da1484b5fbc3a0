import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { startStopwatch } from '../util/stopwatch.ts';
import { sendReply, type SentReply } from './send-reply.ts';
import { faultsOf } from './request-rules.ts';
import { json, type Action, type ModelRequestBody, type Script } from './script.ts';

/** One HTTP request and its response. */
export interface Exchange {
  /** Number of the codex process that was running when the request arrived. */
  readonly process: number;
  /** Milliseconds since the server was started. */
  readonly t_ms: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The parsed body; its text if it is not JSON; null if it is empty. */
  readonly body: unknown;
  readonly reply: SentReply;
  /** Faults of the request; also that the script has no step for it. */
  readonly violations: readonly string[];
}

/** A Responses API server on loopback that follows a script. */
export interface ScriptedModel {
  /** The base URL for the configuration of codex. */
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  requested(count: number): Promise<void>;
  /** The number of `POST`s so far, and the numbers of those whose reply has not ended. */
  progress(): { readonly requests: number; readonly open: readonly number[] };
  /** Ends all open responses and resolves when the port is free. Rejects with what the script threw. */
  close(): Promise<void>;
}

/** Response to a request without a step. No client retries the status 599, and no real server sends it. */
const UNSCRIPTED = json(599, { error: { message: 'the scripted model has no step for this request' } });

/**
 * Starts a scripted model on a free port, for one scenario: each step is used once, in order.
 *
 * `POST …/responses` follows the script; `GET …/models` returns an empty list. Any other or malformed request gets an error and
 * is noted as a violation.
 *
 * @param currentProcess returns the number of the running codex process
 * @param mayReply resolves when the next reply of the script may begin. @default at once
 */
export async function startModel(
  script: Script,
  currentProcess: () => number,
  mayReply?: () => Promise<void>,
): Promise<ScriptedModel> {
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
    const reply: SentReply = { status: 0, body: '', ended_by: 'open' };
    const { method = '', url: path = '' } = request;
    exchanges.push({ process: currentProcess(), t_ms, method, path, headers: pairs(request), body, reply, violations });
    if (method === 'POST') await mayReply?.();
    await sendReply(actions, response, reply, () => closing);
  };

  // Importing it loads undici too, which takes longer than all the rest of this module.
  const { createServer } = process.getBuiltinModule('node:http');
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // An incomplete request is ignored. Any other error is the script's.
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
    progress() {
      const posts = exchanges.filter(({ method }) => method === 'POST');
      const open = posts.flatMap(({ reply }, index) => (reply.ended_by === 'open' ? [index + 1] : []));
      return { requests: posts.length, open };
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
