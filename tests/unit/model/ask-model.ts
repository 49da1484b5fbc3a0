import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Script } from '../../../helpers/model/script.ts';
import { startModel, type ScriptedModel } from '../../../helpers/model/server.ts';

/** A request with nothing wrong in it. */
export const GOOD = { model: 'm', stream: true, input: [{ type: 'message', role: 'user', content: 'q' }] };

/** A model that is closed when the test ends. */
export async function started(script: Script, currentProcess = (): number => 1): Promise<ScriptedModel> {
  const model = await startModel(script, currentProcess);
  onTestFinished(() => model.close());
  return model;
}

/** An answer that may still be on its way. */
export interface Answer {
  readonly request: ClientRequest;
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  /** The next piece of the body. */
  next(): Promise<Buffer>;
  /** The rest of the body, and the code of the error that ended it, if one did. */
  rest(): Promise<{ body: string; error?: string }>;
}

/** Sends a request and settles once the head of the answer is there. */
export async function open(
  model: ScriptedModel,
  body: unknown = GOOD,
  path = '/responses',
  method = 'POST',
): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sent = request(`${model.url}${path}`, { agent: false, method }).on('error', () => undefined);
  sent.end(method === 'GET' ? undefined : text);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return {
    request: sent,
    status: response.statusCode,
    headers: response.headers,
    async next() {
      const chunk = once(response, 'data') as Promise<[Buffer]>;
      response.resume();
      const [bytes] = await chunk;
      response.pause();
      return bytes;
    },
    async rest() {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of response) chunks.push(chunk as Buffer);
      } catch (error) {
        return { body: Buffer.concat(chunks).toString(), error: (error as NodeJS.ErrnoException).code ?? 'unknown' };
      }
      return { body: Buffer.concat(chunks).toString() };
    },
  };
}

/** Sends a request and gives its whole answer. */
export async function ask(
  model: ScriptedModel,
  ...request: [body?: unknown, path?: string, method?: string]
): Promise<string> {
  const answer = await open(model, ...request);
  return `${answer.status} ${(await answer.rest()).body}`;
}
