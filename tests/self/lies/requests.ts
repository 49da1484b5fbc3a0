import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { alter, at, lines, matches } from './alter.ts';
import type { Lies, Telling } from './lie.ts';

const OUTPUT = { type: 'function_call_output' };
const MODEL = /^run\/model\//;
const HISTORY = /^(?:exec\/(?:resume|session|messages?|items?)|run\/model)\//;

/** Requests to the model that lack or change what they should have, and files that do. */
export const requestLies: Lies = {
  'the prompt reaches the model with another text': {
    scenarios: ['exec/command/succeeds'],
    check: MODEL,
    evidence: /prompt|Say/,
    exec: { request: input((item) => replaced(item, 'Say hello.', 'Say hallo.')) },
  },
  'the result of a command is lost on the way to the model': {
    scenarios: ['exec/command/succeeds'],
    check: /^(?:exec\/(?:commands?|items?)|run\/model)\//,
    evidence: /output|hello/,
    exec: { request: input(alter(OUTPUT, { output: '' })) },
  },
  'the model reads another output than is reported': {
    scenarios: ['exec/command/succeeds'],
    check: /^(?:exec\/(?:commands?|items?)|run\/model)\//,
    evidence: /output|hallo/,
    exec: { request: input(alter(OUTPUT, { output: (text: string) => text.replace('hello', 'hallo') })) },
  },
  'the model reads exit code 0 for 3': {
    scenarios: ['exec/command/fails'],
    check: /^(?:exec\/(?:commands?|items?)|run\/model)\//,
    evidence: /exit.?code|exited/i,
    exec: { request: input(alter(OUTPUT, { output: (text: string) => text.replace('code 3', 'code 0') })) },
  },
  'the model reads another result of a tool': {
    scenarios: ['exec/mcp/results'],
    check: /^(?:exec\/(?:mcp|tools?|items?)|run\/model)\//,
    evidence: /echo|output|result/,
    exec: {
      request: input(alter({ ...OUTPUT, output: /echo/ }, { output: (text: string) => text.replace('echo', 'ocho') })),
    },
  },
  'the call of the model is not in its history': {
    scenarios: ['exec/command/succeeds'],
    check: MODEL,
    evidence: /call|input|earlier/,
    exec: { request: filtered((item) => at(item, 'type') !== 'function_call') },
  },
  'AGENTS.md does not reach the model': {
    scenarios: ['exec/context/agents-files'],
    check: /^exec\/context\//,
    exec: { request: input((item) => replaced(item, 'Second rule: of the repository.', '')) },
  },
  'developer instructions do not reach the model': {
    scenarios: ['exec/config/overrides'],
    check: /^exec\/config\//,
    exec: { args: without('developer_instructions=') },
  },
  'another model is asked': {
    scenarios: ['exec/command/succeeds'],
    check: /^(?:exec\/(?:config|settings?)|run\/model)\//,
    evidence: /model/,
    exec: { request: alter({}, { model: 'another-model' }) },
  },
  'the effort does not reach the model': {
    scenarios: ['exec/resume/other-settings'],
    check: /^(?:exec\/(?:config|settings?|resume)|run\/model)\//,
    evidence: /effort/,
    exec: { args: without('model_reasoning_effort=') },
  },
  'a schema for the answer is not sent': {
    scenarios: ['exec/schema/sent'],
    check: /^exec\/schema\//,
    exec: { args: (argv) => cut(argv, '--output-schema', 2) },
  },
  'an image is not sent': {
    scenarios: ['exec/image/attached'],
    check: /^exec\/image\//,
    exec: { args: (argv) => cut(argv, '-i', 2) },
  },
  'a tool is not offered in the second request': {
    scenarios: ['exec/command/succeeds'],
    check: MODEL,
    evidence: /tool/,
    exec: { request: second(alter({}, { tools: (tools: readonly object[]) => tools.slice(1) })) },
  },
  'piped text does not reach the model': {
    scenarios: ['exec/stdin/piped-beside-prompt'],
    check: /^exec\/stdin\//,
    exec: { stdin: () => '' },
  },
  'the sandbox is ignored': {
    scenarios: ['exec/command/denied-by-sandbox'],
    check: /^(?:run\/files|exec\/(?:sandbox|commands?))\//,
    exec: { args: (argv) => argv.map((arg) => (arg === 'read-only' ? 'danger-full-access' : arg)) },
  },
  'a flag for ephemeral threads is ignored': {
    scenarios: ['exec/resume/ephemeral-thread'],
    check: /^exec\/(?:session|resume)\//,
    evidence: /ephemeral|session|resume/,
    exec: { args: (argv) => cut(argv, '--ephemeral', 1) },
  },
  'a resumed thread has no history': {
    scenarios: ['exec/resume/other-settings'],
    check: HISTORY,
    evidence: /history|Remember|stored|earlier|turn 1/,
    exec: { request: alter({}, { input: withoutHistory }) },
  },
  'a message of the history has another text': {
    scenarios: ['exec/resume/other-settings'],
    check: HISTORY,
    evidence: /stored|stowed/,
    exec: { request: input((item) => replaced(item, '"stored"', '"stowed"')) },
  },
  'the history is in another order': {
    scenarios: ['exec/resume/other-settings'],
    check: HISTORY,
    exec: { request: alter({}, { input: dialogueReversed }) },
  },
  'codex reads another reply than the model sends': {
    scenarios: ['exec/messages/reasoning'],
    check: /^(?:exec\/(?:messages?|items?|turn)|turn\/reply|run\/model)\//,
    evidence: /43/,
    exec: { reply: (events) => events.replaceAll('"42"', '"43"').replaceAll('"delta":"2"', '"delta":"3"') },
  },
  'codex reads another call than the model sends': {
    scenarios: ['exec/command/succeeds'],
    check: /^exec\/(?:commands?|items?)\//,
    evidence: /hello|hallo/,
    exec: { reply: (events) => events.replaceAll('echo hello', 'echo hallo') },
  },
  'codex reads other arguments than the model sends': {
    scenarios: ['exec/mcp/results'],
    check: /^(?:exec\/(?:mcp|tools?|items?)|run\/model)\//,
    evidence: /arguments|echo/,
    exec: { reply: (events) => events.replaceAll(String.raw`{\"text\":\"echo\"}`, String.raw`{\"text\":\"ocho\"}`) },
  },
  'codex reads another usage than the model sends': {
    scenarios: ['exec/command/succeeds'],
    check: /^exec\/usage\//,
    exec: { reply: (events) => events.replaceAll('"output_tokens":2', '"output_tokens":5') },
  },
  'a compacted thread keeps its whole history': {
    scenarios: ['app-server/threads/compact'],
    check: /^(?:app-server\/(?:compact(?:ion)?|threads?|history)|run\/model)\//,
    evidence: /compact|summary|one/,
    server: { request: keepingAll() },
  },
  'a compacted thread has no summary': {
    scenarios: ['app-server/threads/compact'],
    check: /^(?:app-server\/(?:compact(?:ion)?|threads?|history)|run\/model)\//,
    evidence: /compact|summary/,
    server: { request: input((item) => replaced(item, 'a summary', 'a story')) },
  },
  'input to a running turn has another text': {
    scenarios: ['app-server/turns/steer'],
    check: /^(?:app-server\/(?:steer|items?)|run\/model)\//,
    evidence: /Say tw?oo?/,
    server: {
      stdin: lines(alter({ method: 'turn/steer' }, { params: { input: [{ type: 'text', text: 'Say too.' }] } })),
    },
  },
  'another CODEX_HOME is used': {
    scenarios: ['exec/persistent/recall'],
    check: /^(?:exec\/session|run\/files)\//,
    evidence: /session|sessions/,
    exec: otherHome(),
  },
  'the session file is blank': {
    scenarios: ['exec/persistent/recall'],
    check: /^run\/session\//,
    exec: { atEnd: () => sessions((file) => writeFileSync(file, '')) },
  },
  'the session file is removed': {
    scenarios: ['exec/persistent/recall'],
    check: /^exec\/session\//,
    exec: { atEnd: () => sessions((file) => rmSync(file)) },
  },
};

function input(map: (item: unknown) => unknown): (body: unknown) => unknown {
  return alter({}, { input: (items: readonly unknown[]) => items.map(map) });
}

function filtered(keep: (item: unknown) => boolean): (body: unknown) => unknown {
  return alter({}, { input: (items: readonly unknown[]) => items.filter(keep) });
}

function second(map: (body: unknown) => unknown): (body: unknown) => unknown {
  let count = 0;
  return (body) => ((count += 1) === 2 ? map(body) : body);
}

function replaced(item: unknown, from: string, to: string): unknown {
  return JSON.parse(JSON.stringify(item).replaceAll(from, to));
}

function cut(argv: readonly string[], flag: string, count: number): string[] {
  const index = argv.indexOf(flag);
  return index < 0 ? [...argv] : argv.toSpliced(index, count);
}

/** Arguments without an override of the configuration. */
function without(start: string): (argv: string[]) => string[] {
  return (argv) => argv.filter((arg, index) => !arg.startsWith(start) && !(argv[index + 1] ?? '').startsWith(start));
}

/** The items of a dialogue in reverse, after those of the context. */
function dialogueReversed(items: readonly unknown[]): unknown[] {
  const first = items.findIndex((item) => matches(item, { role: 'user', content: [{ text: /^Remember/ }] }));
  return first < 0 ? [...items] : [...items.slice(0, first), ...items.slice(first).toReversed()];
}

/** The items of a resumed turn without those of the turns before. */
function withoutHistory(items: readonly unknown[]): unknown[] {
  const first = items.findIndex((item) => matches(item, { role: 'user', content: [{ text: /^Remember/ }] }));
  return first < 0 || !process.argv.includes('resume')
    ? [...items]
    : [...items.slice(0, first), ...items.slice(first + 2)];
}

/** Adds the whole history of the first request and its answer to the third. */
function keepingAll(): (body: unknown) => unknown {
  let history: readonly unknown[] = [];
  let count = 0;
  return (body) => {
    count += 1;
    if (count === 2) history = at(body, 'input') as readonly unknown[];
    if (count !== 3) return body;
    return alter({}, { input: (items: readonly unknown[]) => [...history.slice(0, -1), ...items.slice(-1)] })(body);
  };
}

/** Keeps all in another folder, with the same configuration. */
function otherHome(): Telling {
  return {
    env(env) {
      const home = String(env['CODEX_HOME']);
      const other = join(home, 'other');
      mkdirSync(other, { recursive: true });
      cpSync(join(home, 'config.toml'), join(other, 'config.toml'));
      return { ...env, CODEX_HOME: other };
    },
  };
}

/** Changes the session files, after the turn that resumes one. */
function sessions(change: (file: string) => void): string | undefined {
  if (!process.argv.includes('resume')) return undefined;
  const folder = join(process.env['CODEX_HOME'] ?? '', 'sessions');
  for (const file of globSync('**/*.jsonl', { cwd: folder })) change(join(folder, file));
  return '';
}
