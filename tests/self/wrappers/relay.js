import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';

/** The real codex: the link of that name beside the link by which this wrapper was started. */
const CODEX = join(dirname(process.argv[1]), 'real-codex');

const same = (value) => value;

/**
 * Stands between a program and the real codex, and breaks what `breakages` says for `exec` and for `app-server`:
 * `args` maps the arguments, `stdin` the prompt (exec) or each line (app-server), `stdout` each line without its line
 * feed, `exitCode` the exit code; `atEnd` is awaited when codex is gone. What is not named passes untouched, and so
 * does every question that codex answers without a turn, such as `--help`.
 */
export async function relay(breakages) {
  const argv = process.argv.slice(2);
  const isTurn = !argv.includes('--help') && (argv[0] === 'exec' || argv[0] === 'app-server');
  const broken = (isTurn ? breakages[argv[0]] : undefined) ?? {};
  const { args = same, stdin = same, stdout = same, exitCode = same, atEnd = same } = broken;
  const codex = spawn(CODEX, args(argv), { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(codex, 'exit');
  // Either side may be gone before all is said.
  for (const stream of [codex.stdin, process.stdout]) stream.on('error', same);
  const forward = argv[0] === 'app-server' ? eachLine : whole;
  forward(process.stdin, codex.stdin, stdin).catch(same);
  await eachLine(codex.stdout, process.stdout, stdout);
  const [code, signal] = await exited;
  await atEnd();
  if (signal !== null) process.kill(process.pid, signal);
  // Not process.exit(): it would cut off what is still being written.
  process.exitCode = exitCode(code);
  process.stdin.destroy();
}

/** Makes a line mapper of a function that maps what the line says. */
export function json(map) {
  return (line) => JSON.stringify(map(JSON.parse(line)));
}

async function whole(from, to, map) {
  to.end(map(await text(from)));
}

async function eachLine(from, to, map) {
  let rest = '';
  from.setEncoding('utf8');
  for await (const chunk of from) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) to.write(`${map(line)}\n`);
  }
  if (rest !== '') to.write(map(rest));
  if (to !== process.stdout) to.end();
}
