/**
 * What a careful person would write instead of this suite: the same four codex processes, one after the other, with
 * the same model and the same world, and nothing but a comparison of the replies. Prints its own processor time in
 * seconds, without that of codex.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { startNetworkGuard } from '../helpers/codex/network-guard.ts';
import { createWorld } from '../helpers/codex/world.ts';
import { reasoningModel } from '../helpers/model/reasoning.ts';
import { startModel } from '../helpers/model/server.ts';

interface Event {
  readonly type?: string;
  readonly thread_id?: string;
  readonly item?: { readonly type: string; readonly text: string };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly thread?: { readonly id: string } };
  readonly params?: { readonly item?: { readonly type: string; readonly text: string } };
}

const [binary, ...capabilities] = process.argv.slice(2);
if (binary === undefined) throw new Error('usage: node bench/plain-script.ts BINARY [CAPABILITY…]');

const root = mkdtempSync(join(tmpdir(), 'codex-conformance-bench-'));
const [model, guard] = await Promise.all([startModel(reasoningModel, () => 1), startNetworkGuard(() => 1)]);
const path = process.env['PATH'] ?? '';
const world = createWorld({ root, capabilities, pathDirs: [], modelUrl: model.url, proxyUrl: guard.url, path });
const options = { cwd: world.workspace, env: world.env as NodeJS.ProcessEnv };
const EXEC = ['exec', '--json', '--skip-git-repo-check', '--sandbox', 'read-only'];

async function exec(args: readonly string[], prompt: string): Promise<{ thread: string; reply: string }> {
  const child = spawn(binary!, [...args, '-'], { ...options, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.end(prompt);
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  await once(child, 'close');
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);
  return {
    thread: events.find(({ type }) => type === 'thread.started')?.thread_id ?? '',
    reply: events.findLast(({ item }) => item?.type === 'agent_message')?.item?.text ?? '',
  };
}

async function appServer(prompt: string): Promise<string> {
  const child = spawn(binary!, ['app-server'], { ...options, stdio: ['pipe', 'pipe', 'ignore'] });
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify(message)}\n`);
  send({ id: 1, method: 'initialize', params: { clientInfo: { name: 'bench', version: '1' } } });
  let reply = '';
  for await (const line of createInterface(child.stdout)) {
    const message = JSON.parse(line) as Message;
    if (message.id === 1) {
      send({ method: 'initialized' });
      send({ id: 2, method: 'thread/start', params: {} });
    } else if (message.id === 2) {
      const threadId = message.result?.thread?.id;
      send({ id: 3, method: 'turn/start', params: { threadId, input: [{ type: 'text', text: prompt }] } });
    } else if (message.method === 'item/completed' && message.params?.item?.type === 'agentMessage') {
      reply = message.params.item.text;
    } else if (message.method === 'turn/completed') {
      child.stdin.end();
    }
  }
  if (child.exitCode === null) await once(child, 'exit');
  return reply;
}

function expect(actual: string, expected: string): void {
  if (actual !== expected) throw new Error(`expected ${expected}, got ${actual}`);
}

const ephemeral = capabilities.includes('exec.flag.ephemeral') ? ['--ephemeral'] : [];
expect((await exec([...EXEC, ...ephemeral], 'What is 17 + 25? Reply with the number only.')).reply, '42');
const { thread, reply } = await exec(EXEC, 'Remember the reference code REF-7KQ2M9XW4T3B. Reply with exactly: STORED');
expect(reply, 'STORED');
const recalled = await exec(
  [...EXEC, 'resume', thread],
  'Which reference code did I tell you? Reply with the code only.',
);
expect(recalled.reply, 'REF-7KQ2M9XW4T3B');
expect(await appServer('What is 128 + 64? Reply with the number only.'), '192');
await Promise.all([model.close(), guard.close()]);
rmSync(root, { recursive: true, force: true, maxRetries: 5 });
const { user, system } = process.cpuUsage();
process.stdout.write(`${(user + system) / 1e6}\n`);
