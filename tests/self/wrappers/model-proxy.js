import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request as sendRequest } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { json as jsonOf, text } from 'node:stream/consumers';

const same = (value) => value;

/**
 * A proxy in front of the model provider of CODEX_HOME: `request` maps the parsed body of each request, `reply` the text
 * of each reply. A reply is streamed unless it is mapped.
 */
export async function startModelProxy({ request = same, reply }) {
  const target = new URL(baseUrl());
  const server = createServer((from, to) => {
    forward(from, to).catch(() => to.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };

  async function forward(from, to) {
    const body = from.method === 'POST' ? JSON.stringify(request(await jsonOf(from))) : '';
    const headers = from.rawHeaders.map((value, at) => {
      const name = from.rawHeaders[at - 1]?.toLowerCase();
      if (at % 2 === 0) return value;
      if (name === 'content-length') return String(Buffer.byteLength(body));
      return name === 'host' ? target.host : value;
    });
    const upstream = sendRequest(new URL(from.url, target), { method: from.method, headers });
    upstream.end(body);
    const [response] = await once(upstream, 'response');
    if (reply === undefined) {
      to.writeHead(response.statusCode, response.headers);
      response.on('error', () => to.destroy()).pipe(to);
    } else {
      const { 'content-length': _, ...rest } = response.headers;
      to.writeHead(response.statusCode, rest);
      to.end(reply(await text(response)));
    }
  }
}

/** Arguments with which codex asks the proxy, if there is one. */
export function viaProxy([command, ...rest], proxy) {
  if (proxy === null) return [command, ...rest].filter((arg) => arg !== undefined);
  return [command, '-c', `model_providers.scripted.base_url="${proxy.url}"`, ...rest];
}

function baseUrl() {
  const config = readFileSync(join(process.env.CODEX_HOME, 'config.toml'), 'utf8');
  return /^base_url = (".*")$/m.exec(config)?.[1].slice(1, -1);
}
