/**
 * The text of `repro.mjs`: the same in every bundle, whatever it plays is in `script.json`. It is kept as text because the
 * published package holds nothing but what is compiled. No backquotes in it.
 */
export const REPRO_SOURCE = String.raw`// Plays one recorded interaction with codex again: see README.md. Node.js 18 or newer, nothing else.
// Usage: node repro.mjs [CODEX]     Without CODEX: the environment variable CODEX_BIN, else the codex on PATH.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const script = JSON.parse(readFileSync(new URL('script.json', import.meta.url), 'utf8'));
const asked = process.argv[2] || process.env.CODEX_BIN || 'codex';
const program = asked.includes('/') ? resolve(asked) : asked;
const root = realpathSync(mkdtempSync(join(tmpdir(), 'codex-repro-')));
const [home, codexHome, tmp, workspace] = ['home', 'codex-home', 'tmp', 'workspace'].map((name) => join(root, name));
let child = null;
let thread = null;

process.on('exit', () => {
  killGroup();
  rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
});
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

const server = await startModel();
const origin = 'http://127.0.0.1:' + server.address().port;
const env = layOutWorld();
let exitCode = 0;
for (const recorded of script.processes) {
  const code = await run(recorded);
  if (exitCode === 0) exitCode = code;
  if (script.thread_id !== null && thread === null) break;
}
server.close();
server.closeAllConnections?.();
process.exitCode = exitCode;

// Answers each request with what was answered to the same one when it was recorded, in that order.
async function startModel() {
  const replies = new Map();
  for (const reply of script.replies) {
    const key = reply.method + ' ' + reply.path;
    replies.set(key, [...(replies.get(key) ?? []), reply]);
  }
  const model = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const path = request.url.split('?')[0];
      answer(response, replies.get(request.method + ' ' + path)?.shift() ?? otherwise(request.method, path));
    });
  });
  // The model is the proxy, too: nothing leaves this machine.
  model.on('connect', (request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  model.listen(0, '127.0.0.1');
  await once(model, 'listening');
  return model;
}

function otherwise(method, path) {
  if (method === 'GET' && path.endsWith('/models')) return { status: 200, body: '{"models":[]}', ended_by: 'end' };
  const status = path.endsWith('/responses') ? 599 : 404;
  return { status, body: '{"error":{"message":"no such request was recorded"}}', ended_by: 'end' };
}

function answer(response, { status, body, ended_by }) {
  if (status > 0) {
    const type = /^(?:event|data|id|:)/.test(body) ? 'text/event-stream' : 'application/json';
    response.writeHead(status, { 'content-type': type });
    response.flushHeaders();
    response.write(body);
  }
  if (ended_by === 'end') response.end();
  else if (ended_by === 'reset') (response.socket.resetAndDestroy ?? response.socket.destroy).call(response.socket);
}

function layOutWorld() {
  for (const folder of [home, codexHome, tmp]) mkdirSync(folder);
  for (const part of ['objects', 'refs']) mkdirSync(join(workspace, '.git', part), { recursive: true });
  writeFileSync(join(workspace, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(workspace, '.git/config'), '[core]\n\trepositoryformatversion = 0\n\tbare = false\n');
  const withModel = (text) => text.replaceAll('<MODEL_URL>', origin + '/v1');
  writeFileSync(join(codexHome, 'config.toml'), withModel(script.config));
  return {
    PATH: process.env.PATH,
    HOME: home,
    CODEX_HOME: codexHome,
    TMPDIR: tmp,
    RUST_LOG: 'error',
    HTTP_PROXY: origin,
    HTTPS_PROXY: origin,
    ALL_PROXY: origin,
    NO_PROXY: '127.0.0.1,localhost',
    ...Object.fromEntries(Object.entries(script.env).map(([name, value]) => [name, withModel(value)])),
  };
}

// Runs one codex to its end and gives its exit code.
function run({ argv, stdin, client_lines }) {
  const started = spawn(program, argv.map(withThread), {
    cwd: workspace,
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child = started;
  started.stdin.on('error', () => {});
  const onMessage = stdin === null ? converse(client_lines, started.stdin) : noteThread;
  if (stdin !== null) started.stdin.end(stdin);
  let pending = '';
  started.stdout.setEncoding('utf8');
  started.stdout.on('data', (text) => {
    process.stdout.write(text);
    const lines = (pending + text).split('\n');
    pending = lines.pop();
    for (const line of lines) onMessage(parsed(line));
  });
  return new Promise((settle) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      console.error('codex did not come to its end in ' + script.deadline_seconds + ' seconds, and was killed');
      killGroup();
    }, script.deadline_seconds * 1000);
    started.on('error', (error) => {
      clearTimeout(timer);
      console.error('codex could not be started: ' + error.message);
      settle(127);
    });
    // What it leaves running may hold its stdout open.
    started.on('exit', killGroup);
    started.on('close', (code, signal) => {
      clearTimeout(timer);
      child = null;
      settle(late ? 124 : (code ?? 128 + constants.signals[signal]));
    });
  });
}

function noteThread(event) {
  if (event.type === 'thread.started') thread ??= event.thread_id;
}

// Sends the lines of the client, each when all requests before it are answered; closes stdin when the turn is over.
function converse(lines, stdin) {
  const sent = new Map();
  const queue = [];
  const answers = new Map();
  let turns = 0;
  for (const line of lines) {
    const { id, method } = parsed(line);
    if (method === undefined) answers.set(id, line);
    else queue.push({ id, method, line });
  }
  const proceed = () => {
    while (queue.length > 0 && sent.size === 0) {
      const { id, method, line } = queue.shift();
      if (id !== undefined) sent.set(id, method);
      stdin.write(withThread(line) + '\n');
    }
    if (queue.length === 0 && sent.size === 0 && turns <= 0) stdin.end();
  };
  proceed();
  return ({ id, method, params, result, error }) => {
    if (method !== undefined && id !== undefined) {
      if (answers.has(id)) stdin.write(withThread(answers.get(id)) + '\n');
      return;
    }
    if (method === 'turn/completed' && (params?.threadId ?? thread) === thread) turns -= 1;
    if (method === undefined && sent.has(id)) {
      thread ??= result?.thread?.id ?? null;
      if (error !== undefined) queue.length = 0;
      else if (sent.get(id) === 'turn/start') turns += 1;
      sent.delete(id);
    }
    proceed();
  };
}

function withThread(text) {
  return script.thread_id === null || thread === null ? text : text.replaceAll(script.thread_id, () => thread);
}

function parsed(line) {
  try {
    return JSON.parse(line) ?? {};
  } catch {
    return {};
  }
}

function killGroup() {
  try {
    if (child?.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}
`;
