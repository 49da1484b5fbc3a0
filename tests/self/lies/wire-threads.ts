import { alter, answering, at, inTurn, lines, matches, parsed } from './alter.ts';
import type { Lies } from './lie.ts';

const THREADS = /^app-server\/(?:threads?|ids?)\//;
const HISTORY = /^app-server\/(?:history|threads?|resume|items?)\//;
const SETTINGS = /^app-server\/(?:threads?|settings?)\//;

interface Turn {
  readonly items: readonly object[];
}

const ids = (value: unknown): string => String(at(parsed(String(value)), 'params', 'threadId'));

/** False threads, settings and histories. */
export const wireThreadLies: Lies = {
  'the ids of two threads are crossed': {
    scenarios: ['app-server/threads/two-at-once'],
    check: /^app-server\/(?:threads?|ids?|turn|items?)\//,
    server: { stdout: crossed({ method: 'item/agentMessage/delta' }) },
  },
  'the usage of one thread is reported for another': {
    scenarios: ['app-server/threads/two-at-once'],
    check: /^app-server\/(?:threads?|ids?|turn|usage)\//,
    server: { stdout: crossed({ method: 'thread/tokenUsage/updated' }) },
  },
  'usage names the turn before': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: /^app-server\/(?:threads?|ids?|turn|usage)\//,
    server: { stdout: turnBefore({ method: 'thread/tokenUsage/updated' }) },
  },
  'a warning names an unknown thread': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: THREADS,
    server: {
      stdout: lines(alter({ method: 'warning' }, { params: { threadId: '01999999-0000-7000-8000-000000000000' } })),
    },
  },
  'a started thread has another folder': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: SETTINGS,
    evidence: /cwd/,
    server: { stdout: lines(alter({ method: 'thread/started' }, { params: { thread: { cwd: '/elsewhere' } } })) },
  },
  'a thread has another model': {
    scenarios: ['app-server/threads/start-params'],
    check: SETTINGS,
    evidence: /model/,
    server: { stdout: (line) => line.replaceAll('"model":"another-model"', '"model":"a-third-model"') },
  },
  'a thread has another sandbox': {
    scenarios: ['app-server/threads/start-params'],
    check: SETTINGS,
    evidence: /sandbox/,
    server: answering('thread/start', { sandbox: { type: 'readOnly', networkAccess: false } }),
  },
  'a thread has another approval policy': {
    scenarios: ['app-server/threads/start-params'],
    check: SETTINGS,
    evidence: /approval/i,
    server: { stdout: (line) => line.replaceAll('"approvalPolicy":"never"', '"approvalPolicy":"on-request"') },
  },
  'a thread has another effort': {
    scenarios: ['app-server/threads/start-params'],
    check: SETTINGS,
    evidence: /effort/i,
    server: { stdout: (line) => line.replaceAll('"reasoningEffort":"high"', '"reasoningEffort":"low"') },
  },
  'the folder of a thread is ignored': {
    scenarios: ['app-server/threads/start-params'],
    check: SETTINGS,
    evidence: /cwd/,
    server: { stdin: (line) => line.replace('nowhere/yet', '.') },
  },
  'an ephemeral thread is reported as kept': {
    scenarios: ['app-server/threads/start-params'],
    check: SETTINGS,
    evidence: /ephemeral/,
    server: { stdout: (line) => line.replaceAll('"ephemeral":true', '"ephemeral":false') },
  },
  'a thread has another name': {
    scenarios: ['app-server/threads/kept'],
    check: THREADS,
    evidence: /name/,
    server: { stdout: (line) => line.replaceAll('a name', 'another name') },
  },
  'a listed thread has another preview': {
    scenarios: ['app-server/threads/kept'],
    check: THREADS,
    evidence: /preview/,
    server: { stdout: (line) => line.replaceAll('"preview":"Say one."', '"preview":"Say two."') },
  },
  'a thread is not listed': {
    scenarios: ['app-server/threads/kept'],
    check: THREADS,
    evidence: /list/,
    server: answering('thread/list', { data: [] }, [1]),
  },
  'an archived thread is not listed as archived': {
    scenarios: ['app-server/threads/kept'],
    check: THREADS,
    evidence: /list|archived/,
    server: answering('thread/list', { data: [] }, [2]),
  },
  'a loaded thread is not listed': {
    scenarios: ['app-server/threads/kept'],
    check: THREADS,
    evidence: /loaded/,
    server: answering('thread/loaded/list', { data: [] }),
  },
  'a fork names another parent': {
    scenarios: ['app-server/threads/fork'],
    check: /^app-server\/(?:threads?|ids?|fork)\//,
    evidence: /forkedFrom/,
    server: {
      stdout: lines(
        alter({ result: { thread: { forkedFromId: /./ } } }, { result: { thread: { forkedFromId: null } } }),
        alter({ params: { thread: { forkedFromId: /./ } } }, { params: { thread: { forkedFromId: null } } }),
      ),
    },
  },
  'a fork has no history': {
    scenarios: ['app-server/threads/fork'],
    check: /^(?:app-server\/(?:fork|threads?|history)|run\/model)\//,
    evidence: /history|Say one|input|earlier|remember/,
    server: {
      stdin: lines(alter({ method: 'thread/fork' }, { method: 'thread/start', params: () => ({}) })),
    },
  },
  'a read history is blank': {
    scenarios: ['app-server/threads/kept'],
    check: HISTORY,
    server: answering('thread/read', { thread: { turns: [] } }),
  },
  'a list of turns is blank': {
    scenarios: ['app-server/threads/kept'],
    check: HISTORY,
    server: answering('thread/turns/list', { data: [] }),
  },
  'a resumed history is blank': {
    scenarios: ['app-server/resume/after-kill'],
    check: HISTORY,
    server: answering('thread/resume', { thread: { turns: [] } }),
  },
  'a read history is in another order': {
    scenarios: ['app-server/resume/after-kill'],
    check: HISTORY,
    server: answering('thread/read', { thread: { turns: (turns: readonly Turn[]) => turns.toReversed() } }),
  },
  'the items of a read turn are in another order': {
    scenarios: ['app-server/resume/after-kill'],
    check: HISTORY,
    server: answering('thread/read', {
      thread: { turns: (turns: readonly Turn[]) => turns.map((turn) => ({ ...turn, items: turn.items.toReversed() })) },
    }),
  },
  'a read item has another text': {
    scenarios: ['app-server/resume/after-kill'],
    check: HISTORY,
    evidence: /text|once/,
    server: answering('thread/read', {
      thread: {
        turns: (turns: readonly Turn[]) =>
          turns.map((turn) => JSON.parse(JSON.stringify(turn).replace('"text":"one"', '"text":"once"')) as Turn),
      },
    }),
  },
  'a listed turn has another status': {
    scenarios: ['app-server/threads/kept'],
    check: /^app-server\/(?:history|threads?|turns?|items?)\//,
    evidence: /thread.turns.list.*status/,
    server: answering('thread/turns/list', {
      data: (turns: readonly Turn[]) => turns.map((turn) => ({ ...turn, status: 'interrupted' })),
    }),
  },
  'a thread is idle during its turn': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: /^app-server\/threads?\//,
    evidence: /idle|active/,
    server: {
      stdout: lines(
        alter(
          { method: 'thread/status/changed', params: { status: { type: 'active' } } },
          { params: { status: () => ({ type: 'idle' }) } },
        ),
      ),
    },
  },
};

/** Writes the messages of two threads that match with the ids of one another. */
export function crossed(pattern: unknown): (line: string) => string {
  const known: string[] = [];
  return (line) => {
    const message = parsed(line);
    const started = at(message, 'result', 'thread', 'id');
    if (typeof started === 'string') known.push(started);
    const [one, two] = known;
    if (one === undefined || two === undefined || !matches(message, pattern)) return line;
    const id = ids(line);
    return line.replaceAll(id, id === one ? two : one);
  };
}

/** Writes the messages that match with the id of the turn before. */
function turnBefore(pattern: unknown): (line: string) => string {
  const turns: string[] = [];
  return inTurn((line) => {
    const message = parsed(line);
    const id = at(message, 'method') === 'turn/started' ? at(message, 'params', 'turn', 'id') : undefined;
    if (typeof id === 'string') turns.push(id);
    const [before, now] = turns.slice(-2);
    return before === undefined || now === undefined || !matches(message, pattern) ? line : line.replace(now, before);
  });
}
