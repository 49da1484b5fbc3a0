// A codex in miniature: what a turn of exec or of an app-server takes, and the model server of its configuration for a brain.
// The first argument says what is wrong with it: `nothing`, `calls-home` or `fails-turn`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const [fault, command, ...args] = process.argv.slice(2);
const { CODEX_HOME, HOME, HTTP_PROXY, NO_PROXY, TMPDIR, OWN_API_KEY } = process.env;
const NEW_THREAD = '0199a213-81c0-7800-8aa1-bbab2a035a53';
// What the scripted model reports of each of its replies.
const TOKENS = {
  totalTokens: 1260,
  inputTokens: 1200,
  cachedInputTokens: 400,
  outputTokens: 60,
  reasoningOutputTokens: 20,
};
const TURN = '0199a213-81d0-7421-9c52-3a1f62a1e2ab';

console.error([`in ${process.cwd()}`, CODEX_HOME, HOME, TMPDIR, OWN_API_KEY].join(' '));
await (command === 'exec' ? runExec() : serve());

async function runExec() {
  const resume = args.indexOf('resume');
  const thread = resume < 0 ? NEW_THREAD : args[resume + 1];
  say({ type: 'thread.started', thread_id: thread });
  say({ type: 'turn.started' });
  const { text: reply } = await turn(thread, await text(process.stdin), !args.includes('--ephemeral'));
  if (fault === 'fails-turn') {
    say({ type: 'turn.failed', error: { message: 'the model is overloaded' } });
    process.exitCode = 1;
    return;
  }
  say({ type: 'item.completed', item: { id: 'item_0', type: 'agent_message', text: reply } });
  // What the scripted model reports of each of its replies.
  say({ type: 'turn.completed', usage: { input_tokens: 1200, cached_input_tokens: 400, output_tokens: 60 } });
}

async function serve() {
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (method === 'initialize') {
      const { name, version } = params.clientInfo;
      say({ id, result: { userAgent: `${name}/1.2.3 (${name}; ${version})` } });
    }
    if (method === 'thread/start') {
      say({ id, result: { thread: { id: NEW_THREAD }, model: 'miniature' } });
      say({ method: 'thread/started', params: { thread: { id: NEW_THREAD } } });
    }
    if (method !== 'turn/start') continue;
    const { threadId, input } = params;
    const place = { threadId, turnId: TURN };
    say({ id, result: { turn: { id: TURN, status: 'inProgress' } } });
    say({ method: 'turn/started', params: { threadId, turn: { id: TURN, status: 'inProgress' } } });
    sayItem(place, { id: 'item_0', type: 'userMessage', content: input });
    sayItem(place, { type: 'agentMessage', ...(await turn(threadId, input[0].text, true)) });
    say({ method: 'thread/tokenUsage/updated', params: { ...place, tokenUsage: { total: TOKENS, last: TOKENS } } });
    say({ method: 'turn/completed', params: { threadId, turn: { id: TURN, status: 'completed' } } });
  }
}

function sayItem(place, item) {
  say({ method: 'item/started', params: { ...place, item } });
  if (item.type === 'agentMessage') {
    say({ method: 'item/agentMessage/delta', params: { ...place, itemId: item.id, delta: item.text } });
  }
  say({ method: 'item/completed', params: { ...place, item } });
}

/** Asks the model with all that was said in the thread, and keeps that for the next turn. */
async function turn(thread, prompt, persistent) {
  if (fault === 'calls-home') await answerOf(request('http://home.invalid/', viaProxy('http://home.invalid/')));
  const sessions = `${CODEX_HOME}/sessions`;
  const file = `${sessions}/rollout-2025-09-26T12-00-00-${thread}.jsonl`;
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  const earlier = kept.map((line) => JSON.parse(line).payload);
  const input = [...earlier, { role: 'user', content: prompt }];
  const answer = await askModel({ model: 'miniature', stream: true, input, prompt_cache_key: thread });
  const events = answer.split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6))] : []));
  const { id, content } = events.find(({ type }) => type === 'response.output_item.done').item;
  const reply = { id, text: content[0].text };
  if (persistent) {
    mkdirSync(sessions, { recursive: true });
    const items = [...input, { role: 'assistant', content: reply.text }];
    writeFileSync(file, items.map((payload) => `${JSON.stringify({ type: 'response_item', payload })}\n`).join(''));
  }
  return reply;
}

async function askModel(body) {
  const [, url] = /^base_url = "(.*)"$/m.exec(readFileSync(`${CODEX_HOME}/config.toml`, 'utf8'));
  const asking = request(`${url}/responses`, { method: 'POST', headers: { 'content-type': 'application/json' } });
  return await answerOf(asking, JSON.stringify(body));
}

function viaProxy(target) {
  if (NO_PROXY?.includes('home.invalid')) throw new Error('the proxy would be passed by');
  const { hostname, port } = new URL(HTTP_PROXY);
  return { hostname, port, path: target };
}

async function answerOf(asking, body) {
  return await new Promise((resolve, reject) => {
    asking.on('error', reject).on('response', (response) => resolve(text(response)));
    asking.end(body);
  });
}

function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
