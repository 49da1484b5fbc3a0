import { alter, at, matches } from './alter.ts';
import type { Lies } from './lie.ts';

const MODEL = /^run\/model\//;
const OUTPUT = { type: 'function_call_output' };

/** Requests with another context, other settings or other results than codex was given. */
export const requestSettingLies: Lies = {
  'the model is told of another folder': {
    scenarios: ['exec/flags/folder'],
    check: MODEL,
    evidence: /elsewhere/,
    exec: { request: texts((text) => text.replace(/<cwd>[^<]*<.cwd>/, '<cwd>/elsewhere</cwd>')) },
  },
  'the model is told of another sandbox': {
    scenarios: ['exec/command/succeeds'],
    check: MODEL,
    evidence: /sandbox/,
    exec: { request: texts((text) => text.replaceAll('`danger-full-access`', '`read-only`')) },
  },
  'the flag for the folder is ignored': {
    scenarios: ['exec/flags/folder'],
    check: /^(?:exec\/flags|run\/(?:model|commands))\//,
    exec: { args: (argv) => cut(argv, '-C', 2) },
  },
  'the outputs of two calls are swapped for the model': {
    scenarios: ['exec/command/two-at-once'],
    check: /^exec\/commands\//,
    evidence: /one|two/,
    exec: { request: swapped },
  },
  'an output answers another call': {
    scenarios: ['exec/command/succeeds'],
    check: /^(?:exec\/commands|run\/model)\//,
    exec: { request: input(alter(OUTPUT, { call_id: 'call_9_9' })) },
  },
  'a schema for the answer has another field': {
    scenarios: ['exec/schema/sent'],
    check: /^exec\/schema\//,
    exec: { request: alter({}, { text: (text: object) => replaced(text, 'sum', 'total') }) },
  },
  'another image is sent': {
    scenarios: ['exec/image/attached'],
    check: /^exec\/image\//,
    exec: { request: input((item) => JSON.parse(JSON.stringify(item).replace(/(base64,.{20})./, '$1A'))) },
  },
  'the prompt from stdin ends after its first line': {
    scenarios: ['exec/stdin/prompt-from-stdin'],
    check: /^(?:exec\/stdin|run\/model)\//,
    exec: { stdin: (text) => text.split('\n')[0] ?? '' },
  },
  'a resumed thread has another cache key': {
    scenarios: ['exec/persistent/recall'],
    check: /^(?:exec\/resume|run\/model)\//,
    exec: { request: alter({}, { prompt_cache_key: '01999999-0000-7000-8000-000000000000' }) },
  },
  'the key of a provider is not sent': {
    scenarios: ['exec/environment/key-of-provider'],
    check: /^exec\/environment\//,
    exec: { env: (env) => ({ ...env, PROBE_KEY: '' }), args: (argv) => without(argv, 'env_key=') },
  },
  'a profile is ignored': {
    scenarios: ['exec/config/profile'],
    check: /^(?:exec\/config|run\/model)\//,
    exec: { args: (argv) => cut(argv, '-p', 2) },
  },
  'the last thread is not resumed': {
    scenarios: ['exec/resume/last-by-folder'],
    check: /^(?:exec\/(?:resume|session)|run\/model)\//,
    exec: {
      args: (argv) => (argv.includes('--last') ? argv.filter((arg) => arg !== 'resume' && arg !== '--last') : argv),
    },
  },
  'a prompt is told in capitals': {
    scenarios: ['exec/stdin/prompt-as-argument'],
    check: /^(?:exec\/stdin|run\/model)\//,
    exec: { args: (argv) => argv.map((arg) => (arg.startsWith('What') ? arg.toUpperCase() : arg)) },
  },
};

function input(map: (item: unknown) => unknown): (body: unknown) => unknown {
  return alter({}, { input: (items: readonly unknown[]) => items.map(map) });
}

/** Maps each text in the input. */
function texts(map: (text: string) => string): (body: unknown) => unknown {
  const inPart = alter({ text: /./ }, { text: map });
  return input(alter({ content: [{}] }, { content: (parts: readonly unknown[]) => parts.map(inPart) }));
}

function replaced(value: object, from: string, to: string): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(from, to));
}

function swapped(body: unknown): unknown {
  const items = (at(body, 'input') as readonly unknown[]).filter((item) => matches(item, OUTPUT));
  const [one, two] = items.map((item) => at(item, 'output'));
  if (two === undefined) return body;
  return input((item) => {
    if (!matches(item, OUTPUT)) return item;
    return { ...(item as object), output: at(item, 'output') === one ? two : one };
  })(body);
}

function cut(argv: readonly string[], flag: string, count: number): string[] {
  const index = argv.indexOf(flag);
  return index < 0 ? [...argv] : argv.toSpliced(index, count);
}

function without(argv: readonly string[], part: string): string[] {
  return argv.filter((arg, index) => !arg.includes(part) && !(argv[index + 1] ?? '').includes(part));
}
