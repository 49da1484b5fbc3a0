// Plays one recorded interaction with codex again: see README.md. Node.js 18 or newer, nothing else.
// Usage: node repro.mjs [CODEX]     Without CODEX: the environment variable CODEX_BIN, else the codex on PATH.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * @typedef {object} Script script.json
 * @property {number} deadline_seconds that each codex gets
 * @property {string | null} thread_id the recorded one
 * @property {string} config the text of config.toml
 * @property {Record<string, string>} env beside the usual
 * @property {{ argv: string[], stdin: string | null, client_lines: string[] }[]} processes a client speaks where stdin is null
 * @property {{ method: string, path: string, status: number, body: string, ended_by: string }[]} replies of the model
 *
 * @typedef {Pick<Script['replies'][number], 'status' | 'body' | 'ended_by'>} Reply
 * @typedef {Record<string, any>} Message
 */

/** @type {Script} */
const script = JSON.parse(readFileSync(new URL('script.json', import.meta.url), 'utf8'));
const asked = process.argv[2] || process.env['CODEX_BIN'] || 'codex';
const program = asked.includes('/') ? resolve(asked) : asked;
const root = realpathSync(mkdtempSync(join(tmpdir(), 'codex-repro-')));
const home = join(root, 'home');
const codexHome = join(root, 'codex-home');
const tmp = join(root, 'tmp');
const workspace = join(root, 'workspace');
/** @type {{ pid?: number | undefined } | null} */
let child = null;
/** @type {string | null} */
let thread = null;

process.on('exit', () => {
  killGroup();
  rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
});
for (const signal of /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM'])) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

const server = await startModel();
const origin = `http://127.0.0.1:${Object(server.address()).port}`;
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

/** Answers each request with the recorded answer to the same request, in the recorded order. */
async function startModel() {
  /** @type {Map<string, Reply[]>} */
  const replies = new Map();
  for (const reply of script.replies) {
    const key = `${reply.method} ${reply.path}`;
    replies.set(key, [...(replies.get(key) ?? []), reply]);
  }
  const model = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const { method = '', url = '' } = request;
      const path = url.replace(/\?.*/, '');
      answer(response, replies.get(`${method} ${path}`)?.shift() ?? notRecorded(method, path));
    });
  });
  // The model is the proxy, too: nothing leaves this machine.
  model.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  model.listen(0, '127.0.0.1');
  await once(model, 'listening');
  return model;
}

/** @type {(method: string, path: string) => Reply} */
function notRecorded(method, path) {
  if (method === 'GET' && path.endsWith('/models')) return { status: 200, body: '{"models":[]}', ended_by: 'end' };
  const status = path.endsWith('/responses') ? 599 : 404;
  return { status, body: '{"error":{"message":"no such request was recorded"}}', ended_by: 'end' };
}

/** @type {(response: import('node:http').ServerResponse, reply: Reply) => void} */
function answer(response, { status, body, ended_by }) {
  if (status > 0) {
    const type = /^(?:event|data|id|:)/.test(body) ? 'text/event-stream' : 'application/json';
    response.writeHead(status, { 'content-type': type });
    response.flushHeaders();
    response.write(body);
  }
  if (ended_by === 'end') response.end();
  else if (ended_by === 'reset') response.socket?.resetAndDestroy();
}

function layOutWorld() {
  for (const folder of [home, codexHome, tmp]) mkdirSync(folder);
  for (const part of ['objects', 'refs']) mkdirSync(join(workspace, '.git', part), { recursive: true });
  writeFileSync(join(workspace, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(workspace, '.git/config'), '[core]\n\trepositoryformatversion = 0\n\tbare = false\n');
  /** @type {(text: string) => string} */
  const withModel = (text) => text.replaceAll('<MODEL_URL>', origin + '/v1');
  writeFileSync(join(codexHome, 'config.toml'), withModel(script.config));
  return {
    PATH: process.env['PATH'],
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

/**
 * Runs one codex to its end and returns its exit code.
 *
 * @type {(recorded: Script['processes'][number]) => Promise<number>}
 */
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
  /** @type {string | undefined} */
  let pending = '';
  started.stdout.setEncoding('utf8');
  started.stdout.on('data', (text) => {
    process.stdout.write(text);
    const lines = `${pending}${text}`.split('\n');
    pending = lines.pop();
    for (const line of lines) onMessage(parsed(line));
  });
  return new Promise((settle) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      console.error(`codex did not end within ${script.deadline_seconds} seconds and was killed`);
      killGroup();
    }, script.deadline_seconds * 1000);
    started.on('error', (error) => {
      clearTimeout(timer);
      console.error(`codex cannot be started: ${error.message}`);
      settle(127);
    });
    // What it leaves running may hold its stdout open.
    started.on('exit', killGroup);
    started.on('close', (code, signal) => {
      clearTimeout(timer);
      child = null;
      settle(late ? 124 : (code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
    });
  });
}

/** @type {(event: Message) => void} */
function noteThread(event) {
  if (event['type'] === 'thread.started') thread ??= event['thread_id'];
}

/**
 * Sends the lines of the client, each when all requests before it are answered; closes stdin when the turn is over.
 *
 * @type {(lines: string[], stdin: import('node:stream').Writable) => (message: Message) => void}
 */
function converse(lines, stdin) {
  /** @type {Map<unknown, string>} */
  const sent = new Map();
  /** @type {{ id: unknown, method: string, line: string }[]} */
  const queue = [];
  /** @type {Map<unknown, string>} */
  const answers = new Map();
  let turns = 0;
  for (const line of lines) {
    const { id, method } = parsed(line);
    if (method === undefined) answers.set(id, line);
    else queue.push({ id, method, line });
  }
  const proceed = () => {
    while (sent.size === 0) {
      const next = queue.shift();
      if (next === undefined) break;
      const { id, method, line } = next;
      if (id !== undefined) sent.set(id, method);
      stdin.write(`${withThread(line)}\n`);
    }
    if (queue.length === 0 && sent.size === 0 && turns <= 0) stdin.end();
  };
  proceed();
  return ({ id, method, params, result, error }) => {
    if (method !== undefined && id !== undefined) {
      const line = answers.get(id);
      if (line !== undefined) stdin.write(`${withThread(line)}\n`);
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

/** @type {(text: string) => string} */
function withThread(text) {
  return script.thread_id === null || thread === null ? text : text.replaceAll(script.thread_id, thread);
}

/** @type {(line: string) => Message} */
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
