import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { startModelProxy, viaProxy } from './model-proxy.js';

const same = (value) => value;

/**
 * Stands between a program and the real codex, and breaks what `breakages` says for `exec` and for `app-server`:
 * `args` maps the arguments, `env` the environment, `stdin` the prompt (exec) or each line (app-server), `stdout` each line
 * without its line feed (null drops it), `request` the body of each request to the model, `reply` the whole reply, `exitCode`
 * the exit code; `atEnd` is awaited when codex has exited, and may return lines for stdout. `pieceBytes` splits what it
 * writes to stdout, `lateMs` delays it. What is not named passes untouched, and so does every question that codex
 * answers without a turn, such as `--help`.
 */
export async function relay(breakages) {
  const argv = process.argv.slice(2);
  const isTurn = !argv.includes('--help') && (argv[0] === 'exec' || argv[0] === 'app-server');
  const broken = (isTurn ? breakages[argv[0]] : undefined) ?? {};
  const { args = same, env = same, stdin = same, stdout = same, exitCode = same, atEnd = same } = broken;
  const proxy = broken.request || broken.reply ? await startModelProxy(broken) : null;
  // The link of that name beside the one by which this wrapper was started.
  const program = join(dirname(process.argv[1]), 'real-codex');
  const codex = spawn(program, viaProxy(args(argv), proxy), {
    env: env(process.env),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(codex, 'exit');
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => codex.kill(name));
  // Either side may be gone before all is said.
  codex.stdin.on('error', same);
  process.stdout.on('error', () => codex.stdout.destroy());
  const forward = stdin === same ? bytes : argv[0] === 'app-server' ? eachLine : whole;
  forward(process.stdin, codex.stdin, stdin).catch(same);
  const out = writerOf(broken);
  await (stdout === same ? bytes : eachLine)(codex.stdout, out, stdout).catch(same);
  const [code, signal] = await exited;
  const last = await atEnd();
  if (typeof last === 'string') out.write(last);
  await out.flushed();
  proxy?.close();
  if (signal !== null) process.removeAllListeners(signal).kill(process.pid, signal);
  // Not process.exit(): it would cut off what is still being written.
  process.exitCode = exitCode(code);
  process.stdin.destroy();
}

/** Makes a line mapper of a function that maps what the line says. */
export function json(map) {
  return (line) => JSON.stringify(map(JSON.parse(line)));
}

async function bytes(from, to) {
  for await (const chunk of from) to.write(chunk);
  to.end?.();
}

async function whole(from, to, map) {
  to.end(map(await text(from)));
}

async function eachLine(from, to, map) {
  let rest = '';
  const write = (line, end) => {
    const mapped = map(line);
    if (mapped !== null) to.write(mapped + end);
  };
  from.setEncoding('utf8');
  for await (const chunk of from) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) write(line, '\n');
  }
  if (rest !== '') write(rest, '');
  to.end?.();
}

/** Writes to stdout in order: at once, or in pieces and late. */
function writerOf({ pieceBytes = Infinity, lateMs = 0 }) {
  let queue = Promise.resolve();
  const write = async (bytes) => {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      process.stdout.write(bytes.subarray(at, at + pieceBytes));
      if (pieceBytes < bytes.length) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  if (pieceBytes === Infinity && lateMs === 0) {
    return { write: (chunk) => process.stdout.write(chunk), flushed: () => queue };
  }
  return {
    write(chunk) {
      // No wait for anything: to be late is what the wrapper does to codex.
      const due = delay(lateMs);
      queue = queue.then(() => due).then(() => write(Buffer.from(chunk)));
    },
    flushed: () => queue,
  };
}
