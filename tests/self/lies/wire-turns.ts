import { alter, answering, drops, lines } from './alter.ts';
import type { Lies } from './lie.ts';

const USAGE = /^app-server\/usage\//;
const UPDATED = { method: 'thread/tokenUsage/updated' };
const ERRORS = /^app-server\/(?:errors?|turn)\//;
const ENDED = { method: 'turn/completed' };

type Tokens = Readonly<Record<string, number>>;

const doubled = (tokens: Tokens): Tokens =>
  Object.fromEntries(Object.entries(tokens).map(([name, count]) => [name, 2 * count]));

/** False usage, ends and errors of turns, and false answers to queries. */
export const wireTurnLies: Lies = {
  'the usage of each response is doubled': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: USAGE,
    server: { stdout: lines(alter(UPDATED, { params: { tokenUsage: { last: doubled, total: doubled } } })) },
  },
  'the total of a thread is that of its last response': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: USAGE,
    server: {
      stdout: lines(
        alter(UPDATED, { params: { tokenUsage: (usage: { last: Tokens }) => ({ ...usage, total: usage.last }) } }),
      ),
    },
  },
  'the reasoning tokens are missing': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: USAGE,
    evidence: /reasoning/i,
    server: {
      stdout: lines(
        alter(UPDATED, {
          params: { tokenUsage: { last: { reasoningOutputTokens: 0 }, total: { reasoningOutputTokens: 0 } } },
        }),
      ),
    },
  },
  'no usage is sent': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: USAGE,
    server: { stdout: drops(UPDATED) },
  },
  'an error has the status of another failure': {
    scenarios: ['app-server/errors/http'],
    check: ERRORS,
    evidence: /40[13]|codexErrorInfo/,
    server: { stdout: (line) => line.replaceAll('"httpStatusCode":401', '"httpStatusCode":403') },
  },
  'an error has the text of another failure': {
    scenarios: ['app-server/errors/http'],
    check: ERRORS,
    evidence: /40[34]|message/,
    server: {
      stdout: (line) => line.replaceAll('404 Not Found: status 404', '403 Forbidden: status 403'),
    },
  },
  'an error has the kind of another failure': {
    scenarios: ['app-server/errors/http'],
    check: ERRORS,
    evidence: /codexErrorInfo|usageLimit|internalServerError|429/,
    server: { stdout: (line) => line.replaceAll('"usageLimitExceeded"', '"internalServerError"') },
  },
  'a retry is reported as final': {
    scenarios: ['app-server/errors/retry'],
    check: ERRORS,
    evidence: /retry/i,
    server: {
      stdout: lines(alter({ method: 'error', params: { willRetry: true } }, { params: { willRetry: false } })),
    },
  },
  'a failure is reported as a retry': {
    scenarios: ['app-server/errors/http'],
    check: ERRORS,
    evidence: /retry/i,
    server: {
      stdout: lines(alter({ method: 'error', params: { willRetry: false } }, { params: { willRetry: true } }, [2])),
    },
  },
  'a retry of the server is not reported': {
    scenarios: ['app-server/errors/retry'],
    check: ERRORS,
    evidence: /retr/i,
    server: { stdout: drops({ method: 'error' }) },
  },
  'an interrupted turn is reported as completed': {
    scenarios: ['app-server/interrupt/in-stream'],
    check: /^app-server\/(?:interrupts?|turn)\//,
    evidence: /interrupted|completed/,
    server: {
      stdout: lines(
        alter({ ...ENDED, params: { turn: { status: 'interrupted' } } }, { params: { turn: { status: 'completed' } } }),
      ),
    },
  },
  'a failed turn of a thread is reported as completed': {
    scenarios: ['app-server/errors/http'],
    check: ERRORS,
    evidence: /failed|completed/,
    server: {
      stdout: lines(
        alter(
          { ...ENDED, params: { turn: { status: 'failed' } } },
          { params: { turn: { status: 'completed', error: null } } },
          [2],
        ),
      ),
    },
  },
  'config/read returns another value': {
    scenarios: ['app-server/queries/config'],
    check: /^app-server\/(?:config|queries|settings?)\//,
    server: answering('config/read', { config: { model_verbosity: 'high' } }),
  },
  'config/read returns another model': {
    scenarios: ['app-server/queries/read-only'],
    check: /^app-server\/(?:config|queries|settings?)\//,
    server: answering('config/read', { config: { model: 'another-model' } }),
  },
  'model/list lacks a model': {
    scenarios: ['app-server/queries/read-only'],
    check: /^app-server\/(?:models?|queries|settings?)\//,
    server: answering('model/list', { data: (models: readonly object[]) => models.slice(1) }),
  },
  'skills/list lacks a skill': {
    scenarios: ['app-server/queries/read-only'],
    check: /^app-server\/(?:skills?|queries|settings?)\//,
    server: answering('skills/list', {
      data: (all: readonly { skills: object[] }[]) => all.map((one) => ({ ...one, skills: one.skills.slice(1) })),
    }),
  },
  'command/exec returns another exit code': {
    scenarios: ['app-server/queries/command'],
    check: /^run\/commands\//,
    evidence: /exit code 3.*exit code 0/,
    server: answering('command/exec', { exitCode: 0 }),
  },
  'command/exec returns another output': {
    scenarios: ['app-server/queries/command'],
    check: /^run\/commands\//,
    evidence: /one.*won/,
    server: answering('command/exec', { stdout: (text: string) => text.replace('one', 'won') }),
  },
  'initialize returns another CODEX_HOME': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: /^app-server\/threads?\//,
    evidence: /elsewhere\/sessions/,
    server: answering('initialize', { codexHome: '/elsewhere' }),
  },
};
